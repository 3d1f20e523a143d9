/** Baselines in memory: the old texts of files, all there at once or when the test says so. */
import type { OldText, RevisionChoice, RevisionTexts } from '../../server/src/core/ports.ts';

export class OldTexts implements RevisionTexts {
  /** Texts by where files lay; `undefined` as an answer means that there was none. */
  readonly texts: Map<string, string>;
  /** Where files lay that lie elsewhere now. */
  readonly renamed = new Map<string, string>();
  /** Files that are listed as changed; all that there are, if not set. */
  changed: readonly string[] | undefined;
  readonly asked: string[] = [];
  private readonly listeners: ((folders: readonly string[] | undefined) => void)[] = [];

  constructor(texts: Readonly<Record<string, string>>) {
    this.texts = new Map(Object.entries(texts));
  }

  textOf(uri: string, choice: RevisionChoice): Promise<OldText> {
    this.asked.push(`${choice.kind === 'revision' ? choice.ref : choice.kind} ${uri}`);
    const old = this.renamed.get(uri) ?? uri;
    const text = this.texts.get(old);
    return Promise.resolve(text === undefined ? { state: 'new' } : { state: 'text', text, uri: old });
  }

  changedFiles(): Promise<readonly string[]> {
    return Promise.resolve(this.changed ?? [...this.texts.keys()]);
  }

  onChanged(listener: (folders: readonly string[] | undefined) => void): void {
    this.listeners.push(listener);
  }

  invalidate(folders?: readonly string[]): void {
    for (const listener of this.listeners) listener(folders);
  }
}
