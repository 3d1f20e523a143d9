/**
 * What edits are compared with, as users write it: `HEAD` or another revision, `merge-base` (with the default branch) or
 * `merge-base:REF`, `saved` for the text on disk, `none`. And what users are told of it. Reads nothing.
 */
import * as l10n from '@vscode/l10n';
import type { NoOldText, RevisionChoice } from '../ports.ts';

export type BaselineChoice =
  | RevisionChoice
  /** The text on disk. */
  | { readonly kind: 'saved' }
  /** Another file, whatever it is called. */
  | { readonly kind: 'file'; readonly uri: string }
  | { readonly kind: 'none' };

const mergeBase = 'merge-base';

/** Choices that are words of VirtLens or of git, and name nothing of a user's. */
export const baselineWords: readonly string[] = ['HEAD', mergeBase, 'saved', 'none'];

/** Everything that is no word of its own is a revision; an empty text is `none`. */
export function parseBaseline(text: string): BaselineChoice {
  const choice = text.trim();
  if (choice === '' || choice === 'none') return { kind: 'none' };
  if (choice === 'saved') return { kind: 'saved' };
  if (choice === mergeBase) return { kind: mergeBase };
  if (!choice.startsWith(`${mergeBase}:`)) return { kind: 'revision', ref: choice };
  const ref = choice.slice(mergeBase.length + 1).trim();
  return ref === '' ? { kind: mergeBase } : { kind: mergeBase, ref };
}

/** How a view names it: `HEAD`, `merge base with main`. `ref`: the revision that the choice came to. */
export function baselineLabel(choice: BaselineChoice, ref?: string): string {
  switch (choice.kind) {
    case 'revision':
      return ref ?? choice.ref;
    case 'merge-base':
      return l10n.t('merge base with {0}', ref ?? choice.ref ?? l10n.t('the default branch'));
    case 'saved':
      return l10n.t('saved text');
    case 'file':
      return fileName(choice.uri);
    case 'none':
      return l10n.t('nothing');
  }
}

/** Why there is nothing to compare with, for users. */
export function noBaselineText(reason: NoOldText | 'chosen', detail = ''): string {
  switch (reason) {
    case 'chosen':
      return l10n.t('no baseline is chosen');
    case 'no-git':
      return l10n.t('there is no git on this machine');
    case 'git-off':
      return l10n.t('VS Code’s git support is switched off or not at hand');
    case 'no-repository':
      return l10n.t('the file lies in no git repository');
    case 'no-working-tree':
      return l10n.t('the git repository has no working tree here');
    case 'no-commits':
      return l10n.t('the git repository has no commit yet');
    case 'no-revision':
      return l10n.t('the git repository has no revision {0}', detail);
    case 'no-default-branch':
      return l10n.t('the git repository does not say which branch is its default');
    case 'no-merge-base':
      return l10n.t('HEAD and {0} have no common ancestor', detail);
    case 'shallow':
      return l10n.t('the clone is shallow and does not reach the merge base with {0}', detail);
    case 'unsaved':
      return l10n.t('the file was never saved');
    case 'unreadable':
      return l10n.t('the old file cannot be read');
    case 'too-large':
      return l10n.t('the old file is too large');
    case 'no-text':
      return l10n.t('what stood in the file’s place was no text: a link, a submodule or a pointer of Git LFS');
    default:
      return l10n.t('git failed: {0}', detail);
  }
}

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
