/**
 * Brings files into the workspace: what all manifests of the workspace folders tell, unopened ones included, the project
 * files above open documents and what those name, and texts that somebody asked for. Reads through ports, in the
 * background and in short slices; whoever asks meanwhile gets an answer from what is there, and is told when more has
 * come. Outside every workspace folder, a document's own folder is known and nothing below it.
 */
import type { FileSystem, Scheduler, WalkOptions } from '../ports.ts';
import { AskedTexts } from './asked-texts.ts';
import { FactScanner } from './fact-scan.ts';
import { folderOf, isBelow, isManifestName, parentFolder } from './locations.ts';
import { projectFileName } from './project-file.ts';
import { Slices } from './slices.ts';
import type { KnownFile, Workspace } from './workspace.ts';

/** Files beyond these bounds are left out: they are no manifests people write, or more than can be kept. */
export interface IndexLimits {
  readonly fileBytes: number;
  readonly files: number;
  /** Bytes of memory, about, for all facts. */
  readonly factBytes: number;
  /** Characters of texts that were read because somebody asked. */
  readonly textLength: number;
}

const usualLimits: IndexLimits = {
  fileBytes: 4_000_000,
  files: 60_000,
  factBytes: 250_000_000,
  textLength: 16_000_000,
};
const maxFilesPerFolder = 400;
const maxFoldersUp = 24;
/** Milliseconds between two words about what has come so far. */
const tellEvery = 1000;

export interface IndexListener {
  /** Facts may have changed. */
  changed(): void;
  /** How far a walk through the workspace folders is; undefined when it is over. */
  progress?(state: { readonly done: number; readonly total: number } | undefined): void;
  /** Globs of files in a workspace folder that the user wants left out. */
  excluded?(folder: string): Promise<readonly string[]>;
}

export class WorkspaceIndex {
  private readonly scanner: FactScanner;
  private roots: readonly string[] = [];
  /** Workspace folders that were walked, with what was left out by the user's globs. */
  private readonly walked = new Map<string, readonly string[]>();
  /** Scanned files, by the workspace folder (or folder of an open document) that they belong to. */
  private readonly scanned = new Map<string, { readonly folder: string; readonly size: number }>();
  private factBytes = 0;
  /** How many files of a workspace folder are not known, where there were too many. */
  private readonly leftOut = new Map<string, number>();
  private readonly folders = new Map<string, Promise<void>>();
  private readonly texts: AskedTexts;
  /** Counts walks: one that another follows ends itself. */
  private walk = 0;
  private walking: Promise<void> = Promise.resolve();

  constructor(
    private readonly workspace: Workspace,
    private readonly host: { readonly fileSystem: FileSystem; readonly scheduler: Scheduler },
    private readonly listener: IndexListener,
    private readonly limits: IndexLimits = usualLimits,
  ) {
    this.scanner = new FactScanner(workspace.counters);
    this.texts = new AskedTexts(workspace, host.fileSystem, limits, () => listener.changed());
  }

  /** Whether there was more than is kept: then not all facts of the workspace are known. */
  get limit(): { readonly known: number; readonly leftOut: number } | undefined {
    let leftOut = 0;
    for (const count of this.leftOut.values()) leftOut += count;
    return leftOut > 0 ? { known: this.scanned.size, leftOut } : undefined;
  }

  /** Whether there is such a file, as far as is known. */
  has(uri: string): boolean {
    return this.scanned.has(uri) || this.workspace.file(uri) !== undefined;
  }

  // Workspace folders

  /** The workspace folders from now on; `refresh` goes through those that are new. */
  setRoots(folders: readonly string[]): void {
    this.roots = folders.map((folder) => (folder.endsWith('/') ? folder : `${folder}/`));
  }

  /** Goes through the workspace folders that were not walked yet, and forgets what is in none any more. */
  refresh(): Promise<void> {
    const walk = ++this.walk;
    this.walking = this.walking
      .catch(() => undefined)
      .then(async () => {
        for (const root of this.walked.keys()) if (!this.roots.includes(root)) this.forgetFolder(root);
        for (const root of this.roots) {
          if (this.walk !== walk) return;
          if (!this.walked.has(root)) await this.walkFolder(root, () => this.walk !== walk);
        }
        this.listener.progress?.(undefined);
        this.listener.changed();
      });
    return this.walking;
  }

  /** What is left out may be other files now: goes through all workspace folders again. */
  refreshAll(): Promise<void> {
    this.walked.clear();
    return this.refresh();
  }

  /** What the user wants left out may have changed: goes through the workspace folders where it has. */
  async exclusionsChanged(): Promise<void> {
    for (const [root, before] of [...this.walked]) {
      const now = (await this.listener.excluded?.(root)) ?? [];
      if (now.join('\n') !== before.join('\n')) this.walked.delete(root);
    }
    if (this.roots.some((root) => !this.walked.has(root))) await this.refresh();
  }

  private async walkFolder(root: string, isOver: () => boolean): Promise<void> {
    const before = [...this.scanned].flatMap(([uri, { folder }]) => (folder === root ? [uri] : []));
    const excluded = (await this.listener.excluded?.(root)) ?? [];
    const uris: string[] = [];
    let leftOut = 0;
    const hasInner = this.roots.some((other) => other !== root && isBelow(root, other));
    for await (const files of this.host.fileSystem.walk(root, { excluded, wanted: isManifestName })) {
      if (isOver()) return;
      for (const uri of files) {
        if (hasInner && this.rootOf(uri) !== root) continue;
        if (this.scanned.size - before.length + uris.length < this.limits.files) uris.push(uri);
        else leftOut++;
      }
    }
    const slices = new Slices(this.host.scheduler);
    let told = this.host.scheduler.now();
    for (const [done, uri] of uris.entries()) {
      if (slices.isOver) {
        await slices.next();
        if (isOver()) return;
        this.listener.progress?.({ done, total: uris.length });
        if (this.host.scheduler.now() - told > tellEvery) {
          told = this.host.scheduler.now();
          this.listener.changed();
        }
      }
      if (isProjectFile(uri)) await this.loadProject(uri, true);
      else if (this.factBytes > this.limits.factBytes) leftOut++;
      else this.scan(uri, root);
    }
    const there = new Set(uris);
    for (const uri of before) if (!there.has(uri)) this.forget(uri);
    this.leftOut.set(root, leftOut);
    this.walked.set(root, excluded);
  }

  private forgetFolder(folder: string): void {
    this.walked.delete(folder);
    this.leftOut.delete(folder);
    for (const [uri, known] of this.scanned) if (known.folder === folder) this.forget(uri);
  }

  /** The innermost workspace folder that a file lies in. */
  private rootOf(uri: string): string | undefined {
    return this.roots
      .filter((root) => isBelow(root, uri))
      .reduce<string | undefined>(
        (best, root) => (best === undefined || root.length > best.length ? root : best),
        undefined,
      );
  }

  // Single files

  /** Loads what an open document stands among: project files above it, and its folder, unless a walk knows it. */
  load(uri: string): Promise<void> {
    const folder = folderOf(uri);
    let loading = this.folders.get(folder);
    if (!loading) {
      loading = this.loadFolder(folder);
      this.folders.set(folder, loading);
    }
    return loading;
  }

  private async loadFolder(folder: string): Promise<void> {
    await this.loadProjects(folder);
    const root = this.rootOf(folder);
    if (root === undefined || !this.walked.has(root)) {
      const files = (await this.host.fileSystem.listFiles(folder)).filter(isManifestName).slice(0, maxFilesPerFolder);
      const slices = new Slices(this.host.scheduler);
      for (const uri of files) {
        if (!this.scanned.has(uri) && !isProjectFile(uri)) this.scan(uri, root ?? folder);
        if (slices.isOver) await slices.next();
      }
    }
    this.listener.changed();
  }

  /** Project files from a folder up to its workspace folder, or some way up when it lies in none. */
  private async loadProjects(folder: string): Promise<void> {
    const root = this.rootOf(folder);
    let above: string | undefined = folder;
    for (let steps = 0; above !== undefined && steps < maxFoldersUp; steps++) {
      const uri: string = above + projectFileName;
      if (this.workspace.file(uri) === undefined) await this.loadProject(uri, true);
      if (above === root) return;
      above = parentFolder(above);
    }
  }

  /**
   * An editor closed a file. Where no workspace folder holds it, its folder's files are forgotten with the last open
   * file there.
   */
  closed(uri: string): void {
    const owner = this.ownerOf(uri);
    if (owner !== undefined && !isProjectFile(uri)) this.scan(uri, owner);
    const folder = folderOf(uri);
    const isLast = !this.workspace.openUris.some((open) => folderOf(open) === folder);
    if (this.rootOf(uri) === undefined && isLast) {
      this.folders.delete(folder);
      for (const [known, { folder: owner }] of this.scanned)
        if (owner === folder && !this.workspace.known.isNamed(known)) this.forget(known);
    }
    if (this.workspace.openUris.length === 0) this.texts.releaseAll();
    this.listener.changed();
  }

  /** A file on disk appeared, changed or went. */
  async fileChanged(uri: string, isThere: boolean): Promise<void> {
    if (uri.endsWith('/.gitignore')) {
      if (this.rootOf(uri) !== undefined) await this.refreshAll();
      return;
    }
    if (isProjectFile(uri)) await this.loadProject(uri, isThere);
    else if (isManifestName(uri)) {
      const folder = this.ownerOf(uri);
      if (folder === undefined) return;
      if (isThere) this.scan(uri, folder);
      else this.forget(uri);
      if (this.texts.has(uri)) await this.texts.load(uri);
    } else if (!isThere) {
      // A folder, maybe: not all clients tell of each file in it.
      for (const known of this.scanned.keys()) if (isBelow(`${uri}/`, known)) this.forget(known);
    } else return;
    this.listener.changed();
  }

  /** The folder that a file is scanned for; undefined: for none. */
  private ownerOf(uri: string): string | undefined {
    const known = this.scanned.get(uri)?.folder;
    if (known !== undefined) return known;
    const root = this.rootOf(uri);
    if (root === undefined) {
      const folder = folderOf(uri);
      return this.folders.has(folder) || this.workspace.known.isNamed(uri) ? folder : undefined;
    }
    const options: WalkOptions = { excluded: this.walked.get(root) ?? [], wanted: isManifestName };
    return this.workspace.known.isNamed(uri) || this.host.fileSystem.wouldFind(root, uri, options) ? root : undefined;
  }

  private scan(uri: string, folder: string): void {
    // The text of a file that the command line was given counts.
    const file = this.workspace.file(uri);
    if (file && !this.workspace.isOpen(uri) && !this.texts.has(uri)) return;
    const text = this.host.fileSystem.readNow(uri, this.limits.fileBytes);
    if (text === undefined) {
      this.forget(uri);
      return;
    }
    const documents = this.scanner.scan(uri, text);
    const size = documents.reduce((sum, document) => sum + document.size, 0);
    this.factBytes += size - (this.scanned.get(uri)?.size ?? 0);
    this.scanned.set(uri, { folder, size });
    this.workspace.setScannedFile(uri, documents);
  }

  private forget(uri: string): void {
    this.factBytes -= this.scanned.get(uri)?.size ?? 0;
    this.scanned.delete(uri);
    this.workspace.setScannedFile(uri, undefined);
    this.texts.forget(uri);
  }

  // Texts

  /** The file with its text, read if need be; undefined when it cannot be read. */
  read(uri: string): Promise<KnownFile | undefined> {
    return this.texts.read(uri);
  }

  /** Resolves when every text that was asked for so far has come. Says whether there was any. */
  settled(): Promise<boolean> {
    return this.texts.settled();
  }

  // Project files

  private async loadProject(uri: string, isThere: boolean): Promise<void> {
    const text = isThere ? await this.host.fileSystem.readFile(uri, this.limits.fileBytes) : undefined;
    if (text === undefined && this.workspace.file(uri) === undefined) return;
    if (text !== undefined) this.workspace.countRead(text);
    this.workspace.setDiskFile(uri, text);
    this.loadNamed(uri, await this.namedBy(uri));
  }

  private async namedBy(projectUri: string): Promise<readonly string[]> {
    const project = this.workspace.known.project(projectUri);
    if (!project || project.uri !== projectUri || project.files.length === 0) return [];
    const uris = await this.host.fileSystem.glob(folderOf(projectUri), project.files);
    return uris.filter((uri) => uri !== projectUri && isManifestName(uri));
  }

  private loadNamed(projectUri: string, uris: readonly string[]): void {
    this.workspace.setProjectFiles(projectUri, uris);
    for (const uri of uris)
      if (!this.scanned.has(uri) && !isProjectFile(uri)) this.scan(uri, this.rootOf(uri) ?? folderOf(uri));
  }

  /** A project file open in the editor was edited: what it names may be other files now. */
  async projectEdited(uri: string): Promise<void> {
    this.loadNamed(uri, await this.namedBy(uri));
    this.listener.changed();
  }
}

function isProjectFile(uri: string): boolean {
  return uri.endsWith('/' + projectFileName);
}
