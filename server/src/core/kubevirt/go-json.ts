/** JSON as Go's `encoding/json` writes it: compact, with `<`, `>`, `&`, U+2028 and U+2029 escaped. Truth: Go 1.22+. */

/** Members in the order given; those that are undefined are left out. Lone surrogates become U+FFFD, as in Go. */
export function goJson(value: unknown): string {
  return JSON.stringify(value)
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
