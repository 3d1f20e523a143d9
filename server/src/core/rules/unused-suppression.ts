/**
 * A `virtlens-disable-…` comment that silences nothing, or names a rule that does not exist. Found where suppressions
 * are applied (`rules/analysis.ts`); this file says what kind of finding it is, and removes the comment.
 */
import * as l10n from '@vscode/l10n';
import type { Span } from '../yaml/tree.ts';
import type { Rule } from './rule.ts';

const rule: Rule = {
  id: 'unused-suppression',
  since: '0.1.0',
  severity: 'hint',
  summary: 'A comment that silences a rule where there is nothing to silence.',
  fixable: true,
  roles: [],
  check: () => undefined,
  fixes: (finding, { text }) => {
    const { comment, ruleSpan } = finding.data as { comment: Span; ruleSpan: Span };
    const names =
      text
        .slice(comment.start, comment.end)
        .replace(/(?:\s)--(?:\s|$).*/, '')
        .match(/[^\s,]+/g) ?? [];
    const alone = names.filter((name) => name !== '#' && !name.includes('virtlens-disable-')).length <= 1;
    return [
      {
        title: l10n.t('Remove the unused suppression'),
        safety: 'safe',
        edit: {
          in: 'document',
          edits: [{ ...(alone ? wholeComment(text, comment) : withComma(text, ruleSpan)), newText: '' }],
        },
      },
    ];
  },
};

/** The comment with its whole line when nothing else stands there, else with the blanks before it. */
function wholeComment(text: string, comment: Span): Span {
  let start = comment.start;
  while (start > 0 && /[ \t]/.test(text.charAt(start - 1))) start--;
  const lineIsOwn = start === 0 || /[\r\n]/.test(text.charAt(start - 1));
  if (!lineIsOwn) return { start, end: comment.end };
  const lineEnd = /^(?:\r\n|\n|\r)?/.exec(text.slice(comment.end))?.[0].length ?? 0;
  return { start, end: comment.end + lineEnd };
}

/** The rule's name with the comma and blanks that part it from the next or the one before. */
function withComma(text: string, name: Span): Span {
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(name.end))?.[0].length ?? 0;
  if (after > 0) return { start: name.start, end: name.end + after };
  const before = /[ \t]*,?[ \t]*$/.exec(text.slice(0, name.start))?.[0].length ?? 0;
  return { start: name.start - before, end: name.end };
}

export default rule;
