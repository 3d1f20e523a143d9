/**
 * A field behind a feature gate that is off. Truth: `kubevirt/kubevirt · pkg/network/admitter`,
 * `pkg/virt-api/webhooks/validating-webhook/admitters`, `pkg/virt-config/feature-gates.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { find, joinField } from '../../yaml/locate.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { describeSource } from '../../workspace/cluster-facts.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, Subject } from '../rule.ts';
import { bindingsFor, bindingSteps, type BindingKey } from './bindings.ts';
import { configurationFix } from './configuration-fix.ts';
import { interfacesOf, networkNamed } from './nics.ts';

export default causeRule({
  id: 'feature-gate-not-enabled',
  since: '0.2.0',
  summary: 'A field behind a feature gate that is off.',
  advice: ({ gate }, { cluster }) => {
    if (gate === undefined) return l10n.t('Enable the feature gate in the KubeVirt resource, or leave the field out.');
    return cluster.configurationSource.from === 'assumed'
      ? l10n.t(
          'Enable {0} under developerConfiguration.featureGates of the KubeVirt resource, or leave the field out.',
          gate,
        )
      : l10n.t(
          'Enable {0} under developerConfiguration.featureGates ({1}), or leave the field out.',
          gate,
          describeSource(cluster.configurationSource),
        );
  },
  fixes: ({ cause }, subject) => {
    if (cause?.gate === undefined) return [];
    const { gate, data = {} } = cause;
    const other = withoutGate(subject, data);
    return [...other, ...gateFix(subject, gate), ...(other.length > 0 ? [] : withoutField(subject, cause.place))];
  },
});

function gateFix(subject: Subject, gate: string): readonly Fix[] {
  const { disabledFeatureGates } = subject.cluster.configuration;
  return configurationFix(subject, l10n.t('Enable the feature gate {0}', gate), (configuration) => {
    const developer = joinField(configuration, 'developerConfiguration');
    const disabled = joinField(developer, 'disabledFeatureGates');
    // KubeVirt refuses a gate that stands in both lists.
    return [
      ...disabledFeatureGates
        .flatMap((name, index) => (name === gate ? [index] : []))
        .reverse()
        .map((index): EditStep => ({ do: 'remove', field: joinField(disabled, index) })),
      { do: 'insert-item', field: joinField(developer, 'featureGates'), value: gate },
    ];
  });
}

/** A binding that needs no gate, for one that does. */
function withoutGate(subject: Subject, data: Readonly<Record<string, unknown>>): readonly Fix[] {
  const { interface: index, binding } = data as { interface?: number; binding?: BindingKey };
  const own = index === undefined ? undefined : interfacesOf(subject)[index];
  if (index === undefined || !own || binding === undefined) return [];
  const [other] = bindingsFor(subject, networkNamed(subject, own.name)).filter((key) => key !== binding);
  return other === undefined
    ? []
    : subject.plan(l10n.t('Use {0} instead of {1}', other, binding), 'unsafe', bindingSteps(subject, index, other));
}

/** The field left out, where it is an entry of its own: an item of a list has a partner elsewhere. */
function withoutField(subject: Subject, field: string): readonly Fix[] {
  const place = subject.document.root && find(subject.document.root, field);
  return place?.entry ? subject.plan(l10n.t('Remove {0}', place.entry.key), 'unsafe', [{ do: 'remove', field }]) : [];
}
