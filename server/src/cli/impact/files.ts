/** The files of one run of `virtlens impact`: what is compared, what it is compared with, and what is only known beside it. */
import * as l10n from '@vscode/l10n';
import { isManifestName } from '../../core/workspace/locations.ts';
import type { Role } from '../../core/resources/kinds.ts';
import { holdsRole, type Host } from '../analysis.ts';
import type { OptionsOf } from '../command-table.ts';
import { nameOfUri, uriOfName, wouldRead, type Input, type Inputs } from '../inputs.ts';
import type { NamedFile } from './compare.ts';
import { textOfFile, textsOfRevision, type OldTexts } from './old-texts.ts';

export interface ComparedFiles extends Inputs {
  readonly beside: readonly Input[];
  /** Files that the paths would name and that are not there any more. */
  readonly gone: readonly NamedFile[];
  readonly old: OldTexts;
  /** Dumps that hold nothing of what they were named for. */
  readonly useless: readonly string[];
}

type Read = (paths: readonly string[]) => Promise<Inputs>;

/** A text is why the command line cannot be used. */
export async function readCompared(
  options: OptionsOf<'impact'>,
  read: Read,
  folder: string,
  host: Host,
): Promise<ComparedFiles | string> {
  const vmis = await read(options.vmi === undefined ? [] : [options.vmi]);
  const pods = await read(options.pod === undefined ? [] : [options.pod]);
  const compared =
    options.old !== undefined && options.new !== undefined
      ? await readPair(options.old, options.new, options.paths, read)
      : await readWorkingTree(options, read, folder, host);
  if (typeof compared === 'string') return compared;
  return {
    ...compared,
    beside: [...compared.beside, ...vmis.inputs, ...pods.inputs],
    missing: [...compared.missing, ...vmis.missing, ...pods.missing],
    unreadable: [...compared.unreadable, ...vmis.unreadable, ...pods.unreadable],
    useless: [
      ...without('virtual-machine-instance', vmis.inputs).map((name) => l10n.t('{0}: holds no VMI', name)),
      ...without('pod', pods.inputs).map((name) => l10n.t('{0}: holds no Pod', name)),
    ],
  };
}

function without(role: Role, inputs: readonly Input[]): readonly string[] {
  return inputs.filter(({ text }) => !holdsRole(text, role)).map(({ name }) => name);
}

async function readPair(
  oldName: string,
  newName: string,
  paths: readonly string[],
  read: Read,
): Promise<Omit<ComparedFiles, 'useless'> | string> {
  const [old, compared, beside] = [await read([oldName]), await read([newName]), await read(paths)];
  const missing = [old, compared, beside].flatMap((files) => files.missing);
  const unreadable = [old, compared, beside].flatMap((files) => files.unreadable);
  const [before, ...moreBefore] = old.inputs;
  const [after, ...moreAfter] = compared.inputs;
  if (!before || !after || moreBefore.length + moreAfter.length > 0) {
    const [wrong] = [...missing, ...unreadable];
    return wrong === undefined
      ? l10n.t('--{0} and --{1} name one file each.', 'old', 'new')
      : l10n.t('{0}: cannot be read', wrong);
  }
  return {
    inputs: compared.inputs,
    // The old text must not count as that of another file which is there.
    beside: [{ ...before, text: '' }, ...beside.inputs],
    missing,
    unreadable,
    gone: [],
    old: textOfFile(after, before),
  };
}

async function readWorkingTree(
  { base, paths }: OptionsOf<'impact'>,
  read: Read,
  folder: string,
  { revisions, fileSystem }: Host,
): Promise<Omit<ComparedFiles, 'useless'> | string> {
  if (paths.includes('-')) return l10n.t('What is piped stands in no revision: compare it by --old FILE --new -.');
  const compared = await read(paths);
  const old = textsOfRevision(base, revisions, fileSystem);
  const there = new Set(compared.inputs.map(({ uri }) => uri));
  const wouldBeRead = wouldRead(paths, folder, fileSystem);
  const changed = new Set<string>();
  // A folder may have lost all of its files.
  const inPaths = paths.map((given) => uriOfName(`${given}/any.yaml`, folder));
  for (const uri of new Set([...there, ...inPaths])) for (const file of await old.changedFiles(uri)) changed.add(file);
  const gone = [...changed]
    .filter((uri) => !there.has(uri) && isManifestName(uri) && wouldBeRead(uri))
    .map((uri) => ({ uri, name: nameOfUri(uri, folder) }));
  const isGone = (name: string): boolean => {
    const wouldName = wouldRead([name], folder, fileSystem);
    return gone.some(({ uri }) => wouldName(uri));
  };
  return { ...compared, missing: compared.missing.filter((name) => !isGone(name)), beside: [], gone, old };
}
