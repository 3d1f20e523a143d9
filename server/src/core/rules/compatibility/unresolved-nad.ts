/**
 * A reference to a NAD that is not among the known files. That it is missing on the cluster is certain only where the
 * project file says that the workspace is complete; and where the workspace has no NAD at all, absence says nothing. A
 * namespace that nobody stated may be the one that has it. Truth: `kubevirt/kubevirt ·
 * pkg/virt-controller/services/template.go`, v1.6–v1.9; `k8snetworkplumbingwg/multus-cni · pkg/k8sclient/k8sclient.go`.
 */
import * as l10n from '@vscode/l10n';
import type { NadFact } from '../../workspace/facts.ts';
import { parseNadReference, referenceFault } from '../../kubevirt/nad-reference.ts';
import { judgedRoles } from '../cause-rule.ts';
import { nearestName } from '../nearest-name.ts';
import type { Rule, Subject } from '../rule.ts';
import { nadReferences, type NadReferenceOf } from './nic-on-nad.ts';
import { consequence, isNamespaceAssumed, qualifiedName, referenceFix } from './references.ts';

/** What a finding keeps, also for whoever makes the NAD that is missing. */
export interface UnresolvedNad {
  readonly namespace: string;
  readonly name: string;
  /** Whether the default network, which only a qualified reference can mean. */
  readonly isDefault: boolean;
}

const rule: Rule = {
  id: 'unresolved-nad',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A reference to a NAD that is not among the known files.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const { complete } = subject.cluster;
    const open = nadReferences(subject).filter(({ use }) => !use.fact && use.namespace !== undefined);
    if (open.length === 0 || (!complete && subject.knownNads().length === 0)) return;
    for (const reference of open) {
      const missing = missingNad(subject, reference);
      if (!missing) continue;
      const wanted = `${missing.namespace}/${missing.name}`;
      const candidates = meantNads(subject, missing);
      report({
        field: reference.field,
        on: 'value',
        severity: complete ? 'warning' : 'information',
        message: [
          complete
            ? l10n.t('There is no NetworkAttachmentDefinition {0}.', wanted)
            : l10n.t('The NetworkAttachmentDefinition {0} is not among the known files.', wanted),
          ...(candidates[0] === undefined ? [] : [l10n.t('{0} exists.', candidates[0])]),
          ...(complete ? [] : [l10n.t('Unless the cluster has it, the VM does not start.')]),
          consequence(subject, wanted),
        ].join(' '),
        data: missing,
      });
    }
  },

  fixes({ field, data }, subject) {
    const missing = data as UnresolvedNad;
    return meantNads(subject, missing).flatMap((meant) => {
      const { namespace, name } = parseNadReference('', meant);
      // What was written without a namespace stays so where the namespace is the VM's own.
      const isOwn = namespace === missing.namespace && !missing.isDefault;
      const isBare = isOwn && !referenceAt(subject, field)?.includes('/');
      return referenceFix(subject, field, isBare ? name : meant);
    });
  },
};

function missingNad(subject: Subject, { network, use }: NadReferenceOf): UnresolvedNad | undefined {
  const isDefault = network.network.multus?.default === true;
  const { fact, namespace, name, reference, namespaceAssumed } = use;
  if (fact || namespace === undefined || referenceFault(reference, isDefault) !== undefined) return undefined;
  // Of a default network without namespace another rule tells.
  if (isDefault && !reference.includes('/')) return undefined;
  const named = subject.nadsNamed(name);
  if (named.some((nad) => namespaceAssumed || isNamespaceAssumed(subject, nad))) return undefined;
  return { namespace, name, isDefault };
}

/** Known NADs that may have been meant: of the name in other namespaces, else of the nearest name. */
function meantNads(subject: Subject, { namespace, name }: UnresolvedNad): readonly string[] {
  const named = distinct(subject.nadsNamed(name).flatMap((nad) => qualifiedName(subject, nad) ?? []));
  if (named.length > 0) return named;
  const beside = nearNads(subject.knownNads(), name).filter((nad) => subject.namespaceOf(nad) === namespace);
  const meant = nearestName(
    name,
    beside.map((nad) => nad.name),
  );
  return meant === undefined ? [] : [`${namespace}/${meant}`];
}

/** Many VMs want the same NAD, and to know a NAD's namespace costs more than to compare two names. */
const nearByName = new WeakMap<readonly NadFact[], Map<string, readonly NadFact[]>>();

function nearNads(nads: readonly NadFact[], name: string): readonly NadFact[] {
  const byName = nearByName.get(nads) ?? new Map<string, readonly NadFact[]>();
  nearByName.set(nads, byName);
  const near = byName.get(name) ?? nads.filter((nad) => nearestName(name, [nad.name]) !== undefined);
  byName.set(name, near);
  return near;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function referenceAt(subject: Subject, field: string): string | undefined {
  return nadReferences(subject).find((reference) => reference.field === field)?.use.reference;
}

export default rule;
