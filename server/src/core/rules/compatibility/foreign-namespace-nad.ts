/**
 * A NAD of another namespace, where Multus keeps Pods from those. Only the cluster's Multus knows; without being told, nothing
 * is said. Truth: `k8snetworkplumbingwg/multus-cni · pkg/k8sclient/k8sclient.go · v4.3.0` (`isValidNamespaceReference`),
 * which does not ask for the default network.
 */
import * as l10n from '@vscode/l10n';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule, Subject } from '../rule.ts';
import { nadReferences } from './nic-on-nad.ts';
import { referenceFix } from './references.ts';

const rule: Rule = {
  id: 'foreign-namespace-nad',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A NAD of a namespace that Multus keeps the Pod from.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    if (subject.cluster.namespaceIsolation !== true) return;
    for (const { network, use, field } of nadReferences(subject)) {
      const own = subject.launcher()?.namespace;
      if (network.network.multus?.default === true || own?.namespace === undefined) continue;
      if (use.namespace === undefined || isAllowed(subject, use.namespace, own.namespace)) continue;
      report({
        field,
        on: 'value',
        severity: own.assumed ? 'information' : 'warning',
        message: l10n.t(
          'Multus keeps Pods from NADs of other namespaces here ("namespace isolation enabled, annotation violates permission, pod is in namespace {0} but refers to target namespace {1}"), so the launcher Pod stays in ContainerCreating. Use a NAD in {0}, or in a global namespace ({2}).',
          own.namespace,
          use.namespace,
          subject.cluster.globalNamespaces.join(', '),
        ),
        data: { name: use.name },
      });
    }
  },

  fixes({ field, data }, subject) {
    const { name } = data as { name: string };
    const own = subject.launcher()?.namespace.namespace;
    if (own === undefined) return [];
    const allowed = subject
      .nadsNamed(name)
      .flatMap((nad) => subject.namespaceOf(nad) ?? [])
      .filter((namespace) => isAllowed(subject, namespace, own));
    return [...new Set(allowed)].flatMap((namespace) =>
      referenceFix(subject, field, namespace === own ? name : `${namespace}/${name}`),
    );
  },
};

function isAllowed({ cluster }: Subject, namespace: string, own: string): boolean {
  return namespace === own || cluster.globalNamespaces.includes(namespace);
}

export default rule;
