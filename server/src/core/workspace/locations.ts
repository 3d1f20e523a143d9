/**
 * Folders and nearness of files by their URIs, without looking at any disk. A folder's URI ends with `/`.
 */

/** The folder a file lies in. */
export function folderOf(uri: string): string {
  const { path } = parts(uri);
  return uri.slice(0, path.start + Math.max(uri.slice(path.start, path.end).lastIndexOf('/') + 1, 0));
}

/** The last part of a folder's path, as it is written. */
export function folderName(folder: string): string {
  const name = folder.slice(0, -1).split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** The folder above a folder; undefined at the root of the URI's path. */
export function parentFolder(folder: string): string | undefined {
  const { path } = parts(folder);
  const text = folder.slice(path.start, path.end);
  if (text.length <= 1) return undefined;
  const slash = text.lastIndexOf('/', text.length - 2);
  return slash < 0 ? undefined : folder.slice(0, path.start + slash + 1);
}

/** A relative path from a folder, `.` and `..` resolved; above the root it stays at the root. */
export function resolveUri(folder: string, path: string): string {
  const { path: span } = parts(folder);
  const segments = folder
    .slice(span.start, span.end)
    .split('/')
    .filter((part) => part !== '');
  for (const part of path.split('/')) {
    if (part === '..') segments.pop();
    else if (part !== '.' && part !== '') segments.push(encodeURIComponent(part));
  }
  return `${folder.slice(0, span.start)}/${segments.join('/')}`;
}

/** Whether a file lies in a folder or below it. */
export function isBelow(folder: string, uri: string): boolean {
  return uri.startsWith(folder);
}

/** Whether a file's name says that it may hold manifests. */
export function isManifestName(uri: string): boolean {
  // The end alone is looked at first: every file of a folder is asked for.
  const end = uri.slice(-'.json'.length).toLowerCase();
  if (end !== '.json') return end === '.yaml' || end.endsWith('.yml');
  return !/\/(package(-lock)?|tsconfig[^/]*|composer)\.json$/i.test(uri);
}

/**
 * The nearest of several places to a file, all that are as near: the same file first, then the fewest folders in between;
 * in the order of their URIs, so that the answer does not depend on what was opened first. `countsAs` may give a place
 * another folder to be judged by (a file named by a project file counts as lying beside it).
 */
export function nearestEquals<T extends { readonly uri: string }>(
  uri: string,
  places: readonly T[],
  countsAs: (place: T) => string | undefined = () => undefined,
): readonly T[] {
  let equals: T[] = [];
  let least = Infinity;
  for (const place of places) {
    const distance = place.uri === uri ? -1 : distanceBetween(folderOf(uri), countsAs(place) ?? folderOf(place.uri));
    if (distance > least) continue;
    if (distance < least) equals = [];
    least = distance;
    equals.push(place);
  }
  return equals.sort((one, other) => compareUris(one.uri, other.uri));
}

/** Places from the nearest to a file to the farthest, as `nearestEquals` judges; equals by their URIs. */
export function byNearness<T extends { readonly uri: string }>(uri: string, places: readonly T[]): readonly T[] {
  const own = folderOf(uri);
  const distance = (place: T): number => (place.uri === uri ? -1 : distanceBetween(own, folderOf(place.uri)));
  return places
    .map((place) => ({ place, far: distance(place) }))
    .sort((one, other) => one.far - other.far || compareUris(one.place.uri, other.place.uri))
    .map(({ place }) => place);
}

/** Those of one file stay as they come. */
function compareUris(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Folders up from one and down to the other. */
function distanceBetween(one: string, other: string): number {
  const left = one.split('/');
  const right = other.split('/');
  let common = 0;
  while (common < left.length && common < right.length && left[common] === right[common]) common++;
  return left.length - common + (right.length - common);
}

/** Where the path stands in a URI: after `scheme://authority`, before `?` or `#`. */
function parts(uri: string): { path: { start: number; end: number } } {
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:/.exec(uri)?.[0].length ?? 0;
  let start = scheme;
  if (uri.startsWith('//', scheme)) {
    const slash = uri.indexOf('/', scheme + 2);
    start = slash < 0 ? uri.length : slash;
  }
  const end = /[?#]/.exec(uri.slice(start))?.index;
  return { path: { start, end: end === undefined ? uri.length : start + end } };
}
