/**
 * Brings old texts of files into memory: which baseline counts for a file, and its text from version control, disk or
 * another file. Reads in the background what is asked for, keeps it until it is forgotten, and tells when an answer has
 * come or changed; while it reads again, the old answer stands.
 */
import type {
  BaselineAnswer,
  BaselineTexts,
  FileSystem,
  NoOldText,
  OldText,
  RevisionChoice,
  RevisionTexts,
} from '../ports.ts';
import { baselineLabel, noBaselineText, type BaselineChoice } from './baseline-choice.ts';
import { isBelow } from './locations.ts';

const maxBytes = 4_000_000;
const pending: BaselineAnswer = { state: 'pending' };

export class BaselineReader implements BaselineTexts {
  /** Files that somebody asked about and nobody forgot, with the file for which that was. */
  private readonly asked = new Map<string, string>();
  private readonly answers = new Map<string, BaselineAnswer>();
  private readonly changes = new Map<string, readonly string[]>();
  /** What is being read; a later reading of the same takes the place of an earlier one. */
  private readonly reading = new Map<string, Promise<void>>();
  private readonly listeners: ((uris: readonly string[]) => void)[] = [];
  /** Files that the user compares with another, and what is compared in this session whatever the settings say. */
  private readonly pairs = new Map<string, string>();
  private chosen: BaselineChoice | undefined;

  /** Undefined: nobody lets VirtLens ask; the text on disk stands in for every revision. */
  private source: RevisionTexts | undefined;

  /** `setting`: what the user's settings say of a file. */
  constructor(
    private readonly fileSystem: Pick<FileSystem, 'readFile'>,
    private readonly setting: (uri: string) => BaselineChoice,
  ) {}

  /** Who knows of revisions. */
  useRevisions(revisions: RevisionTexts): void {
    this.source = revisions;
    revisions.onChanged((folders) => this.readAgain((uri) => folders?.some((folder) => isBelow(folder, uri)) ?? true));
  }

  // Answers

  texts(uri: string, as = uri): BaselineAnswer {
    this.note(uri, as);
    const known = this.answers.get(uri);
    if (known) return known;
    if (this.choice(uri).kind === 'none') return { state: 'none', because: noBaselineText('chosen') };
    this.start(`text ${uri}`, () => this.readText(uri));
    return pending;
  }

  changedFiles(uri: string): readonly string[] | undefined {
    if (!this.revisions(uri)) return [];
    const known = this.changes.get(uri);
    if (!known) this.start(`changes ${uri}`, () => this.readChanges(uri));
    return known;
  }

  onChanged(listener: (uris: readonly string[]) => void): void {
    this.listeners.push(listener);
  }

  forget(uri: string): readonly string[] {
    const gone = [...this.asked].flatMap(([other, as]) => (other === uri || as === uri ? other : []));
    for (const other of gone) {
      this.asked.delete(other);
      this.pairs.delete(other);
      this.drop(other);
    }
    return gone;
  }

  /** A file asked about for itself goes by its own choice from then on. */
  private note(uri: string, as: string): void {
    const before = this.asked.get(uri);
    if (before === as || (before !== undefined && as !== uri)) return;
    const choice = JSON.stringify(this.choice(uri));
    this.asked.set(uri, as);
    if (before !== undefined && JSON.stringify(this.choice(uri)) !== choice) this.drop(uri);
  }

  private drop(uri: string): void {
    this.answers.delete(uri);
    this.changes.delete(uri);
    this.reading.delete(`text ${uri}`);
    this.reading.delete(`changes ${uri}`);
  }

  /**
   * Resolves when everything that was asked for so far has come, and what that made somebody ask for. Says whether there
   * was any.
   */
  async settled(): Promise<boolean> {
    const wasReading = this.reading.size > 0;
    while (this.reading.size > 0) await Promise.all(this.reading.values());
    return wasReading;
  }

  // Choices

  /** What a file is compared with, where it is a revision only if somebody can tell of one. */
  choice(uri: string): BaselineChoice {
    const pair = this.pairs.get(uri);
    if (pair !== undefined) return { kind: 'file', uri: pair };
    const choice = this.chosen ?? this.setting(this.asked.get(uri) ?? uri);
    const needsGit = choice.kind === 'revision' || choice.kind === 'merge-base';
    return needsGit && !this.source ? { kind: 'saved' } : choice;
  }

  /** Compares everything with this, whatever the settings say; `undefined`: as the settings say. */
  choose(choice: BaselineChoice | undefined): void {
    this.chosen = choice;
    this.pairs.clear();
    this.choicesChanged();
  }

  /** Compares one file with another. */
  pair(uri: string, other: string): void {
    this.pairs.set(uri, other);
    this.choicesChanged([uri]);
  }

  /** The settings of files, or of all, may say something else now. */
  choicesChanged(uris: readonly string[] = [...this.asked.keys()]): void {
    for (const uri of uris) this.drop(uri);
    this.tell(uris);
  }

  /** A file was written: it counts where the text on disk does. */
  fileChanged(changed: string): void {
    this.readAgain((uri) => {
      const choice = this.choice(uri);
      return choice.kind === 'saved' ? uri === changed : choice.kind === 'file' && choice.uri === changed;
    });
  }

  // Reading

  private readAgain(isMeant: (uri: string) => boolean): void {
    for (const uri of this.answers.keys()) if (isMeant(uri)) this.start(`text ${uri}`, () => this.readText(uri), true);
    for (const uri of this.changes.keys())
      if (isMeant(uri)) this.start(`changes ${uri}`, () => this.readChanges(uri), true);
  }

  private start(what: string, read: () => Promise<() => void>, again = false): void {
    if (this.reading.has(what) && !again) return;
    const started: Promise<void> = read().then((keep) => {
      // Whoever forgot it, or wants it read again, does not want this answer.
      if (this.reading.get(what) !== started) return;
      this.reading.delete(what);
      keep();
    });
    this.reading.set(what, started);
  }

  private async readText(uri: string): Promise<() => void> {
    const answer = await this.answer(uri, this.choice(uri));
    return () => {
      const before = this.answers.get(uri);
      if (before && JSON.stringify(before) === JSON.stringify(answer)) return;
      this.answers.set(uri, answer);
      this.tell([uri]);
    };
  }

  private async readChanges(uri: string): Promise<() => void> {
    const asked = this.revisions(uri);
    const files = asked ? await asked.revisions.changedFiles(uri, asked.choice).catch(() => []) : [];
    return () => {
      if (JSON.stringify(this.changes.get(uri)) === JSON.stringify(files)) return;
      this.changes.set(uri, files);
      this.tell([uri]);
    };
  }

  private revisions(uri: string): { readonly revisions: RevisionTexts; readonly choice: RevisionChoice } | undefined {
    const choice = this.choice(uri);
    const revisions = this.source;
    return revisions && (choice.kind === 'revision' || choice.kind === 'merge-base')
      ? { revisions, choice }
      : undefined;
  }

  private async answer(uri: string, choice: BaselineChoice): Promise<BaselineAnswer> {
    const old = await this.read(uri, choice);
    if (old.state === 'none') return { state: 'none', because: noBaselineText(old.reason, old.detail) };
    const label = baselineLabel(choice, old.ref);
    return old.state === 'new' ? { state: 'new', label } : { state: 'text', text: old.text, label, uri: old.uri };
  }

  private async read(
    uri: string,
    choice: BaselineChoice,
  ): Promise<OldText | { state: 'none'; reason: NoOldText | 'chosen'; detail?: string }> {
    if (choice.kind === 'none') return { state: 'none', reason: 'chosen' };
    if (choice.kind === 'saved' || choice.kind === 'file') {
      const from = choice.kind === 'saved' ? uri : choice.uri;
      const text = await this.fileSystem.readFile(from, maxBytes);
      if (text !== undefined) return { state: 'text', text, uri: from };
      return { state: 'none', reason: choice.kind === 'saved' ? 'unsaved' : 'unreadable' };
    }
    if (!this.source) return { state: 'none', reason: 'no-git' };
    try {
      return await this.source.textOf(uri, choice, maxBytes);
    } catch (fault) {
      // Nobody waits for this; a fault that is left alone would end the process.
      return { state: 'none', reason: 'failed', detail: fault instanceof Error ? fault.message : String(fault) };
    }
  }

  private tell(uris: readonly string[]): void {
    for (const listener of this.listeners) listener(uris);
  }
}
