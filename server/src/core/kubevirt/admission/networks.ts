/** The rules of `networks` and of its pairing with `interfaces`. Truth: `kubevirt/kubevirt · pkg/network/admitter`, v1.6–v1.9. */
import { isGateEnabled } from '../configuration.ts';
import { type StatusCause, cause } from './cause.ts';
import { type NetworkAdmission, interfaceField } from './network-admission.ts';

export function defaultNetworkCauses({ spec: { networks }, field }: NetworkAdmission): StatusCause[] {
  const pods = networks.filter((network) => network.pod).length;
  const defaults = networks.filter((network) => network.multus?.default).length;
  const causes: StatusCause[] = [];
  if (pods > 1)
    causes.push(
      cause(
        'FieldValueDuplicate',
        `more than one interface is connected to a pod network in ${field}.interfaces`,
        `${field}.interfaces`,
      ),
    );
  if (defaults > 1)
    causes.push(cause('FieldValueInvalid', 'Multus CNI should only have one default network', `${field}.networks`));
  if (pods > 0 && defaults > 0)
    causes.push(
      cause(
        'FieldValueInvalid',
        'Pod network cannot be defined when Multus default network is defined',
        `${field}.networks`,
      ),
    );
  return causes;
}

export function networkSourceCauses({ spec: { networks }, field }: NetworkAdmission): StatusCause[] {
  const causes: StatusCause[] = [];
  networks.forEach((network, index) => {
    const sources = [network.pod, network.multus, network.resourceClaim].filter(
      (source) => source !== undefined,
    ).length;
    if (sources === 0)
      causes.push(cause('FieldValueRequired', 'should have a network type', `${field}.networks[${index}]`));
    if (sources > 1)
      causes.push(cause('FieldValueRequired', 'should have only one network type', `${field}.networks[${index}]`));
  });
  // KubeVirt stops at the first.
  const nameless = networks.findIndex((network) => network.multus?.networkName === '');
  if (nameless >= 0)
    causes.push(
      cause('FieldValueRequired', 'CNI delegating plugin must have a networkName', `${field}.networks[${nameless}]`),
    );
  return causes;
}

export function networkNameCauses({ spec: { networks }, field }: NetworkAdmission): StatusCause[] {
  const seen = new Set<string>();
  return networks.flatMap((network, index) => {
    const isNew = !seen.has(network.name);
    seen.add(network.name);
    if (isNew) return [];
    const message = `Network with name "${network.name}" already exists, every network must have a unique name`;
    return [cause('FieldValueDuplicate', message, `${field}.networks[${index}].name`)];
  });
}

export function resourceClaimCauses({ spec, release, configuration, field }: NetworkAdmission): StatusCause[] {
  const { networks } = spec;
  if (!networks.some((network) => network.resourceClaim)) return [];
  if (!isGateEnabled(release, configuration, 'NetworkDevicesWithDRA'))
    return [
      cause(
        'FieldValueInvalid',
        'vmi.spec.networks contains DRA networks but NetworkDevicesWithDRA feature gate is not enabled',
        `${field}.networks`,
      ),
    ];
  if (networks.some((network) => network.multus))
    return [
      cause(
        'FieldValueInvalid',
        'mixing Multus and DRA resourceClaim networks in the same VMI is not supported',
        `${field}.networks`,
      ),
    ];
  const causes: StatusCause[] = [];
  const seen = new Set<string>();
  networks.forEach((network, index) => {
    const claim = network.resourceClaim;
    if (!claim) return;
    const own = spec.interfaces.find((candidate) => candidate.name === network.name);
    if (own && !own.sriov && !own.binding)
      causes.push(
        cause(
          'FieldValueInvalid',
          `DRA network "${network.name}" requires an SR-IOV or binding plugin interface`,
          `${field}.domain.devices.interfaces`,
        ),
      );
    const at = `${field}.networks[${index}]`;
    if (claim.claimName === '')
      causes.push(
        cause('FieldValueRequired', 'claimName is required for DRA network', `${at}.resourceClaim.claimName`),
      );
    if (claim.requestName === '')
      causes.push(
        cause('FieldValueRequired', 'requestName is required for DRA network', `${at}.resourceClaim.requestName`),
      );
    if (claim.claimName !== '' && !spec.resourceClaims.some(({ name }) => name === claim.claimName))
      causes.push(
        cause(
          'FieldValueNotFound',
          `network references resourceClaim "${claim.claimName}" which is not defined in spec.resourceClaims`,
          `${at}.resourceClaim.claimName`,
        ),
      );
    const pair = `${claim.claimName}/${claim.requestName}`;
    if (claim.claimName !== '' && claim.requestName !== '' && seen.has(pair))
      causes.push(cause('FieldValueDuplicate', `duplicate claimName/requestName combination "${pair}"`, at));
    seen.add(pair);
  });
  return causes;
}

/** Every network has its interface, every interface its network, and no name stands twice. */
export function pairingCauses({ spec: { interfaces, networks }, field }: NetworkAdmission): StatusCause[] {
  const causes: StatusCause[] = [];
  const interfaceNames = new Set(interfaces.map((own) => own.name));
  const networkNames = new Set(networks.map((network) => network.name));
  networks.forEach((network, index) => {
    const at = `${field}.networks[${index}].name`;
    if (!interfaceNames.has(network.name))
      causes.push(cause('FieldValueRequired', `${at} '${network.name}' not found.`, at));
  });
  const seen = new Set<string>();
  interfaces.forEach((own, index) => {
    if (seen.has(own.name))
      causes.push(
        cause(
          'FieldValueDuplicate',
          'Only one interface can be connected to one specific network',
          `${interfaceField(field, index)}.name`,
        ),
      );
    seen.add(own.name);
  });
  interfaces.forEach((own, index) => {
    const at = `${interfaceField(field, index)}.name`;
    if (!networkNames.has(own.name)) causes.push(cause('FieldValueInvalid', `${at} '${own.name}' not found.`, at));
  });
  return causes;
}
