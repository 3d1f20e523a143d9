/** A stream of `count` documents and the place to type at; see `manifests.mjs`. */
export function manifestStream(
  count: number,
  seed?: number,
): { readonly text: string; readonly edit: { readonly line: number; readonly character: number; readonly document: string } };
