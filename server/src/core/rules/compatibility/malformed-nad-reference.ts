/**
 * A `networkName` that can mean no NAD, whatever NADs there are. Admission takes any text. Truth: `kubevirt/kubevirt ·
 * pkg/network/multus/nad.go`, v1.6–v1.9; `k8snetworkplumbingwg/multus-cni · pkg/k8sclient/k8sclient.go · v4.3.0`.
 */
import * as l10n from '@vscode/l10n';
import { parseNadReference, referenceFault, type ReferenceFault } from '../../kubevirt/nad-reference.ts';
import { looksIntoNads } from '../../kubevirt/network-resources.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule, Subject } from '../rule.ts';
import { nadReferences, type NadReferenceOf } from './nic-on-nad.ts';
import { consequence, referenceFix } from './references.ts';

const rule: Rule = {
  id: 'malformed-nad-reference',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A networkName that can mean no NAD.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    for (const reference of nadReferences(subject)) {
      const fault = faultOf(subject, reference);
      if (fault === undefined) continue;
      const isTaken =
        fault === 'no-namespace' && !looksIntoNads(subject.cluster.release, subject.cluster.configuration);
      const { namespace, name } = parseNadReference(reference.use.namespace ?? '', reference.use.reference);
      report({
        field: reference.field,
        on: 'value',
        severity: isTaken || fault === 'impossible-name' ? 'information' : 'warning',
        message: isTaken
          ? l10n.t(
              '{0}: nothing stands before the slash. Multus then looks in the namespace of the VM; leave the slash out.',
              reference.use.reference,
            )
          : `${reasonOf(fault, reference.use.reference, name)} ${consequence(subject, `${namespace}/${name}`)}`,
        data: { mended: mended(reference) },
      });
    }
  },

  fixes({ field, data }, subject) {
    const { mended: reference } = data as { mended: string | undefined };
    return reference === undefined ? [] : referenceFix(subject, field, reference);
  },
};

function faultOf({ cluster }: Subject, { network, use }: NadReferenceOf): ReferenceFault | undefined {
  const isDefault = network.network.multus?.default === true;
  const fault = referenceFault(use.reference, isDefault);
  if (fault === undefined) return undefined;
  // A word that another tool puts the name for, such as kustomize's replacements.
  if (/(?:^|\/)[^a-zA-Z0-9/\s]|(?:^|\/)[A-Z0-9_-]*[A-Z][A-Z0-9_-]*(?:\/|$)/.test(use.reference)) return undefined;
  const isLeftToMultus = isDefault && !looksIntoNads(cluster.release, cluster.configuration);
  // The default network's reference is Multus' own list form, as far as KubeVirt does not look for the NAD itself.
  return fault === 'interface-suffix' && isLeftToMultus ? undefined : fault;
}

function reasonOf(fault: ReferenceFault, reference: string, name: string): string {
  switch (fault) {
    case 'several-slashes':
      return l10n.t(
        '{0}: the first slash ends the namespace, so the name would be {1}, which no NAD can have.',
        reference,
        name,
      );
    case 'interface-suffix':
      return l10n.t(
        '{0}: KubeVirt has no NAME@INTERFACE form and takes all of it for the name. It names the Pod’s interfaces itself.',
        reference,
      );
    case 'no-name':
      return l10n.t('{0}: no name stands behind the slash.', reference);
    case 'no-namespace':
      return l10n.t('{0}: no namespace stands before the slash.', reference);
    case 'dotted-default':
      return l10n.t('{0}: Multus takes no name with a dot for the default network.', reference);
    case 'impossible-name':
      return l10n.t(
        '{0}: names of namespaces and NADs have small letters, digits and dashes only (dots in the NAD’s).',
        reference,
      );
  }
}

/** What must have been meant: the reference without what is too much. */
function mended({ network, use }: NadReferenceOf): string | undefined {
  const bare = use.reference.trim().replace(/@.*$/, '').replace(/^\/+/, '');
  const reference = bare.split('/').slice(0, 2).join('/');
  const isMended = reference !== use.reference;
  return isMended && referenceFault(reference, network.network.multus?.default === true) === undefined
    ? reference
    : undefined;
}

export default rule;
