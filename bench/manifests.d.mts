/** A stream of `count` documents and the place to type at; see `manifests.mjs`. */
export function manifestStream(
  count: number,
  options?: { readonly seed?: number; readonly findings?: 'edited' | 'everywhere' },
): {
  readonly text: string;
  readonly edit: { readonly line: number; readonly character: number; readonly document: string };
};
