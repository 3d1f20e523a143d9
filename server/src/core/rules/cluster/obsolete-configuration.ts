/**
 * Configuration of KubeVirt that means nothing any more: gates of features that are always on or are gone, and the permit
 * for slirp. Truth: `kubevirt/kubevirt · pkg/virt-config/featuregate`, `pkg/virt-config/configuration.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { releases, type GateStage, type Release } from '../../kubevirt/releases/index.ts';
import { joinField } from '../../yaml/locate.ts';
import type { ClusterFacts } from '../../workspace/cluster-facts.ts';
import type { Rule } from '../rule.ts';
import { certainAt, configurationField } from './configuration-at.ts';

const rule: Rule = {
  id: 'obsolete-configuration',
  since: '0.3.0',
  severity: 'information',
  summary: 'Feature gates and permits of KubeVirt that mean nothing any more.',
  fixable: true,
  roles: ['kubevirt'],

  check(subject, report) {
    const configuration = configurationField(subject);
    if (configuration === undefined) return;
    const list = joinField(configuration, 'developerConfiguration.featureGates');
    const gates = certainAt(subject, list);
    if (Array.isArray(gates))
      gates.forEach((gate: unknown, index) => {
        const stage = typeof gate === 'string' ? stageOf(gate, subject.cluster) : undefined;
        if (stage !== 'ga' && stage !== 'discontinued') return;
        report({
          field: joinField(list, index),
          on: 'value',
          message:
            stage === 'ga'
              ? l10n.t('{0} is always on; the gate does nothing any more.', String(gate))
              : l10n.t('{0} is gone from KubeVirt; the gate does nothing any more.', String(gate)),
          tags: ['unnecessary'],
        });
      });
    const permit = joinField(configuration, 'network.permitSlirpInterface');
    if (typeof certainAt(subject, permit) === 'boolean')
      report({
        field: permit,
        on: 'key',
        message: l10n.t('KubeVirt has given up slirp, so there is nothing to permit.'),
        tags: ['unnecessary'],
      });
  },

  fixes: ({ field }, { plan }) => plan(l10n.t('Remove what does nothing'), 'safe', [{ do: 'remove', field }]),
};

/** The stage of a gate in the cluster's release; where that is not told, the one that it has in all releases. */
function stageOf(gate: string, { release, releaseSource }: ClusterFacts): GateStage | undefined {
  const asked: readonly Release[] = releaseSource.from === 'assumed' ? releases : [release];
  const stages = new Set(asked.map(({ gates }) => gates[gate]));
  return stages.size === 1 ? [...stages][0] : undefined;
}

export default rule;
