/**
 * A change of KubeVirt's configuration as a fix, where the configuration is told: in the KubeVirt resource among the
 * known files, or in the project file. A configuration given on the command line, or by an operator, is not changed here.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import type { EditStep } from '../../yaml/edit-plan.ts';
import type { Fix, Subject } from '../rule.ts';

/** `what` says the change; `steps` are told below the configuration's own field. */
export function configurationFix(
  { cluster }: Subject,
  what: string,
  steps: (configuration: string) => readonly EditStep[],
): readonly Fix[] {
  const source = cluster.configurationSource;
  switch (source.from) {
    case 'resource':
      if (source.kind !== 'KubeVirt') return [];
      return [
        {
          title: l10n.t('{0} in the KubeVirt resource {1}', what, source.name),
          safety: 'unsafe',
          edit: {
            in: 'object',
            uri: source.uri,
            kind: source.kind,
            name: source.name,
            steps: steps(joinField('spec', 'configuration')),
          },
        },
      ];
    case 'project':
    case 'assumed':
      return [
        {
          title: l10n.t('{0} in .virtlens.yaml', what),
          safety: 'unsafe',
          edit: { in: 'project-file', steps: steps('configuration') },
        },
      ];
    default:
      return [];
  }
}
