/**
 * A device resource that stands for another bridge than the configuration names: the Pod is put on nodes that have that
 * other bridge, and where the right one is missing the `bridge` plugin makes one without an uplink. Truth:
 * `kubevirt/bridge-marker · pkg/marker`, `k8snetworkplumbingwg/ovs-cni · pkg/marker`.
 */
import * as l10n from '@vscode/l10n';
import { keyOf, mainPlugin, textOf, type CniPlugin } from '../../cni/cni-config.ts';
import type { Nad } from '../../resources/nad.ts';
import type { Rule } from '../rule.ts';
import { bridgeMarkers, resourceNameField, settingResourceName } from './resource-name.ts';

interface Mismatch {
  readonly plugin: CniPlugin;
  readonly written: string;
  /** The bridge that the resource stands for, and the one of the configuration. */
  readonly marked: string;
  readonly bridge: string;
  /** The resource that would stand for the configuration's bridge. */
  readonly right: string;
  /** The resource is of the plugin's kind of bridge. */
  readonly sameKind: boolean;
}

const rule: Rule = {
  id: 'resource-name-mismatch',
  since: '0.3.0',
  severity: 'warning',
  summary: 'A device resource that stands for another bridge than the CNI configuration.',
  fixable: true,
  roles: ['nad'],

  check({ nad, isPatch }, report) {
    const mismatch = nad && mismatchOf(nad);
    if (!mismatch || isPatch) return;
    const { written, right, bridge, plugin, sameKind } = mismatch;
    report({
      field: resourceNameField(nad),
      on: 'value',
      message: sameKind
        ? l10n.t(
            '{0} puts Pods on nodes with another bridge than {1}, which the configuration names. Write {2}.',
            written,
            bridge,
            right,
          )
        : l10n.t(
            '{0} does not stand for a bridge of the plugin {1}, so Pods are put on the wrong nodes. Write {2}.',
            written,
            plugin.type ?? '',
            right,
          ),
    });
  },

  fixes(_finding, { nad, plan }) {
    const mismatch = nad && mismatchOf(nad);
    if (!mismatch) return [];
    const { right, marked, plugin, sameKind } = mismatch;
    const path = [...plugin.path, keyOf(plugin.value, 'bridge') ?? 'bridge'];
    return [
      ...plan(l10n.t('Write the resource {0}', right), 'unsafe', [settingResourceName(nad, right)]),
      ...(sameKind && marked !== ''
        ? plan(l10n.t('Use the bridge {0}', marked), 'unsafe', [
            { do: 'json', field: nad.configField, steps: [{ do: 'set', path, value: marked }] },
          ])
        : []),
    ];
  },
};

function mismatchOf({ config, resourceName }: Nad): Mismatch | undefined {
  if (typeof config === 'string' || !config.cni || resourceName.state !== 'stated') return undefined;
  const plugin = mainPlugin(config.cni);
  const own = plugin?.type === undefined ? undefined : bridgeMarkers[plugin.type];
  const written = resourceName.value;
  const marker = Object.values(bridgeMarkers).find((prefix) => written.startsWith(prefix));
  if (!plugin || own === undefined || marker === undefined) return undefined;
  const bridge = textOf(plugin.value, 'bridge') ?? (own === bridgeMarkers['bridge'] ? 'cni0' : '');
  const marked = written.slice(marker.length);
  const sameKind = marker === own;
  if (bridge === '' || (sameKind && marked === bridge)) return undefined;
  return { plugin, written, marked, bridge, right: own + bridge, sameKind };
}

export default rule;
