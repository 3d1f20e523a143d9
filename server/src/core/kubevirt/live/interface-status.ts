/**
 * `status.interfaces` of a VMI as virt-controller writes it from what the launcher Pod reports; what only the domain or the guest
 * agent tells is kept, not computed. Truth: `kubevirt/kubevirt · pkg/network/controllers/vmi.go`,
 * `pkg/network/vmispec/infosource.go`, v1.6–v1.9.
 */
import type { Network, PodNetworkStatus, VmiStatusInterface } from '../model.ts';
import { podInterfaces, primaryPodInterface, schemeOfPod } from '../name-scheme.ts';
import { findDefaultNetwork, isSecondaryMultus } from '../network-classification.ts';
import { findPrimaryPodInterface } from '../network-status.ts';
import type { Release } from '../releases/release.ts';
import { byName } from './nics.ts';

/** Who knows of a NIC. */
export type InfoSource = 'domain' | 'guest-agent' | 'multus-status';

const separator = ', ';

export const knownSources: ReadonlySet<string> = new Set<InfoSource>(['domain', 'guest-agent', 'multus-status']);

/** Who knows of the NIC by a status entry, unknown ones included. */
export function infoSources({ infoSource }: Pick<VmiStatusInterface, 'infoSource'>): readonly string[] {
  return infoSource === '' ? [] : infoSource.split(separator);
}

/** Whether a status entry says that someone knows of the NIC; only whole items count. */
export function knowsOf(status: Pick<VmiStatusInterface, 'infoSource'>, source: InfoSource): boolean {
  return infoSources(status).includes(source);
}

const unknownNic: VmiStatusInterface = {
  name: '',
  podInterfaceName: '',
  infoSource: '',
  mac: '',
  ipAddress: '',
  ipAddresses: [],
  interfaceName: '',
  queueCount: 0,
  linkState: '',
};

export interface InterfaceStatusInput {
  readonly networks: readonly Network[];
  /** `status.interfaces` as it stands. */
  readonly statuses: readonly VmiStatusInterface[];
  readonly podStatuses: readonly PodNetworkStatus[];
  readonly release: Release;
}

export function updateInterfaceStatuses(input: InterfaceStatusInput): readonly VmiStatusInterface[] {
  const { networks, statuses, release } = input;
  const specified = byName(networks);
  const isClaimed = ({ name }: VmiStatusInterface): boolean =>
    release.fields.resourceClaim && specified.get(name)?.resourceClaim !== undefined;
  return [
    ...primaryStatus(input),
    ...secondaryStatuses(input),
    ...statuses.filter(isClaimed),
    ...statuses.filter(({ name }) => !specified.has(name)),
  ];
}

function primaryStatus({ networks, statuses, podStatuses, release }: InterfaceStatusInput): VmiStatusInterface[] {
  const primary = findDefaultNetwork(networks, release);
  if (!primary) return [];
  const known = statuses.find(({ name }) => name === primary.name) ?? { ...unknownNic, name: primary.name };
  return [{ ...known, podInterfaceName: findPrimaryPodInterface(podStatuses) ?? primaryPodInterface }];
}

function secondaryStatuses({ networks, statuses, podStatuses, release }: InterfaceStatusInput): VmiStatusInterface[] {
  const reported = new Set(podStatuses.map((status) => status.interface));
  const names = podInterfaces(networks, schemeOfPod(podStatuses), release);
  return networks.filter(isSecondaryMultus).flatMap(({ name }) => {
    const podInterfaceName = names.get(name) ?? '';
    const isReported = reported.has(podInterfaceName);
    const known = statuses.find((status) => status.name === name);
    if (!known && !isReported) return [];
    const { infoSource } = known ?? unknownNic;
    return [
      {
        ...unknownNic,
        ...known,
        name,
        podInterfaceName,
        infoSource: isReported ? withSource(infoSource) : withoutSource(infoSource),
      },
    ];
  });
}

const fromMultus: InfoSource = 'multus-status';

function withSource(infoSource: string): string {
  const sources = infoSources({ infoSource });
  return sources.includes(fromMultus) ? infoSource : [...sources, fromMultus].join(separator);
}

function withoutSource(infoSource: string): string {
  return infoSources({ infoSource })
    .filter((source) => source !== fromMultus)
    .join(separator);
}
