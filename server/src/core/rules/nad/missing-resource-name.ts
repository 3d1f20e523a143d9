/**
 * A plugin that works on a device which nobody hands over: Multus takes one of the Pod's allocation only for a NAD that
 * names the resource (P50). Truth: `k8snetworkplumbingwg/multus-cni · pkg/k8sclient/k8sclient.go`;
 * `k8snetworkplumbingwg/sriov-cni · pkg/config/config.go`; `kubevirt/macvtap-cni · pkg/cni`.
 */
import * as l10n from '@vscode/l10n';
import { saying } from '../../cni/cni-fault.ts';
import { keyOf, mainPlugin, memberOf, type CniPlugin } from '../../cni/cni-config.ts';
import { RESOURCE_NAME_ANNOTATION, type Nad } from '../../resources/nad.ts';
import type { Rule } from '../rule.ts';
import { deviceUsers, lacksResource, likelyResource, settingResourceName } from './resource-name.ts';

const rule: Rule = {
  id: 'missing-resource-name',
  since: '0.3.0',
  severity: 'error',
  summary: 'A CNI plugin that needs a device, on a NAD that names no device resource.',
  fixable: true,
  roles: ['nad'],

  check({ nad, isPatch }, report) {
    const plugin = nad && needyPlugin(nad);
    if (!plugin || isPatch) return;
    report({
      field: nad.configField,
      json: [...plugin.path, keyOf(plugin.value, 'type') ?? 'type'],
      on: 'value',
      message: saying(
        deviceUsers[plugin.type ?? '']?.words ?? '',
        l10n.t(
          'Multus hands {0} no device, since the NAD names no resource. Write the pool of the device plugin into the annotation {1}.',
          plugin.type ?? '',
          RESOURCE_NAME_ANNOTATION,
        ),
      ),
    });
  },

  fixes(_finding, { nad, plan }) {
    const plugin = nad && needyPlugin(nad);
    if (!plugin) return [];
    const { name } = nad.resource;
    const pool = likelyResource(plugin.type ?? '', name.state === 'stated' ? name.value : 'POOL');
    return plan(l10n.t('Add the resource {0}, to be corrected', pool), 'unsafe', [settingResourceName(nad, pool)]);
  },
};

function needyPlugin({ config, resourceName }: Nad): CniPlugin | undefined {
  if (typeof config === 'string' || !config.cni || !lacksResource(resourceName)) return undefined;
  const plugin = mainPlugin(config.cni);
  if (plugin?.type === undefined || !Object.hasOwn(deviceUsers, plugin.type)) return undefined;
  return (memberOf(plugin.value, 'deviceID') ?? '') === '' ? plugin : undefined;
}

export default rule;
