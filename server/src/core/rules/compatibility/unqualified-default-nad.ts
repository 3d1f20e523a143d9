/**
 * A default network of Multus named without its namespace: KubeVirt hands the name on as it is, and Multus looks for it in
 * its own namespace. Truth: `kubevirt/kubevirt · pkg/virt-controller/services/template.go`, v1.6–v1.9;
 * `k8snetworkplumbingwg/multus-cni · pkg/k8sclient/k8sclient.go · v4.3.0` (`getDefaultNetDelegateCRD`); KubeVirt issue 3069.
 */
import * as l10n from '@vscode/l10n';
import { referenceFault } from '../../kubevirt/nad-reference.ts';
import { looksIntoNads } from '../../kubevirt/network-resources.ts';
import { multusNamespace } from '../../workspace/multus-namespace.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule, Subject } from '../rule.ts';
import { nadReferences } from './nic-on-nad.ts';
import { isNamespaceAssumed, qualifiedName, referenceFix } from './references.ts';

const rule: Rule = {
  id: 'unqualified-default-nad',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A default network whose NAD is named without its namespace.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const { network, use, field } of nadReferences(subject)) {
      if (network.network.multus?.default !== true || use.reference.includes('/')) continue;
      if (referenceFault(use.reference, true) !== undefined) continue;
      const own = subject.launcher()?.namespace;
      if (!own || own.namespace === multusNamespace) continue;
      const isAtMultus = use.fact?.namespace.state === 'stated';
      const ownNad = own.namespace === undefined ? undefined : subject.findNad(own.namespace, use.name);
      const isLookedFor = looksIntoNads(subject.cluster.release, subject.cluster.configuration);
      if (isAtMultus && (!isLookedFor || ownNad)) continue;
      const isSeen =
        ownNad !== undefined && (ownNad.namespace.state === 'absent' || !isNamespaceAssumed(subject, ownNad));
      report({
        field,
        on: 'value',
        severity: isSeen ? 'warning' : 'information',
        message: [
          l10n.t(
            'Multus looks for a default network without namespace in its own one, {0}, and not in that of the VM: the Pod does not start, or starts on another network.',
            multusNamespace,
          ),
          ...(isLookedFor
            ? [l10n.t('{0} looks for it in the namespace of the VM as well.', subject.cluster.release.id)]
            : []),
          l10n.t('Write NAMESPACE/{0}.', use.name),
        ].join(' '),
        data: { name: use.name },
      });
    }
  },

  fixes({ field, data }, subject) {
    const { name } = data as { name: string };
    return candidates(subject, name).flatMap((reference) => referenceFix(subject, field, reference));
  },
};

/** Where the NAD is known to be; else the namespace of the VM, where that is known. */
function candidates(subject: Subject, name: string): readonly string[] {
  const own = subject.launcher()?.namespace;
  const known = subject.nadsNamed(name).flatMap((nad) => qualifiedName(subject, nad) ?? []);
  if (known.length > 0) return [...new Set(known)];
  return own?.namespace === undefined || own.assumed ? [] : [`${own.namespace}/${name}`];
}

export default rule;
