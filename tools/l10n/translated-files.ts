/** The files with texts for users, in English and translated. Read by `npm run l10n` and by test/l10n. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { keptTerms, translationFaults, type Texts } from './translation-faults.ts';

export interface TranslatedFile {
  readonly english: string;
  readonly translated: string;
}

export const translatedFiles: readonly TranslatedFile[] = [
  { english: 'l10n/bundle.l10n.json', translated: 'l10n/bundle.l10n.ko.json' },
  { english: 'package.nls.json', translated: 'package.nls.ko.json' },
];

/** No texts where there is no such file. A text may have a comment for translators beside it. */
export function readTexts(root: string, file: string): Texts {
  const place = path.join(root, file);
  if (!existsSync(place)) return {};
  const read = JSON.parse(readFileSync(place, 'utf8')) as Record<string, string | { readonly message: string }>;
  return Object.fromEntries(
    Object.entries(read).map(([key, text]) => [key, typeof text === 'string' ? text : text.message]),
  );
}

/** `terms` is the text of docs/korean-terms.md. */
export function faultsOfFiles(root: string, { english, translated }: TranslatedFile, terms: string): readonly string[] {
  return translationFaults(readTexts(root, english), readTexts(root, translated), keptTerms(terms));
}
