/**
 * More than one network on the Pod network; a launcher Pod has one primary interface. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netsource.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { causeRule } from '../cause-rule.ts';
import { networksOf, nicRemovalSteps } from './nics.ts';
import { sourceSteps } from './sources.ts';

export default causeRule({
  id: 'multiple-pod-networks',
  since: '0.2.0',
  summary: 'More than one network on the Pod network.',
  advice: ({ data }, subject) => {
    const { first, name } = data as { first: number; name: string };
    return l10n.t(
      'A Pod is on the Pod network once, here by {0}. Connect {1} to a Multus network, or remove it with its interface.',
      networksOf(subject)[first]?.name ?? '',
      name,
    );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const others = networksOf(subject)
      .flatMap((network, index) => (network.pod ? [index] : []))
      .slice(1);
    const names = others.map((index) => networksOf(subject)[index]?.name ?? '').join(', ');
    return [
      ...subject.plan(
        l10n.t('Connect {0} to a Multus network', names),
        'unsafe',
        others.flatMap((index) => sourceSteps(subject, index, 'multus')),
      ),
      ...subject.plan(l10n.t('Remove {0} with its interface', names), 'unsafe', nicRemovalSteps(subject, others)),
    ];
  },
});
