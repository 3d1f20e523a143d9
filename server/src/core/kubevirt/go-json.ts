/**
 * JSON as Go's `encoding/json` writes it: compact, with `<`, `>`, `&`, U+2028 and U+2029 escaped and everything else
 * literal. It must not reorder members: callers give them in the order of the Go type. Truth: the Go standard library,
 * `encoding/json · encode.go` (1.22 and later).
 */

/**
 * Encodes a JSON value (no `bigint`); members that are undefined are left out. Half a surrogate pair becomes `\ufffd`, as
 * Go writes bytes that are no UTF-8. `indent` is the number of blanks of `MarshalIndent`; 0 is the compact form.
 */
export function goJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, undefined, indent)
    .replace(/\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g, (escape, offset: number, whole: string) =>
      isEscaped(whole, offset) ? escape : '\\ufffd',
    )
    .replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whether the backslash at an offset is itself escaped. */
function isEscaped(text: string, offset: number): boolean {
  let backslashes = 0;
  while (text[offset - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}
