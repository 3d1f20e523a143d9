/**
 * `spec.running`, which KubeVirt takes and warns of. Together with `runStrategy` it is refused; that is the business of
 * `invalid-run-strategy`. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { decodeVmSettings, deprecationWarnings } from '../../kubevirt/admission/virtual-machine.ts';
import { find, joinField, valueOf } from '../../yaml/locate.ts';
import { plainValue } from '../../yaml/read-document.ts';
import { isUnknown } from '../../yaml/templating.ts';
import { laterReport } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';

const rule: Rule = {
  id: 'deprecated-field',
  since: '0.2.0',
  severity: 'information',
  summary: 'A field that KubeVirt takes, and warns of.',
  fixable: true,
  roles: ['virtual-machine'],

  check({ resource, document }, report) {
    const spec = resource && valueOf(resource.node, 'spec');
    const running = spec && valueOf(spec, 'running');
    if (!running) return;
    const other = valueOf(spec, 'runStrategy');
    if (other && plainValue(other) !== null) return;
    const field = joinField(resource.field, 'spec.running');
    const isTemplated = isUnknown(document, running);
    // A template may write a value, and then KubeVirt warns whatever it is.
    const settings = decodeVmSettings({ running: isTemplated ? true : plainValue(running) });
    for (const problem of deprecationWarnings(settings))
      report({
        ...laterReport({
          field,
          on: 'key',
          problem,
          advice: l10n.t('Always is what true was, Halted what false was.'),
        }),
        tags: ['deprecated'],
      });
  },

  fixes({ field }, { document, plan }) {
    const running = document.root && find(document.root, field);
    const value = running && plainValue(running.node);
    if (typeof value !== 'boolean') return [];
    const strategy = value ? 'Always' : 'Halted';
    return plan(l10n.t('Write runStrategy: {0}', strategy), 'safe', [
      { do: 'set', field, value: strategy },
      { do: 'rename-key', field, key: 'runStrategy' },
    ]);
  },
};

export default rule;
