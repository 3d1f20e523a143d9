/** A stream of `count` documents and the place to type at; see `manifests.mjs`. */
export function manifestStream(
  count: number,
  options?: { readonly seed?: number; readonly findings?: 'edited' | 'everywhere'; readonly nics?: readonly number[] },
): {
  readonly text: string;
  readonly edit: { readonly line: number; readonly character: number; readonly document: string };
  readonly toggle: { readonly line: number; readonly character: number };
};

/** Numbers in [0, 1), the same for the same seed. */
export function newRandom(seed: number): () => number;
export function choose<T>(random: () => number, list: readonly T[]): T;
export function between(random: () => number, low: number, high: number): number;
/** A VM as a document that begins with its `---` line, on some of the NADs that there are. */
export function vmDocument(
  random: () => number,
  name: string,
  nics: number,
  withFinding: boolean,
  nads: number,
): string;
/** A NAD as such a document, its configuration on one line. */
export function nadDocument(random: () => number, index: number): string;
