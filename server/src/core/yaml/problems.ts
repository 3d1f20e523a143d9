/** What is wrong with a document's text, in plain words, by the code of the problem. */
import * as l10n from '@vscode/l10n';

/** One sentence for a problem's code. */
export function problemMessage(code: string): string {
  switch (code) {
    case 'duplicate-key':
      return l10n.t('This key stands here twice; kubectl drops this one and keeps the last.');
    case 'tab-as-indent':
      return l10n.t('A tab cannot indent YAML; use spaces.');
    case 'missing-char':
      return l10n.t('A closing quote, bracket or comma is missing.');
    case 'unknown-alias':
      return l10n.t('No anchor of this name stands before the alias.');
    case 'alias-to-itself':
      return l10n.t('The alias stands inside the value it names.');
    case 'excessive-aliasing':
      return l10n.t('Aliases make the document explode; kubectl refuses it.');
    case 'too-deep':
      return l10n.t('The document is nested too deeply.');
    case 'bad-tag':
      return l10n.t('The value is not of the type that its tag says.');
    case 'bad-infinity':
      return l10n.t('Infinity and NaN cannot be written in JSON, so kubectl refuses them.');
    case 'bad-base64':
      return l10n.t('The value is no base64.');
    case 'bad-escape':
      return l10n.t('This escape is unknown in a double-quoted text.');
    case 'bad-merge':
      return l10n.t('A merge key needs a mapping or a list of mappings.');
    case 'bad-key':
      return l10n.t('This cannot be the key of a JSON object.');
    case 'control-character':
      return l10n.t('Control characters are not allowed.');
    case 'directive':
      return l10n.t('kubectl does not read this directive.');
    default:
      return l10n.t('This is not valid YAML to kubectl.');
  }
}
