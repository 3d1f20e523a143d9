/**
 * A hand-written `k8s.v1.cni.cncf.io/networks` annotation that says something else than KubeVirt writes. On the metadata
 * that a VMI gets, KubeVirt replaces it (or, where it writes none, the Pod gets an interface that no guest NIC uses); on
 * the VM's own metadata nobody reads it; on a launcher Pod it is the Pod's past, or an edit that will not last. Truth:
 * `kubevirt/kubevirt · pkg/virt-controller/services/template.go`, `pkg/network/pod/annotations/generator.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import { NETWORKS_ANNOTATION } from '../kubevirt/annotation-keys.ts';
import {
  compareSelections,
  parseNetworkSelections,
  type NetworkSelection,
  type SelectionDifference,
} from '../kubevirt/network-selection.ts';
import { launchedVm } from '../resources/launcher-pod.ts';
import { textAt } from '../resources/resources.ts';
import type { Launcher } from '../workspace/launcher.ts';
import { removeEntry, replaceScalar } from '../yaml/edit.ts';
import { joinField } from '../yaml/locate.ts';
import type { Fix, Report, Rule, Subject } from './rule.ts';

type Place = 'vmi-metadata' | 'own-metadata' | 'launcher-pod';

interface Data {
  readonly place: Place;
  /** The value KubeVirt writes; undefined when it writes none. */
  readonly computed: string | undefined;
}

const rule: Rule = {
  id: 'networks-annotation-mismatch',
  since: '0.1.0',
  severity: 'warning',
  summary: 'A hand-written networks annotation that differs from the one KubeVirt writes.',
  fixable: true,
  roles: ['virtual-machine', 'virtual-machine-instance', 'replica-set', 'pool', 'pod'],

  check(subject, report) {
    const { resource } = subject;
    if (!resource) return;
    if (resource.role === 'pod') {
      checkPod(subject, report);
      return;
    }
    const { vm } = subject;
    if (!vm) return;
    checkPlace(subject, joinField(vm.metadataField, 'annotations'), 'vmi-metadata', report);
    const own = joinField(joinField(resource.field, 'metadata'), 'annotations');
    if (own !== joinField(vm.metadataField, 'annotations')) checkPlace(subject, own, 'own-metadata', report);
  },

  fixes({ field, data }, { document, text }) {
    const { place, computed } = data as Data;
    const fixes: Fix[] = [];
    if (computed !== undefined && place !== 'own-metadata') {
      const edits = replaceScalar(document, text, field, computed);
      // On metadata of the VMI, KubeVirt writes this very value over whatever stands there.
      if (edits)
        fixes.push({
          title: l10n.t('Replace with what KubeVirt writes'),
          safety: place === 'vmi-metadata' ? 'safe' : 'unsafe',
          edit: { in: 'document', edits },
        });
    }
    const edits = place === 'launcher-pod' ? undefined : removeEntry(document, text, field);
    if (edits)
      fixes.push({
        title: l10n.t('Remove the annotation'),
        safety: place === 'own-metadata' || computed !== undefined ? 'safe' : 'unsafe',
        edit: { in: 'document', edits },
      });
    return fixes;
  },
};

function checkPlace(
  { document, resource, launcher: launcherOf }: Subject,
  annotations: string,
  place: Place,
  report: (finding: Report) => void,
): void {
  const field = joinField(annotations, NETWORKS_ANNOTATION);
  const written = document.root && textAt(document, document.root, field);
  if (!resource || written?.state !== 'stated') return;
  // Most VMs have no such annotation, and are spared the computation of their launcher Pod.
  const launcher = launcherOf();
  if (!launcher?.pod || launcher.pod.error !== undefined) return;
  const computed = launcher.pod.annotations[NETWORKS_ANNOTATION];
  const difference = differenceOf(computed, written.value, launcher.namespace.namespace ?? '');
  if (difference === undefined) return;
  const data: Data = { place, computed };
  const message =
    place === 'own-metadata'
      ? l10n.t(
          'Annotations of the {0} itself are not given to its launcher Pod, so this one is ignored; it also differs from what KubeVirt writes there: {1}.',
          resource.kind,
          difference,
        )
      : computed === undefined
        ? l10n.t(
            'KubeVirt writes no networks annotation for this VM, so this one reaches the launcher Pod as it is, and the interfaces it asks for are not wired to the guest. Networks of the VM belong in spec.networks: {0}.',
            difference,
          )
        : l10n.t('KubeVirt replaces this annotation by its own, which differs: {0}.', difference);
  report({ field, on: 'value', message, data, ...(!isCertain(launcher) && { severity: 'information' }) });
}

function checkPod(
  { document, resource, findLauncherOf, namespaceOf, uri }: Subject,
  report: (finding: Report) => void,
): void {
  if (!resource || !document.root) return;
  const at = (field: string) => textAt(document, resource.node, field);
  const name = launchedVm(document, resource);
  const written = at(joinField('metadata.annotations', NETWORKS_ANNOTATION));
  if (name === undefined || written.state !== 'stated') return;
  const namespace = namespaceOf({ uri, namespace: resource.namespace });
  if (namespace === undefined) return;
  const launcher = findLauncherOf(namespace, name);
  if (!launcher?.pod || launcher.pod.error !== undefined) return;
  const computed = launcher.pod.annotations[NETWORKS_ANNOTATION];
  const difference = differenceOf(computed, written.value, namespace);
  if (difference === undefined) return;
  const data: Data = { place: 'launcher-pod', computed };
  report({
    field: joinField(joinField(resource.field, 'metadata.annotations'), NETWORKS_ANNOTATION),
    on: 'value',
    // The Pod may be older than the manifest, or in the middle of a hotplug: neither can be seen here.
    severity: 'information',
    message: l10n.t(
      'This launcher Pod carries another annotation than a new one of {0} would: {1}. The VM was edited since the Pod was made, or the annotation was.',
      `${launcher.vm.resource.kind} ${namespace}/${name}`,
      difference,
    ),
    data,
  });
}

/** Whether nothing assumed decides the annotation: a stated or told namespace, and no preference that may add to it. */
function isCertain({ namespace, vm, cluster }: Launcher): boolean {
  return !namespace.assumed && vm.preference === undefined && cluster.unknownRelease === undefined;
}

/** What differs, in words; undefined when the two mean the same. */
function differenceOf(computed: string | undefined, written: string, namespace: string): string | undefined {
  const actual = parseNetworkSelections(written);
  if ('error' in actual) return l10n.t('Multus cannot read it ({0})', actual.error);
  const expected = computed === undefined ? { selections: [] } : parseNetworkSelections(computed);
  if ('error' in expected) return undefined;
  const differences = compareSelections(expected.selections, actual.selections, namespace);
  if (differences.length === 0) return undefined;
  const shown = differences.slice(0, 3).map(describe);
  const rest = differences.length - shown.length;
  return [...shown, ...(rest > 0 ? [l10n.t('and {0} more', rest)] : [])].join('; ');
}

function describe(difference: SelectionDifference): string {
  const position = difference.index + 1;
  switch (difference.kind) {
    case 'missing':
      return l10n.t('element {0} for {1} is missing', position, reference(difference.expected));
    case 'extra':
      return l10n.t('element {0} for {1} is not KubeVirt’s', position, reference(difference.actual));
    case 'member':
      if (difference.expected === '')
        return l10n.t('element {0} has {1} {2}, KubeVirt writes none', position, difference.member, difference.actual);
      if (difference.actual === '')
        return l10n.t('element {0} lacks {1} {2}', position, difference.member, difference.expected);
      return l10n.t(
        'element {0} has {1} {2} instead of {3}',
        position,
        difference.member,
        difference.actual,
        difference.expected,
      );
  }
}

function reference({ namespace, name }: NetworkSelection): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

export default rule;
