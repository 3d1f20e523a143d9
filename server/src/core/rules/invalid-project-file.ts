/**
 * A part of `.virtlens.yaml` that cannot be used: an unknown key, a wrong type, a value outside its list. VirtLens then
 * goes on without it, so what it shows may be another cluster's truth. Found when the project file is read
 * (`workspace/project-file.ts`); this file says what kind of finding it is.
 */
import type { Rule } from './rule.ts';

const rule: Rule = {
  id: 'invalid-project-file',
  since: '0.1.0',
  severity: 'warning',
  summary: 'A part of `.virtlens.yaml` that cannot be used and is ignored.',
  fixable: false,
  roles: [],
  check: () => undefined,
};

export default rule;
