/**
 * Two NADs whose configurations go by one name. OVN-Kubernetes makes one network of them and ignores the second unless
 * they are alike; host-local keeps its addresses by the name (D10, P48). NADs of other files may be for another cluster,
 * so that only those of one file are certain. Truth: `ovn-kubernetes/ovn-kubernetes ·
 * go-controller/pkg/networkmanager`; `containernetworking/plugins · plugins/ipam/host-local`.
 */
import * as l10n from '@vscode/l10n';
import { keyOf, mainPlugin, type CniConfig } from '../../cni/cni-config.ts';
import { ovnType } from '../../cni/types/ovn.ts';
import type { Nad } from '../../resources/nad.ts';
import type { NadFact } from '../../workspace/facts.ts';
import { isSame } from '../../yaml/edit-check.ts';
import type { Rule, Subject } from '../rule.ts';

const rule: Rule = {
  id: 'shared-network-name',
  since: '0.3.0',
  severity: 'warning',
  summary: 'Two NADs whose configurations have one name, and so share a network or its addresses.',
  fixable: true,
  roles: ['nad'],

  check(subject, report) {
    const { nad, uri, isPatch } = subject;
    const own = nad && sharedBy(nad);
    if (!own || isPatch) return;
    const others = othersOf(subject, own);
    const near = others.find((fact) => fact.uri === uri) ?? others[0];
    if (!near) return;
    const message =
      own.type === ovnType
        ? l10n.t(
            'The NAD {0} has a network of the name {1} with other settings. OVN-Kubernetes ignores the second of them, and Pods with it wait forever. Make the configurations alike, but for netAttachDefName, or take another name.',
            near.name,
            own.name,
          )
        : l10n.t(
            'The NAD {0} has a network of the name {1} too: host-local keeps the addresses of both in one place on each node.',
            near.name,
            own.name,
          );
    report({
      field: nad.configField,
      json: [keyOf(own.config.value, 'name') ?? 'name'],
      on: 'value',
      severity: own.type === ovnType && near.uri === uri ? 'warning' : 'information',
      message,
      elsewhere: [{ fact: near, message: l10n.t('The other network {0}', own.name) }],
    });
  },

  fixes(_finding, { nad, plan }) {
    const own = nad && sharedBy(nad);
    const { name } = nad?.resource ?? {};
    if (!own || name?.state !== 'stated' || name.value === own.name) return [];
    const path = [keyOf(own.config.value, 'name') ?? 'name'];
    return plan(l10n.t('Name the network {0}, as the NAD', name.value), 'unsafe', [
      { do: 'json', field: nad?.configField ?? '', steps: [{ do: 'set', path, value: name.value }] },
    ]);
  },
};

interface Shared {
  readonly config: CniConfig;
  readonly name: string;
  readonly type: string;
}

/** The name by which the configuration's plugin keeps what NADs share. */
function sharedBy({ config }: Nad): Shared | undefined {
  if (typeof config === 'string' || !config.cni?.name) return undefined;
  const main = mainPlugin(config.cni);
  if (main?.type === undefined || (main.type !== ovnType && main.ipam?.type !== 'host-local')) return undefined;
  return { config: config.cni, name: config.cni.name, type: main.type };
}

/** Other NADs of the name with which it does not go together; another version of the same NAD is none. */
function othersOf({ nad, nadsWithConfigName }: Subject, own: Shared): readonly NadFact[] {
  return nadsWithConfigName(own.name).filter((fact) => {
    const { name, namespace } = nad?.resource ?? {};
    const main = fact.config && mainPlugin(fact.config);
    const isOwn = name?.state !== 'stated' || (name.value === fact.name && isSame(namespace, fact.namespace));
    if (isOwn || !fact.config || !main) return false;
    return own.type === ovnType
      ? main.type === ovnType && !isSameNetwork(own.config, fact.config)
      : main.type !== ovnType && main.ipam?.type === 'host-local';
  });
}

/** Alike but for the NADs' own names. */
function isSameNetwork(one: CniConfig, other: CniConfig): boolean {
  return isSame(settingsOf(one), settingsOf(other));
}

function settingsOf(config: CniConfig): Readonly<Record<string, unknown>> {
  const main = mainPlugin(config)?.value ?? {};
  const leftOut = [keyOf(main, 'netAttachDefName'), keyOf(main, 'cniVersion'), keyOf(main, 'name')];
  return Object.fromEntries(Object.entries(main).filter(([key]) => !leftOut.includes(key)));
}

export default rule;
