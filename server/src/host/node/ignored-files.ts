/**
 * Which files are left out of a walk through a folder: what its `.gitignore` files say, those above it up to the
 * repository's root included, what `.git/info/exclude` says, and globs as in VS Code's `files.exclude`. Reads nothing but
 * the files that hold such rules. Truth: git's documentation of `gitignore`, as the package `ignore` has it.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import { isCheap } from './glob-cost.ts';

/** Folders that hold no manifests of anybody's, whatever else is said. */
const neverEntered = new Set(['.git', 'node_modules', '.hg', '.svn']);
const mostFoldersUp = 40;
const ignorecase = process.platform === 'win32' || process.platform === 'darwin';

/** The rules that hold in one folder: its own, and those of the folders above. Paths have `/` between their parts. */
export interface FolderRules {
  readonly above: FolderRules | undefined;
  /** The folder that the rules speak of, with `/` at its end. */
  readonly folder: string;
  readonly own: Rules | undefined;
}

/** What one file with rules says. */
interface Rules {
  readonly all: Ignore;
  /** Every path that a rule speaks of; most paths it does not, which asking the rules themselves would cost much more. */
  readonly spokenOf: RegExp;
}

export class IgnoredFiles {
  /** Rules in the walked folder. */
  readonly rules: FolderRules;
  private readonly isExcluded: (below: string) => boolean;

  /** `root` and all paths are absolute; those of folders end with `/`. */
  constructor(
    private readonly root: string,
    excluded: readonly string[],
  ) {
    const cheap = excluded.filter(isCheap);
    this.isExcluded = cheap.length > 0 ? picomatch(cheap, { dot: true, nocase: ignorecase }) : () => false;
    const above = rulesAbove(root);
    // Whoever walks an ignored folder wants what is in it.
    this.rules = this.rulesIn(root, above && isIgnored(root, above) ? undefined : above);
  }

  /** The rules in a folder, from those of the folder above it. `hasOwn` false: it is known to have none of its own. */
  rulesIn(folder: string, above: FolderRules | undefined, hasOwn = true): FolderRules {
    const own = hasOwn ? readRules(`${folder}.gitignore`) : undefined;
    return own || !above ? { above, folder, own } : above;
  }

  /** Whether a file or folder is left out, by the rules of the folder that it lies in. */
  isLeftOut(file: string, rules: FolderRules): boolean {
    const isFolder = file.endsWith('/');
    const name = isFolder ? file.slice(0, -1) : file;
    if (isFolder && neverEntered.has(name.slice(name.lastIndexOf('/') + 1))) return true;
    return this.isExcluded(name.slice(this.root.length)) || isIgnored(file, rules);
  }
}

/** The nearest rules that speak of a file have the say. */
function isIgnored(file: string, rules: FolderRules): boolean {
  for (let at: FolderRules | undefined = rules; at; at = at.above) {
    const below = file.slice(at.folder.length);
    const found = at.own && below !== '' && at.own.spokenOf.test(below) ? at.own.all.test(below) : undefined;
    if (found?.ignored || found?.unignored) return found.ignored;
  }
  return false;
}

/** The rules of the folders above a folder, up to the root of its repository. None where it lies in no repository. */
function rulesAbove(root: string): FolderRules | undefined {
  const folders: string[] = [];
  let folder = root;
  for (let steps = 0; steps < mostFoldersUp; steps++) {
    folders.push(folder);
    if (exists(`${folder}.git`)) {
      const exclude: FolderRules = { above: undefined, folder, own: readRules(`${folder}.git/info/exclude`) };
      return folders
        .slice(1)
        .reduceRight<FolderRules>(
          (above, one) => ({ above, folder: one, own: readRules(`${one}.gitignore`) }),
          exclude,
        );
    }
    const parent = path.posix.dirname(folder.slice(0, -1));
    const next = parent.endsWith('/') ? parent : `${parent}/`;
    if (next === folder || folder.length <= 1 || parent === '.') return undefined;
    folder = next;
  }
  return undefined;
}

function readRules(file: string): Rules | undefined {
  try {
    const text = readFileSync(file, 'utf8');
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#') && isCheap(line));
    const parts = lines.map((line) => certainPart(line).replaceAll('.', '\\.'));
    return lines.length === 0
      ? undefined
      : { all: ignore({ ignorecase }).add(lines), spokenOf: new RegExp(parts.join('|'), ignorecase ? 'i' : '') };
  } catch {
    return undefined;
  }
}

/** A part of every path that a rule speaks of: its longest run of characters that stand for themselves. */
function certainPart(rule: string): string {
  if (/[[\\]/.test(rule)) return '';
  return rule.split(/[^\w.-]+/).reduce((longest, run) => (run.length > longest.length ? run : longest));
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
