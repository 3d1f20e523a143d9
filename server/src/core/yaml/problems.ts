/** What is wrong with a document's text, in plain words, by the code of the problem. */
import * as l10n from '@vscode/l10n';

/** One sentence for a problem's code. */
export function problemMessage(code: string): string {
  switch (code) {
    case 'tab-indentation':
      return l10n.t('A tab cannot indent YAML; use spaces.');
    case 'missing-quote':
      return l10n.t('This quote is never closed.');
    case 'unclosed-flow':
      return l10n.t('This bracket is never closed.');
    case 'missing-comma':
      return l10n.t('A comma or a closing bracket is missing before this.');
    case 'missing-colon':
      return l10n.t('A colon is missing: every line of a mapping is a key with a colon and a blank behind it.');
    case 'misplaced-colon':
      return l10n.t(
        'No mapping can begin here. Quote the text if the colon belongs to it, or put the mapping on lines of its own.',
      );
    case 'misplaced-dash':
      return l10n.t('No list can begin here; put its items on lines of their own.');
    case 'misplaced-key':
      return l10n.t('No key can begin here.');
    case 'missing-value':
      return l10n.t('A value is missing before this.');
    case 'bad-indentation':
      return l10n.t('The indentation fits none of the mappings above.');
    case 'missing-dash':
      return l10n.t('The indentation is that of a list item, but the dash is missing.');
    case 'reserved-character':
      return l10n.t('No unquoted text can begin with this character; quote it.');
    case 'bad-anchor':
      return l10n.t('Names of anchors have letters, digits, dashes and underscores only.');
    case 'bad-tag-name':
    case 'bad-tag-handle':
      return l10n.t('This is no tag that kubectl knows.');
    case 'bad-block-header':
      return l10n.t('Behind the mark of a block text only + or -, an indentation figure and a comment can stand.');
    case 'duplicate-key':
      return l10n.t('This key stands here twice; kubectl drops this one and keeps the last.');
    case 'key-before-merge':
      return l10n.t('The merge key below brings the same key and wins; put it above this one.');
    case 'unknown-alias':
      return l10n.t('No anchor of this name stands before the alias.');
    case 'alias-to-itself':
      return l10n.t('The alias stands inside the value it names.');
    case 'excessive-aliasing':
      return l10n.t('Aliases make the document explode; kubectl refuses it.');
    case 'too-deep':
      return l10n.t('The document is nested too deeply.');
    case 'too-large':
      return l10n.t('The document is too large to be read here.');
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
