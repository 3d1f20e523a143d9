/**
 * Files below a folder by globs that anybody may have written. Must never look outside the folder, whatever a glob says: not
 * by dots, however they are hidden, not by absolute paths, and not by links to other folders.
 */
import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { glob } from 'tinyglobby';
import { isCheap } from './glob-cost.ts';

/** Paths relative to the folder, at most `limit`; none where the folder or a glob cannot be read. */
export async function filesBelow(
  folder: string,
  patterns: readonly string[],
  limit: number,
): Promise<readonly string[]> {
  try {
    const inside = patterns.filter((pattern) => isCheap(pattern) && !mayLeave(folder, pattern));
    if (inside.length === 0) return [];
    const found = await glob(inside, { cwd: folder, onlyFiles: true, followSymbolicLinks: false, dot: false });
    return found.slice(0, limit).filter(isBelow(folder));
  } catch {
    return [];
  }
}

/**
 * Whether a glob could lead out of its folder: that is told before anything is walked, because a walk elsewhere is costly even
 * if nothing of it counts in the end. Braces and backslashes can hide the two dots from whoever looks for a part of a path
 * (`..{,}/x`, `\.\./x`); they may stand in the middle of a name, or of `{1..3}`.
 */
function mayLeave(folder: string, pattern: string): boolean {
  const bare = pattern.replaceAll('\\', '');
  if (path.isAbsolute(pattern) || path.isAbsolute(bare) || /(?:^|[^\w-])\.\./.test(bare)) return true;
  // A walk begins behind the parts without a wildcard, and would follow links in these.
  let place = folder;
  for (const part of bare.split('/').slice(0, -1)) {
    if (/[*?{}()[\]!+@|]/.test(part)) return false;
    place = path.join(place, part);
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return true;
  }
  return false;
}

/** Whether a file lies in the folder in truth, behind all links. */
function isBelow(folder: string): (name: string) => boolean {
  const root = realpathSync(folder);
  const known = new Map<string, boolean>();
  return (name) => {
    const parent = path.dirname(name);
    let answer = known.get(parent);
    if (answer === undefined) {
      const way = path.relative(root, realpathSync(path.join(folder, parent)));
      answer = !path.isAbsolute(way) && !/^\.\.(?:[\\/]|$)/.test(way);
      known.set(parent, answer);
    }
    return answer;
  };
}
