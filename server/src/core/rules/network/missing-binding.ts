/**
 * An interface that does not say how it is connected. Refused since v1.9; before, accepted, and network setup then never
 * succeeds. Nothing fills a binding in, whatever the API's own description says, but a preference may. Truth:
 * `kubevirt/kubevirt · pkg/network/admitter/binding.go` (v1.9), `pkg/network/setup/netpod` (v1.6–v1.8).
 */
import * as l10n from '@vscode/l10n';
import { isMemberKnown } from '../../resources/vm.ts';
import { causeRule, laterReport } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import {
  bindingKeys,
  bindingsFor,
  bindingsIn,
  bindingSteps,
  discontinuedKeys,
  suits,
  type BindingKey,
} from './bindings.ts';
import { conversionFixes } from './conversions.ts';
import { interfaceFieldOf, interfacesOf, networkNamed, nullKeys } from './nics.ts';

export default causeRule({
  id: 'missing-binding',
  since: '0.2.0',
  summary: 'An interface without a binding.',
  advice: ({ data }, subject) => adviceFor(subject, (data as { interface: number }).interface),
  later(subject, report) {
    const { cluster, isPatch } = subject;
    if (isPatch || cluster.release.admission.bindingCount.rule !== 'plugin-alone') return;
    const { vm } = subject;
    if (!vm || vm.partial) return;
    interfacesOf(subject).forEach((own, index) => {
      if (bindingsIn(own).length > 0 || !isMemberKnown(vm, 'interfaces', index)) return;
      const mayBeFilled = vm.preference !== undefined && networkNamed(subject, own.name)?.pod !== undefined;
      report(
        laterReport({
          field: interfaceFieldOf(subject, index),
          on: 'key',
          severity: mayBeFilled ? 'information' : 'warning',
          problem: l10n.t('undefined binding method'),
          advice: mayBeFilled
            ? l10n.t('{0} takes the VM, which starts only if its preference fills the binding in.', cluster.release.id)
            : l10n.t('{0} takes the VM, but it never starts. {1}', cluster.release.id, adviceFor(subject, index)),
          data: { interface: index },
        }),
      );
    });
  },
  fixes({ cause, data }, subject) {
    const { interface: index } = (cause?.data ?? data) as { interface: number };
    const own = interfacesOf(subject)[index];
    if (!own) return [];
    const [given] = bindingsIn(own);
    if (given !== undefined) return conversionFixes(subject, index, given);
    const network = networkNamed(subject, own.name);
    const empty = emptyBinding(subject, index);
    if (empty !== undefined)
      return subject.plan(l10n.t('Write {0}: {}', empty), 'safe', bindingSteps(subject, index, empty));
    return bindingsFor(subject, network).flatMap((binding): readonly Fix[] =>
      subject.plan(l10n.t('Add the binding {0}', binding), 'unsafe', bindingSteps(subject, index, binding)),
    );
  },
});

function adviceFor(subject: Subject, index: number): string {
  const own = interfacesOf(subject)[index];
  const empty = emptyBinding(subject, index);
  if (empty !== undefined) return l10n.t('{0}: has no value and so says nothing. Write {0}: {}.', empty);
  if (own && bindingsIn(own).length > 0)
    return l10n.t('{0} does not count any more. Use a binding that KubeVirt still has.', bindingsIn(own).join(', '));
  return networkNamed(subject, own?.name ?? '')?.pod
    ? l10n.t('Nothing is filled in. Add masquerade: {}, the usual binding on the Pod network.')
    : l10n.t('Nothing is filled in. Add bridge: {}, or sriov: {} where the NAD hands out virtual functions.');
}

/**
 * The one binding that is written without a value, where it works on the network; a plugin cannot be told from nothing.
 */
function emptyBinding(subject: Subject, index: number): BindingKey | undefined {
  const empty = nullKeys(subject, interfaceFieldOf(subject, index));
  const network = networkNamed(subject, interfacesOf(subject)[index]?.name ?? '');
  const [only, ...more] = bindingKeys.filter((key) => empty.includes(key));
  if (only === undefined || more.length > 0 || only === 'binding' || discontinuedKeys.includes(only)) return undefined;
  return suits(only, network) ? only : undefined;
}
