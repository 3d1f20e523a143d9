/** What is wrong with a JSON text, in plain words, by the code of the fault. Knows nothing of what the text stands in. */
import * as l10n from '@vscode/l10n';
import type { JsonFaultCode } from './json-tree.ts';

/** One sentence for a fault's code; `written` is the text that is marked. */
export function jsonFaultMessage(code: JsonFaultCode, written: string): string {
  switch (code) {
    case 'bad-escape':
      return l10n.t('JSON knows no escape {0}.', written);
    case 'bad-number':
      return l10n.t('{0} is no number that JSON can hold.', written);
    case 'bad-value':
      return l10n.t('{0} is no JSON value; a text stands in double quotes.', written);
    case 'call-out':
      return l10n.t('This note belongs to the text of a document, not to the JSON.');
    case 'comment':
      return l10n.t('JSON has no comments.');
    case 'control-character':
      return l10n.t(
        'A line end, a tab or another control character cannot stand inside a JSON text; write it as an escape.',
      );
    case 'ellipsis':
      return l10n.t('Something is left out here, so this is no JSON yet.');
    case 'empty':
      return l10n.t('There is no JSON here.');
    case 'extra-comma':
      return l10n.t('There is a comma too many.');
    case 'mismatched-bracket':
      return l10n.t('This bracket closes nothing that is open here.');
    case 'missing-colon':
      return l10n.t('A colon is missing before this: a key has a colon and its value behind it.');
    case 'missing-comma':
      return l10n.t('A comma is missing before this.');
    case 'missing-value':
      return l10n.t('A value is missing before this.');
    case 'placeholder':
      return l10n.t('{0} stands for a value that is to be filled in.', written);
    case 'single-quote':
      return l10n.t('JSON has double quotes only.');
    case 'stray-backslash':
      return l10n.t(
        'A backslash can stand inside the quotes of a JSON text only; nothing has turned this escape into a character.',
      );
    case 'stray-quote':
      return l10n.t('This quote mark is part of the text, which should begin with the JSON itself.');
    case 'too-deep':
      return l10n.t('This is nested too deeply to be read.');
    case 'trailing-comma':
      return l10n.t('JSON has no comma behind the last entry.');
    case 'trailing-text':
      return l10n.t('Nothing can follow the end of the JSON value.');
    case 'unclosed':
      return l10n.t('This bracket is never closed.');
    case 'unexpected-character':
      return l10n.t('{0} cannot stand here.', written);
    case 'unquoted-key':
      return l10n.t('A JSON key stands in double quotes.');
    case 'unterminated-string':
      return l10n.t('This quote is never closed.');
  }
}
