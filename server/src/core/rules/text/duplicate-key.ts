/**
 * A key that stands twice in one mapping: kubectl keeps the last and drops the other without a word. Truth: go-yaml as
 * `sigs.k8s.io/yaml` calls it.
 */
import * as l10n from '@vscode/l10n';
import { lineEndAt } from '../../yaml/text-layout.ts';
import type { Rule } from '../rule.ts';

const rule: Rule = {
  id: 'duplicate-key',
  since: '0.2.0',
  severity: 'warning',
  summary: 'A key that a later one of the same mapping hides.',
  fixable: false,
  roles: [],
  check: () => undefined,
  checkText({ document, syntaxIsCheckedElsewhere }, report) {
    if (syntaxIsCheckedElsewhere || document.refused) return;
    for (const problem of document.problems) {
      if (problem.code !== 'duplicate-key' && problem.code !== 'key-before-merge') continue;
      const key = document.text.slice(problem.start, Math.min(problem.end, lineEndAt(document.text, problem.start)));
      report({
        field: '',
        on: 'key',
        span: problem,
        tags: ['unnecessary'],
        message: l10n.t('{0}: {1} Join the two, or remove the one that is not meant.', key, problem.message),
      });
    }
  },
};

export default rule;
