/**
 * A NIC that works on a device, on a NAD that names no resource to take one from: nobody allocates one for the Pod. What the
 * NAD lacks is told there by another rule; here it is told where the VM stands. Truth: `kubevirt/kubevirt ·
 * pkg/virt-launcher/virtwrap/device/hostdevice/sriov`, v1.6–v1.9; `k8snetworkplumbingwg/multus-cni ·
 * pkg/k8sclient/k8sclient.go`; KubeVirt issues 4002, 5811, 8294, 13432, 13674.
 */
import * as l10n from '@vscode/l10n';
import { textOf } from '../../cni/cni-config.ts';
import { RESOURCE_NAME_ANNOTATION } from '../../resources/nad.ts';
import { judgedRoles } from '../cause-rule.ts';
import type { Rule } from '../rule.ts';
import { isForDevices, takesDevice, typesOfFunctions } from './device-resources.ts';
import { loudness, nadText, nicsOnNads, toNad } from './nic-on-nad.ts';

const rule: Rule = {
  id: 'nic-without-device',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A NIC that needs a device, on a NAD that names no resource to take it from.',
  fixable: false,
  roles: judgedRoles,

  check(subject, report) {
    for (const nic of nicsOnNads(subject)) {
      const { nad, plugin, type = '', field } = nic;
      if (!plugin || !takesDevice(nic) || isForDevices(nad.resourceName)) continue;
      // On other types the binding is what is wrong.
      if (type !== 'macvtap' && !typesOfFunctions.has(type)) continue;
      if ((textOf(plugin.value, 'deviceID') ?? '') !== '') continue;
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
      });
    }
  },
};

export default rule;
