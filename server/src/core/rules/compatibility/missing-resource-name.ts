/**
 * A NAD whose CNI plugin needs a device, without the annotation that names the resource to take it from: nobody allocates
 * one for the Pod. Told on the NAD, and on each NIC that depends on it. Truth: `k8snetworkplumbingwg/multus-cni ·
 * pkg/k8sclient/k8sclient.go`, `k8snetworkplumbingwg/sriov-cni · pkg/config/config.go`, `kubevirt/macvtap-cni · pkg/cni`;
 * KubeVirt issues 4002, 5811, 8294, 13432, 13674.
 */
import * as l10n from '@vscode/l10n';
import { mainPlugin, textOf, type CniPlugin } from '../../cni/cni-config.ts';
import { RESOURCE_NAME_ANNOTATION } from '../../resources/nad.ts';
import { joinField } from '../../yaml/locate.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Report, Rule, Subject } from '../rule.ts';
import { deviceTypes, isForDevices, placeholderResource, takesDevice } from './device-resources.ts';
import { loudness, nadText, nicsOnNads, toNad, type NicOnNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'missing-resource-name',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A NAD that needs a device and names no resource to take it from.',
  fixable: true,
  roles: ['nad', ...judgedRoles],

  check(subject, report) {
    if (subject.resource?.role === 'nad') checkNad(subject, report);
    else nicsOnNads(subject).forEach((nic) => checkNic(nic, report));
  },

  fixes({ data }, subject) {
    const { type } = data as { type?: string };
    if (type === undefined) return [];
    const key = RESOURCE_NAME_ANNOTATION;
    const value = placeholderResource(type);
    return subject.plan(l10n.t('Name a resource, {0}, to be replaced by yours', value), 'unsafe', [
      {
        do: 'insert-entry',
        field: joinField(subject.resource?.field ?? '', 'metadata.annotations'),
        key,
        value,
      },
    ]);
  },
};

function checkNad(subject: Subject, report: (finding: Report) => void): void {
  const { resource, nad, isPatch } = subject;
  if (!resource || !nad || isPatch || typeof nad.config === 'string' || nad.resourceName.state !== 'absent') return;
  const plugin = nad.config.cni && mainPlugin(nad.config.cni);
  if (!plugin || !needsDevice(plugin)) return;
  report({
    field: joinField(resource.field, 'metadata.name'),
    on: 'value',
    message: l10n.t(
      'The CNI plugin {0} works on a device that the Pod was given, and without the annotation {1} the Pod is given none: the Pod stays in ContainerCreating. Name the resource of the device plugin, as PREFIX/NAME.',
      plugin.type ?? '',
      RESOURCE_NAME_ANNOTATION,
    ),
    data: { type: plugin.type },
  });
}

function checkNic(nic: NicOnNad, report: (finding: Report) => void): void {
  const { nad, plugin, type, field } = nic;
  if (!plugin || type === undefined || !takesDevice(nic) || isForDevices(nad.resourceName)) return;
  // Types that can do without a device need one where it goes to the guest; other types hand out none at all.
  const isForGuest = type === 'ovs' || type === 'ovn-k8s-cni-overlay';
  if ((!isForGuest || hasDevice(plugin)) && !needsDevice(plugin)) return;
  report({
    field,
    on: 'value',
    severity: loudness(nic),
    message: l10n.t(
      'The Pod is given no device for {0}: the NAD has no annotation {1}, so the VM does not start. Let the annotation name the resource of the device plugin.',
      nadText(nic),
      RESOURCE_NAME_ANNOTATION,
    ),
    ...toNad(nic),
    data: {},
  });
}

function needsDevice(plugin: CniPlugin): boolean {
  return deviceTypes.has(plugin.type ?? '') && !hasDevice(plugin);
}

/** A device that the configuration names itself. */
function hasDevice({ value }: CniPlugin): boolean {
  return (textOf(value, 'deviceID') ?? '') !== '';
}

export default rule;
