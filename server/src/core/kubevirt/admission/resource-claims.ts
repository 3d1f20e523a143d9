/**
 * The rules of networks that a resource claim provides (dynamic resource allocation). Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter`, v1.9.
 */
import { isGateEnabled } from '../configuration.ts';
import { type Cause, cause } from './cause.ts';
import {
  type NetworkAdmission,
  interfaceField,
  interfacesField,
  networkField,
  networksField,
} from './network-admission.ts';

export function resourceClaimCauses({ spec, release, configuration, field }: NetworkAdmission): Cause[] {
  const { networks } = spec;
  const first = networks.findIndex((network) => network.resourceClaim);
  if (first < 0) return [];
  const firstClaim = `${networkField(field, first)}.resourceClaim`;
  if (!isGateEnabled(release, configuration, 'NetworkDevicesWithDRA'))
    return [
      cause(
        'feature-gate-not-enabled',
        'FieldValueInvalid',
        'vmi.spec.networks contains DRA networks but NetworkDevicesWithDRA feature gate is not enabled',
        networksField(field),
        { at: firstClaim, on: 'key', gate: 'NetworkDevicesWithDRA', data: { network: first } },
      ),
    ];
  const multus = networks.findIndex((network) => network.multus);
  if (multus >= 0)
    return [
      cause(
        'claim-network-with-multus',
        'FieldValueInvalid',
        'mixing Multus and DRA resourceClaim networks in the same VMI is not supported',
        networksField(field),
        {
          at: firstClaim,
          on: 'key',
          evidence: [firstClaim, `${networkField(field, multus)}.multus`],
          related: [{ field: `${networkField(field, multus)}.multus`, relation: 'conflicts-with' }],
          data: { network: first, multus },
        },
      ),
    ];
  const causes: Cause[] = [];
  const seen = new Map<string, number>();
  networks.forEach((network, index) => {
    const claim = network.resourceClaim;
    if (!claim) return;
    const at = networkField(field, index);
    const data = { network: index, name: network.name };
    const interfaceIndex = spec.interfaces.findIndex((candidate) => candidate.name === network.name);
    const own = spec.interfaces[interfaceIndex];
    if (own && !own.sriov && !own.binding)
      causes.push(
        cause(
          'claim-network-binding',
          'FieldValueInvalid',
          `DRA network "${network.name}" requires an SR-IOV or binding plugin interface`,
          interfacesField(field),
          {
            at: interfaceField(field, interfaceIndex),
            on: 'key',
            evidence: [interfaceField(field, interfaceIndex), `${at}.name`, `${at}.resourceClaim`],
            related: [{ field: `${at}.resourceClaim`, relation: 'conflicts-with' }],
            data: { ...data, interface: interfaceIndex },
          },
        ),
      );
    const claimName = `${at}.resourceClaim.claimName`;
    const requestName = `${at}.resourceClaim.requestName`;
    const missing = (message: string, where: string): Cause =>
      cause('incomplete-resource-claim', 'FieldValueRequired', message, where, { data });
    if (claim.claimName === '') causes.push(missing('claimName is required for DRA network', claimName));
    if (claim.requestName === '') causes.push(missing('requestName is required for DRA network', requestName));
    if (claim.claimName !== '' && !spec.resourceClaims.some(({ name }) => name === claim.claimName))
      causes.push(
        cause(
          'unknown-resource-claim',
          'FieldValueNotFound',
          `network references resourceClaim "${claim.claimName}" which is not defined in spec.resourceClaims`,
          claimName,
          {
            evidence: [claimName, `${field}.resourceClaims`],
            data: { ...data, claim: claim.claimName, known: spec.resourceClaims.map((known) => known.name) },
          },
        ),
      );
    const pair = `${claim.claimName}/${claim.requestName}`;
    const before = seen.get(pair);
    if (claim.claimName === '' || claim.requestName === '') return;
    if (before !== undefined)
      causes.push(
        cause(
          'duplicate-resource-claim',
          'FieldValueDuplicate',
          `duplicate claimName/requestName combination "${pair}"`,
          at,
          {
            at: `${at}.resourceClaim`,
            on: 'key',
            evidence: [`${at}.resourceClaim`, `${networkField(field, before)}.resourceClaim`],
            related: [{ field: `${networkField(field, before)}.resourceClaim`, relation: 'conflicts-with' }],
            data: { ...data, first: before },
          },
        ),
      );
    else seen.set(pair, index);
  });
  return causes;
}
