/** Golden manifests written as YAML, in several styles; the values kubectl reads are those of the record in each. */
import { stringify } from 'yaml';
import type { JsonObject } from '../../tools/golden/case.ts';

export interface Style {
  readonly name: string;
  readonly write: (manifest: JsonObject) => string;
}

/** YAML 1.1 quotes what a reader of go-yaml would take for something else than text. */
const base = { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false } as const;

/** What YAML takes only escaped, JSON writes as escapes too; such manifests are written so in every style. */
const written = (style: Style): Style => ({
  ...style,
  write: (manifest) => {
    const json = JSON.stringify(manifest);
    const safe = printable(json);
    return safe === json ? style.write(manifest) : `${safe}\n`;
  },
});

const plainStyles: readonly Style[] = [
  { name: 'indented lists', write: (manifest) => stringify(manifest, { ...base, indentSeq: true }) },
  { name: 'flush lists', write: (manifest) => stringify(manifest, { ...base, indentSeq: false }) },
  {
    name: 'quoted, four columns',
    write: (manifest) =>
      stringify(manifest, { ...base, indent: 4, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }),
  },
  { name: 'flow', write: (manifest) => `${printable(JSON.stringify(manifest))}\n` },
  { name: 'carriage returns', write: (manifest) => stringify(manifest, base).replaceAll('\n', '\r\n') },
];

export const styles: readonly Style[] = plainStyles.map(written);

/** JSON leaves some characters as they are that YAML takes only escaped. */
function printable(json: string): string {
  return json.replace(
    // eslint-disable-next-line no-control-regex -- what is not printable to YAML
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Several documents of one file, each with the line that it begins at, from 0. */
export function stream(documents: readonly string[]): {
  readonly text: string;
  readonly firstLines: readonly number[];
} {
  const firstLines: number[] = [];
  let line = 0;
  const parts = documents.map((document) => {
    const lineBreak = document.includes('\r\n') ? '\r\n' : '\n';
    const part = `---${lineBreak}${document}`;
    firstLines.push(line + 1);
    line += part.split('\n').length - 1;
    return part;
  });
  return { text: parts.join(''), firstLines };
}
