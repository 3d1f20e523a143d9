/**
 * Texts of files that nobody has open, read because somebody asked for them: they come in the background, and those that
 * were used last are kept up to a bound. Must never put a text over that of an open editor. Reads through a port.
 */
import type { FileSystem } from '../ports.ts';
import type { KnownFile, Workspace } from './workspace.ts';

export class AskedTexts {
  /** How long each is, the least used first. */
  private readonly lengths = new Map<string, number>();
  private total = 0;
  private readonly reading = new Map<string, Promise<void>>();

  /** `changed` is told whenever a text has come or gone. */
  constructor(
    private readonly workspace: Workspace,
    private readonly fileSystem: FileSystem,
    private readonly limits: { readonly fileBytes: number; readonly textLength: number },
    private readonly changed: () => void,
  ) {
    workspace.useReader((uri) => {
      void this.read(uri);
    });
  }

  /** Whether a file's text is kept because somebody asked for it. */
  has(uri: string): boolean {
    return this.lengths.has(uri);
  }

  /** The file with its text, read if need be; undefined when it cannot be read. */
  async read(uri: string): Promise<KnownFile | undefined> {
    const known = this.workspace.file(uri);
    if (known) {
      const length = this.lengths.get(uri);
      if (length !== undefined) {
        this.lengths.delete(uri);
        this.lengths.set(uri, length);
      }
      return known;
    }
    let reading = this.reading.get(uri);
    if (!reading) {
      reading = this.load(uri).finally(() => this.reading.delete(uri));
      this.reading.set(uri, reading);
    }
    await reading;
    return this.workspace.file(uri);
  }

  /** Resolves when every text that was asked for so far has come. Says whether there was any. */
  async settled(): Promise<boolean> {
    const wasReading = this.reading.size > 0;
    while (this.reading.size > 0) await Promise.all(this.reading.values());
    return wasReading;
  }

  /** Reads a text, again if it is there. */
  async load(uri: string): Promise<void> {
    const text = await this.fileSystem.readFile(uri, this.limits.fileBytes);
    if (this.workspace.isOpen(uri)) return;
    this.drop(uri);
    if (text !== undefined) {
      this.workspace.countRead(text);
      this.lengths.set(uri, text.length);
      this.total += text.length;
    }
    this.workspace.setDiskFile(uri, text);
    for (const oldest of this.lengths.keys()) {
      if (this.total <= this.limits.textLength || oldest === uri) break;
      this.release(oldest);
    }
    this.changed();
  }

  /** The file is not there any more. */
  forget(uri: string): void {
    if (this.drop(uri)) this.workspace.setDiskFile(uri, undefined);
  }

  releaseAll(): void {
    for (const uri of [...this.lengths.keys()]) this.release(uri);
  }

  private release(uri: string): void {
    this.drop(uri);
    this.workspace.releaseText(uri);
  }

  private drop(uri: string): boolean {
    this.total -= this.lengths.get(uri) ?? 0;
    return this.lengths.delete(uri);
  }
}
