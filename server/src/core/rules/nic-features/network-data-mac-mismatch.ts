/**
 * cloud-init network data that looks for its NIC by a MAC address which no interface has: the guest then leaves the NIC
 * alone. An interface without `macAddress` gets a new address with each start unless something else keeps it, which
 * cannot be seen here. Truth: `kubevirt/kubevirt · pkg/cloud-init`, v1.6–v1.9; cloud-init's network configuration,
 * versions 1 and 2.
 */
import * as l10n from '@vscode/l10n';
import { joinField } from '../../yaml/locate.ts';
import { isCertain } from '../../yaml/templating.ts';
import { plainValueOf } from '../../yaml/quick-tree.ts';
import { judgedRoles } from '../cause-rule.ts';
import { plainMac } from '../interface/mac-address.ts';
import { isMapping, membersOf, specField, textAt } from '../machine/written-values.ts';
import type { Rule } from '../rule.ts';
import { certainNics, wholeVm, type CertainNic } from './certain-nics.ts';

interface Data {
  /** The only interface that can have been meant, and the address it needs. */
  readonly interface: string | undefined;
  readonly address: string;
}

const rule: Rule = {
  id: 'network-data-mac-mismatch',
  since: '0.3.0',
  severity: 'warning',
  summary: 'cloud-init network data for a MAC address that no interface has.',
  fixable: true,
  roles: judgedRoles,

  check(subject, report) {
    if (!subject.text.includes('networkData')) return;
    const vm = wholeVm(subject);
    if (!vm?.listsKnown) return;
    const nics = certainNics(subject);
    if (nics.length === 0 || nics.length !== vm.spec.interfaces.length) return;
    const stated = nics.map(({ own }) => plainMac(own.macAddress));
    const open = nics.filter(({ own }) => own.macAddress === '');
    for (const volume of membersOf(subject, specField(subject, 'volumes')))
      for (const source of ['cloudInitNoCloud', 'cloudInitConfigDrive']) {
        const field = joinField(joinField(volume.field, source), 'networkData');
        const text = textAt(subject, field);
        if (text === undefined || !isCertain(subject.document, field)) continue;
        const missing = matchedAddresses(text).filter((address) => !stated.includes(address));
        for (const address of missing) {
          const data: Data = { interface: missing.length === 1 ? meantField(open) : undefined, address };
          report({
            field,
            on: 'key',
            ...(open.length > 0 && { severity: 'information' }),
            message:
              open.length > 0
                ? l10n.t(
                    'The network data is for the NIC with address {0}, and no interface states it. Without macAddress KubeVirt makes a new address at each start, unless something like KubeMacPool keeps it. Write it at the interface.',
                    address,
                  )
                : l10n.t(
                    'The network data is for the NIC with address {0}, and no interface has it: the guest leaves its NIC without configuration.',
                    address,
                  ),
            data,
          });
        }
      }
  },

  fixes({ data }, { plan }) {
    const { interface: field, address } = data as Data;
    if (field === undefined) return [];
    return plan(l10n.t('Write macAddress {0} at the interface', address), 'unsafe', [
      { do: 'insert-entry', field, key: 'macAddress', value: address },
    ]);
  },
};

function meantField(open: readonly CertainNic[]): string | undefined {
  return open.length === 1 ? open[0]?.field : undefined;
}

/** What the last texts say: a VM is judged with each key that is typed in it, and few of them in its network data. */
const matchedIn = new Map<string, readonly string[]>();
const mostKept = 32;
const longestKept = 20_000;

/** Addresses by which network data finds its NICs; one that it only gives to them is not among these. */
function matchedAddresses(networkData: string): readonly string[] {
  const known = matchedIn.get(networkData);
  if (known) return known;
  const found = readAddresses(networkData);
  if (networkData.length <= longestKept) matchedIn.set(networkData, found);
  for (const [oldest] of matchedIn) {
    if (matchedIn.size <= mostKept) break;
    matchedIn.delete(oldest);
  }
  return found;
}

function readAddresses(networkData: string): readonly string[] {
  const written = plainValueOf(networkData);
  if (!isMapping(written)) return [];
  const config = isMapping(written['network']) ? written['network'] : written;
  const found = [...firstVersion(config['config']), ...secondVersion(config['ethernets'])];
  return [...new Set(found.flatMap((address) => (typeof address === 'string' ? (plainMac(address) ?? []) : [])))];
}

function firstVersion(config: unknown): readonly unknown[] {
  if (!Array.isArray(config)) return [];
  return config.map((device: unknown) =>
    isMapping(device) && device['type'] === 'physical' ? device['mac_address'] : undefined,
  );
}

function secondVersion(ethernets: unknown): readonly unknown[] {
  if (!isMapping(ethernets)) return [];
  return Object.values(ethernets).map((device) =>
    isMapping(device) && isMapping(device['match']) ? device['match']['macaddress'] : undefined,
  );
}

export default rule;
