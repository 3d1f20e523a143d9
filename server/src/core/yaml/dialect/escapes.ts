/**
 * Escapes of double-quoted scalars as go-yaml reads them: `\'` is one, `\/` is none, and a code must be a character.
 * Truth: `kubernetes-sigs/yaml · goyaml.v2/scannerc.go` (`yaml_parser_scan_flow_scalar`).
 */

const simple: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

const lengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The first escape, quotes included, that go-yaml refuses; undefined when it takes all. */
export function badEscape(written: string): number | undefined {
  for (let at = written.indexOf('\\'); at >= 0; at = written.indexOf('\\', at)) {
    const escape = written.charAt(at + 1);
    const length = lengths[escape];
    if (length !== undefined) {
      if (codePoint(written.slice(at + 2, at + 2 + length), length) === undefined) return at;
      at += 2 + length;
    } else if (simple[escape] !== undefined || escape === '\n' || escape === '\r') at += 2;
    else return at;
  }
  return undefined;
}

/** The text of a double-quoted scalar, written with its quotes; undefined when an escape is refused. */
export function unescapeDouble(written: string): string | undefined {
  if (badEscape(written) !== undefined) return undefined;
  const inner = written.slice(1, written.endsWith('"') && written.length > 1 ? -1 : undefined);
  let text = '';
  for (let at = 0; at < inner.length; ) {
    const character = inner.charAt(at);
    if (character === '\\') {
      const escape = inner.charAt(at + 1);
      const length = lengths[escape];
      if (length !== undefined) {
        text += String.fromCodePoint(codePoint(inner.slice(at + 2, at + 2 + length), length) ?? 0xfffd);
        at += 2 + length;
      } else if (escape === '\n' || escape === '\r') {
        // An escaped line break joins the lines without a blank; indentation of the next goes too.
        at += escape === '\r' && inner.charAt(at + 2) === '\n' ? 3 : 2;
        while (/[ \t]/.test(inner.charAt(at))) at++;
      } else {
        text += simple[escape] ?? '';
        at += 2;
      }
    } else if (/[ \t\r\n]/.test(character)) {
      const blank = /^[ \t\r\n]*/.exec(inner.slice(at))?.[0] ?? '';
      at += blank.length;
      const breaks = blank.match(/\r\n|\r|\n/g)?.length ?? 0;
      text += breaks === 0 ? blank : breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
    } else {
      text += character;
      at++;
    }
  }
  return text;
}

function codePoint(digits: string, length: number): number | undefined {
  if (digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
  const code = Number.parseInt(digits, 16);
  return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? undefined : code;
}
