/**
 * What rules about references to NADs share: what becomes of one that leads nowhere, and the edit that names another NAD.
 * Truth: `kubevirt/kubevirt · pkg/virt-controller/services/template.go`, v1.6–v1.9; `k8snetworkplumbingwg/multus-cni ·
 * pkg/k8sclient/k8sclient.go · v4.3.0`.
 */
import * as l10n from '@vscode/l10n';
import { looksIntoNads } from '../../kubevirt/network-resources.ts';
import type { Fix, Subject } from '../rule.ts';
import type { NadFact } from '../../workspace/facts.ts';

/** What the cluster does with a reference that leads nowhere. `name` is what is looked for. */
export function consequence({ cluster }: Subject, name: string): string {
  return looksIntoNads(cluster.release, cluster.configuration)
    ? l10n.t(
        'KubeVirt makes no launcher Pod ("failed to locate network attachment definition {0}"), and the VMI stays Pending.',
        name,
      )
    : l10n.t(
        'The launcher Pod stays in ContainerCreating: Multus finds no network-attachment-definition {0} (event NoNetworkFound).',
        name,
      );
}

/** Another reference in place of the one at a field. */
export function referenceFix(subject: Subject, field: string, reference: string): readonly Fix[] {
  return subject.plan(l10n.t('Connect to {0}', reference), 'unsafe', [{ do: 'set', field, value: reference }]);
}

/** Qualified name of a NAD; undefined where its namespace is not known. */
export function qualifiedName(subject: Subject, nad: NadFact): string | undefined {
  const namespace = subject.namespaceOf(nad);
  return namespace === undefined ? undefined : `${namespace}/${nad.name}`;
}

/** Whether the namespace of a NAD is one that nobody stated. */
export function isNamespaceAssumed({ cluster }: Subject, { namespace }: NadFact): boolean {
  return namespace.state === 'unknown' || (namespace.state === 'absent' && cluster.namespaceSource.from === 'assumed');
}
