/**
 * An interface with several bindings. v1.9 refuses it; before, a plugin beside a core binding is refused, and of several
 * core bindings one is used without a word. Truth: `kubevirt/kubevirt · pkg/network/admitter/binding.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { isMemberKnown } from '../../resources/vm.ts';
import { joinField } from '../../yaml/locate.ts';
import { causeRule, laterReport } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { bindingsIn, bindingSteps, discontinuedKeys, suits } from './bindings.ts';
import { interfaceFieldOf, interfacesOf, networkNamed } from './nics.ts';

export default causeRule({
  id: 'multiple-bindings',
  since: '0.2.0',
  summary: 'An interface with more than one binding.',
  advice: ({ data }, subject) => adviceFor(subject, (data as { interface: number }).interface),
  later(subject, report) {
    const { cluster, isPatch } = subject;
    const { rule, coreBindings } = cluster.release.admission.bindingCount;
    if (isPatch || rule !== 'plugin-alone') return;
    const { vm } = subject;
    if (!vm || vm.partial) return;
    interfacesOf(subject).forEach((own, index) => {
      const core = coreBindings.filter((binding) => own[binding] !== undefined);
      if (core.length < 2 || own.binding || !isMemberKnown(vm, 'interfaces', index)) return;
      const field = interfaceFieldOf(subject, index);
      report(
        laterReport({
          field: joinField(field, core.at(-1) ?? ''),
          on: 'key',
          severity: 'warning',
          problem: l10n.t('{0} has {1} bindings', own.name, core.length),
          advice: l10n.t(
            '{0} takes that, but different parts of it may use different ones; later releases refuse it. {1}',
            cluster.release.id,
            adviceFor(subject, index),
          ),
          related: core
            .slice(0, -1)
            .map((binding) => ({ field: joinField(field, binding), message: l10n.t('conflicts with this') })),
          data: { interface: index },
        }),
      );
    });
  },
  fixes({ cause, data }, subject) {
    const { interface: index } = (cause?.data ?? data) as { interface: number };
    const own = interfacesOf(subject)[index];
    if (!own) return [];
    const network = networkNamed(subject, own.name);
    const living = bindingsIn(own).filter((binding) => !discontinuedKeys.includes(binding));
    const fitting = living.filter((binding) => suits(binding, network));
    // Where none fits, either of them has to be changed afterwards anyway.
    return (fitting.length > 0 ? fitting : living).flatMap((binding) =>
      subject.plan(
        binding === 'binding' ? l10n.t('Keep the plugin {0}', own.binding?.name ?? '') : l10n.t('Keep {0}', binding),
        'unsafe',
        bindingSteps(subject, index, binding, binding === 'binding' ? (own.binding?.name ?? '') : undefined),
      ),
    );
  },
});

function adviceFor(subject: Subject, index: number): string {
  const own = interfacesOf(subject)[index];
  if (!own) return '';
  const network = networkNamed(subject, own.name);
  const fitting = bindingsIn(own).filter(
    (binding) => !discontinuedKeys.includes(binding) && network !== undefined && suits(binding, network),
  );
  return fitting.length === 1
    ? l10n.t('Keep {0}, which fits the network, and remove the others.', fitting.join())
    : l10n.t('Keep one of {0}.', bindingsIn(own).join(', '));
}
