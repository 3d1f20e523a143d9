/**
 * A network that is connected to several things at once. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netsource.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import type { Subject } from '../rule.ts';
import { bindingsIn, suits } from './bindings.ts';
import { interfacesOf, type NetworkSource } from './nics.ts';
import { networkOf, sourceSteps } from './sources.ts';

export default causeRule({
  id: 'multiple-network-sources',
  since: '0.2.0',
  summary: 'A network with several of `pod`, `multus` and `resourceClaim`.',
  advice: ({ data }) => {
    const { name, sources } = data as { name: string; sources: readonly string[] };
    return l10n.t(
      '{0} has {1}; a network has one of them. Keep one, or make a network of each.',
      name,
      sources.join(', '),
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const { network, name, sources } = cause.data as {
      network: number;
      name: string;
      sources: readonly NetworkSource[];
    };
    const fitting = sources.filter((source) => fits(subject, name, source));
    return [...fitting, ...sources.filter((source) => !fitting.includes(source))].flatMap((source) =>
      subject.plan(l10n.t('Keep {0}', source), 'unsafe', sourceSteps(subject, network, source)),
    );
  },
});

/** Whether the interfaces of a network have bindings for a source. */
function fits(subject: Subject, name: string, source: NetworkSource): boolean {
  return interfacesOf(subject)
    .filter((own) => own.name === name)
    .every((own) => bindingsIn(own).every((binding) => suits(binding, networkOf(name, source))));
}
