/**
 * Text that kubectl cannot read as YAML, at the character where reading stops. Truth: go-yaml's own rules, as
 * `core/yaml/dialect` follows them.
 */
import * as l10n from '@vscode/l10n';
import type { Rule } from '../rule.ts';

const rule: Rule = {
  id: 'unreadable-yaml',
  since: '0.2.0',
  severity: 'error',
  summary: 'Text that kubectl cannot read as YAML.',
  fixable: false,
  roles: [],
  check: () => undefined,
  checkText({ document, syntaxIsCheckedElsewhere }, report) {
    if (syntaxIsCheckedElsewhere) return;
    // Behind the first fault the rest is a guess, and so is all that could be said of it.
    const first = document.problems.find(({ kind }) => kind === 'refused');
    if (!first) return;
    report({
      field: '',
      on: 'value',
      span: first,
      message: l10n.t('kubectl cannot read this document: {0}', first.message),
    });
  },
};

export default rule;
