/**
 * Loads the files that open documents stand among: the YAML files of their folders, the project files above them, and
 * what those name. Reads through a port, in the background; whoever asks meanwhile gets an answer from what is there,
 * and `changed` is called when more has come.
 */
import type { FileSystem } from '../ports.ts';
import { folderOf, isBelow, parentFolder } from './locations.ts';
import { projectFileName } from './project-file.ts';
import type { Workspace } from './workspace.ts';

/** Files beyond these bounds are left out: they are no manifests people write. */
const maxFileBytes = 4_000_000;
const maxFilesPerFolder = 400;
const maxFoldersUp = 24;

export class Neighbourhood {
  private roots: readonly string[] = [];
  private readonly folders = new Map<string, Promise<void>>();

  constructor(
    private readonly workspace: Workspace,
    private readonly fileSystem: FileSystem,
    private readonly changed: () => void,
  ) {}

  setRoots(folders: readonly string[]): void {
    this.roots = folders.map((folder) => (folder.endsWith('/') ? folder : folder + '/'));
  }

  /** Loads the folder of a file and the project files above it; a folder is read once, then watched by the client. */
  load(uri: string): Promise<void> {
    const folder = folderOf(uri);
    let loading = this.folders.get(folder);
    if (!loading) {
      loading = this.loadFolder(folder);
      this.folders.set(folder, loading);
    }
    return loading;
  }

  /**
   * An editor closed a file. Beside other open files it stays known by its text on disk; with the last open file of a
   * folder, the folder's files are forgotten.
   */
  async closed(uri: string): Promise<void> {
    const folder = folderOf(uri);
    if (this.workspace.openUris.some((open) => folderOf(open) === folder)) {
      if (isManifestName(uri)) await this.loadFile(uri, true);
    } else {
      this.folders.delete(folder);
      for (const known of this.workspace.knownUris) {
        const isKept = known.endsWith('/' + projectFileName) || this.workspace.known.isNamed(known);
        if (folderOf(known) === folder && !isKept) this.workspace.setDiskFile(known, undefined);
      }
    }
    this.changed();
  }

  /** A file on disk appeared, changed or went. */
  async fileChanged(uri: string, isThere: boolean): Promise<void> {
    const folder = folderOf(uri);
    const isKnown = this.workspace.file(uri) !== undefined || this.workspace.known.isNamed(uri);
    if (!this.folders.has(folder) && !isKnown && !uri.endsWith('/' + projectFileName)) return;
    if (!isManifestName(uri) && !uri.endsWith('/' + projectFileName)) return;
    await this.loadFile(uri, isThere);
    this.changed();
  }

  private async loadFolder(folder: string): Promise<void> {
    await this.loadProjects(folder);
    const uris = (await this.fileSystem.listFiles(folder)).filter(isManifestName).slice(0, maxFilesPerFolder);
    for (const uri of uris) if (this.workspace.file(uri) === undefined) await this.loadFile(uri, true);
    this.changed();
  }

  /** Project files from a folder up to its workspace folder, or some way up when it lies in none. */
  private async loadProjects(folder: string): Promise<void> {
    const root = this.roots.find((candidate) => isBelow(candidate, folder));
    let above: string | undefined = folder;
    for (let steps = 0; above !== undefined && steps < maxFoldersUp; steps++) {
      const uri: string = above + projectFileName;
      if (this.workspace.file(uri) === undefined) await this.loadFile(uri, true);
      if (above === root) return;
      above = parentFolder(above);
    }
  }

  private async loadFile(uri: string, isThere: boolean): Promise<void> {
    const text = isThere ? await this.fileSystem.readFile(uri, maxFileBytes) : undefined;
    if (text === undefined && this.workspace.file(uri) === undefined) return;
    if (text !== undefined) this.workspace.counters.filesRead++;
    this.workspace.setDiskFile(uri, text);
    if (uri.endsWith('/' + projectFileName)) await this.loadNamed(uri);
  }

  /** The files that a project file names. */
  private async loadNamed(projectUri: string): Promise<void> {
    const project = this.workspace.known.project(projectUri);
    if (!project || project.uri !== projectUri) return;
    const uris = project.files.length === 0 ? [] : await this.fileSystem.glob(folderOf(projectUri), project.files);
    const manifests = uris.filter((uri) => uri !== projectUri && isManifestName(uri));
    this.workspace.setProjectFiles(projectUri, manifests);
    for (const uri of manifests) if (this.workspace.file(uri) === undefined) await this.loadFile(uri, true);
  }

  /** A project file open in the editor was edited: what it names may be other files now. */
  async projectEdited(uri: string): Promise<void> {
    await this.loadNamed(uri);
    this.changed();
  }
}

/** Whether a file's name says that it may hold manifests. */
export function isManifestName(uri: string): boolean {
  return /\.(ya?ml|json)$/i.test(uri) && !/\/(package(-lock)?|tsconfig[^/]*|composer)\.json$/i.test(uri);
}
