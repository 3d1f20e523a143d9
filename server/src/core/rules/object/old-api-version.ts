/**
 * An object of an API version that no supported release serves: the API server does not know it, and nothing else is said
 * of it. Truth: `kubevirt/kubevirt · staging/src/kubevirt.io/api/core/v1/register.go`, v1.6–v1.9; v1alpha1 as of KubeVirt
 * v0.3, where VirtualMachine was what VirtualMachineInstance is today.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { isCertain } from '../../yaml/templating.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { kinds } from '../../resources/kinds.ts';
import type { Rule, Subject } from '../rule.ts';
import { mappingAt } from '../machine/written-values.ts';

const servedVersion = 'kubevirt.io/v1';

const rule: Rule = {
  id: 'old-api-version',
  since: '0.2.0',
  severity: 'error',
  summary: 'An object of an API version that no supported release serves.',
  fixable: true,
  roles: [...new Set(kinds.filter(({ formerVersions }) => formerVersions).map(({ role }) => role))],
  judgesFormer: true,

  check(subject, report) {
    const { resource, document, isPatch } = subject;
    if (!resource?.former) return;
    const field = joinField(resource.field, 'apiVersion');
    report({
      field,
      on: 'value',
      // A patch is merged into another object, whose version may be another.
      ...((isPatch || !isCertain(document, field)) && { severity: 'information' }),
      message: isFormerInstance(subject)
        ? l10n.t(
            'no matches for kind "{0}" in version "{1}" – no supported release of KubeVirt serves it. In {1}, VirtualMachine was what VirtualMachineInstance of {2} is today.',
            resource.kind,
            resource.apiVersion,
            servedVersion,
          )
        : l10n.t(
            'no matches for kind "{0}" in version "{1}" – no supported release of KubeVirt serves it. Write {2}, and look through the fields: some have changed.',
            resource.kind,
            resource.apiVersion,
            servedVersion,
          ),
    });
  },

  fixes(_, subject) {
    const { resource } = subject;
    if (!resource) return [];
    const toVersion: EditStep = { do: 'set', field: joinField(resource.field, 'apiVersion'), value: servedVersion };
    if (!isFormerInstance(subject)) return subject.plan(l10n.t('Use {0}', servedVersion), 'unsafe', [toVersion]);
    const kind = 'VirtualMachineInstance';
    return subject.plan(l10n.t('Make it a {0} of {1}', kind, servedVersion), 'unsafe', [
      toVersion,
      { do: 'set', field: joinField(resource.field, 'kind'), value: kind },
    ]);
  },
};

export default rule;

/** A machine itself, under the name that its maker has today. */
function isFormerInstance(subject: Subject): boolean {
  const { resource } = subject;
  if (resource?.role !== 'virtual-machine' || !resource.apiVersion.endsWith('/v1alpha1')) return false;
  const spec = mappingAt(subject, joinField(resource.field, 'spec'));
  return 'domain' in spec && !('template' in spec);
}
