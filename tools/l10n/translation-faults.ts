/**
 * What is wrong with the translation of a set of texts: what is missing or left over, what was lost on the way
 * (placeholders, code, links, line breaks), and English that was left standing. Words that may stay come from
 * docs/korean-terms.md; anything that is typed as it is – a field path, an option, a file name – shows by its form.
 */

/** Texts by key; of a text with a comment for translators only the message counts. */
export type Texts = Readonly<Record<string, string>>;

/** Words, and phrases of several, that stay in English. */
export function keptTerms(page: string): readonly string[] {
  const section = /^## Kept in English$([\s\S]*?)^## /m.exec(page)?.[1] ?? '';
  const rows = section.split('\n').filter((line) => /^\|(?! kept | ---)/.test(line));
  return rows.flatMap((row) => {
    const [, kept = '', kind = ''] = row.split('|').map((cell) => cell.trim());
    return kind === 'message' ? [kept] : kept.split(',').map((term) => term.trim().replaceAll('`', ''));
  });
}

/** Texts that have no translation. */
export function untranslated(english: Texts, translated: Texts): readonly string[] {
  return Object.keys(english).filter((key) => !Object.hasOwn(translated, key));
}

/** One line each. */
export function translationFaults(english: Texts, translated: Texts, terms: readonly string[]): readonly string[] {
  return [
    ...untranslated(english, translated).map((key) => `not translated: ${key}`),
    ...Object.entries(translated).flatMap(([key, text]) => {
      const original = english[key];
      if (original === undefined) return [`of no text: ${key}`];
      return faultsOf(original, text, terms).map((fault) => `${fault}: ${key}\n  ${text}`);
    }),
  ];
}

const codeSpan = /(`+)(?!`).+?(?<!`)\1(?!`)/gs;

/** What both texts must have, whatever the order and however often. */
const kept: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['other placeholders', /\{\d+\}/g],
  ['other code', codeSpan],
  ['other links', /\]\([^)]*\)/g],
  ['other line breaks', /\n/g],
  ['other white space at the end', /\s+$/g],
];

function faultsOf(original: string, text: string, terms: readonly string[]): readonly string[] {
  const found = (from: string, pattern: RegExp): string => [...new Set(from.match(pattern))].sort().join(' ');
  const lost = kept.filter(([, pattern]) => found(original, pattern) !== found(text, pattern)).map(([what]) => what);
  // What is quoted alike in both is somebody's own message, or typed.
  const quoted = (text.match(/"[^"]+"|\{\w+: [^}]*\}/g) ?? []).filter((quotation) => original.includes(quotation));
  const english = englishWords(
    quoted.reduce((rest, quotation) => rest.replace(quotation, ' '), text),
    terms,
  );
  return english.length === 0 ? lost : [...lost, `English (${english.join(', ')})`];
}

/** Words of a text that are neither kept terms nor typed as they are. */
export function englishWords(text: string, terms: readonly string[]): readonly string[] {
  const phrases = terms.filter((term) => /[^A-Za-z]/.test(term)).sort((a, b) => b.length - a.length);
  const words = new Set(terms);
  let prose = text.replace(codeSpan, ' ').replace(/\{\d+\}|\*\*/g, ' ');
  for (const phrase of phrases) prose = prose.replaceAll(phrase, ' ');
  return (prose.match(/[\w./:[\]\\<>{}*="$@#-]*[A-Za-z][\w./:[\]\\<>{}*="$@#-]*/g) ?? [])
    .map((word) => word.replace(/^[.:"([{]+|[.:")\]}/]+$/g, ''))
    .filter((word) => !words.has(word) && !isTyped(word));
}

/** Whether a word is what one types, and no word of a language: `networkName`, `spec.networks`, `--fail-on`, `v1.6`. */
function isTyped(word: string): boolean {
  return /[a-z][A-Z]|[\w\]][.:/=@[]\w|^--?[a-z]|\d|_|^<.*>$|^[A-Za-z]$|-v\w/.test(word) || word.startsWith('/');
}
