/**
 * An annotation that is nearly one of Multus': it gets onto the launcher Pod, and nobody reads it. Truth:
 * `k8snetworkplumbingwg/multus-cni · pkg/k8sclient`, `k8snetworkplumbingwg/network-attachment-definition-client ·
 * pkg/apis/k8s.cni.cncf.io/v1/types.go`.
 */
import * as l10n from '@vscode/l10n';
import { DEFAULT_NETWORK_ANNOTATION, NETWORKS_ANNOTATION } from '../../kubevirt/annotation-keys.ts';
import { joinField } from '../../yaml/locate.ts';
import { isCertain } from '../../yaml/templating.ts';
import { judgedRoles } from '../cause-rule.ts';
import { mappingAt } from '../machine/written-values.ts';
import { nearestName } from '../nearest-name.ts';
import type { Rule } from '../rule.ts';
import { wholeVm } from './certain-nics.ts';

const readKeys: readonly string[] = [NETWORKS_ANNOTATION, DEFAULT_NETWORK_ANNOTATION];
/** Written by Multus, in today's spelling and in its older one; and read from NADs. */
const otherKeys: readonly string[] = ['network-status', 'networks-status', 'resourceName'];

const rule: Rule = {
  id: 'unread-network-annotation',
  since: '0.3.0',
  severity: 'warning',
  summary: 'An annotation that is nearly one of Multus’, and that nobody reads.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    const vm = wholeVm(subject);
    if (!vm) return;
    const annotations = joinField(vm.metadataField, 'annotations');
    for (const key of Object.keys(mappingAt(subject, annotations))) {
      const meant = meantKey(key);
      const field = joinField(annotations, key);
      if (meant === undefined || !isCertain(subject.document, field)) continue;
      report({
        field,
        on: 'key',
        message: l10n.t(
          'Nobody reads {0}; Multus reads {1}, which KubeVirt writes itself. State networks of the VM in spec.networks, with an interface for each.',
          key,
          meant,
        ),
      });
    }
  },

  fixes: ({ field }, { plan }) => plan(l10n.t('Remove the annotation'), 'unsafe', [{ do: 'remove', field }]),
};

/** The annotation of Multus that a key was meant to be; undefined for one that has to do with something else. */
function meantKey(key: string): string | undefined {
  const [prefix = '', name = ''] = key.split('/');
  const isOfMultus = /(?:^|\.)cni\.cncf\.io$|(?:^|[.-])multus(?:-cni)?\.(?:io|intel\.com)$/.test(prefix);
  if (!isOfMultus || readKeys.includes(key) || otherKeys.includes(name)) return undefined;
  const names = readKeys.map((read) => read.split('/')[1] ?? '');
  const near = nearestName(name, names);
  return readKeys.find((read) => read.endsWith(`/${near ?? ''}`));
}

export default rule;
