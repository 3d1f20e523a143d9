/**
 * The rules of resource claims (dynamic resource allocation) beyond networks: the claims themselves, and devices of the host
 * that come from them. Truth: `kubevirt/kubevirt · pkg/dra/admitter/dra_admitter.go`, v1.6–v1.9.
 */
import { isGateEnabled } from '../configuration.ts';
import type { HostDevice } from '../machine-model.ts';
import { type Cause, cause, gated, invalid, required } from './cause.ts';
import { dnsLabelFaults } from './dns-names.ts';
import { networkField } from './network-admission.ts';
import { type SpecAdmission, devicesField } from './spec-admission.ts';

const isClaimed = ({ deviceName, claimName, requestName }: HostDevice): boolean =>
  deviceName === '' && (claimName !== undefined || requestName !== undefined);

const lists = [
  { key: 'gpus', name: 'GPU', plural: 'GPUs', gate: 'GPUsWithDRA' },
  { key: 'hostDevices', name: 'HostDevice', plural: 'HostDevices', gate: 'HostDevicesWithDRA' },
] as const;

/** Devices of the host from resource claims, while their gate is off. */
export function claimedDeviceCauses({ machine, release, configuration, field }: SpecAdmission): Cause[] {
  return lists.flatMap(({ key, plural, gate }) => {
    const first = (machine.domain.devices[key] ?? []).findIndex(isClaimed);
    if (first < 0 || isGateEnabled(release, configuration, gate)) return [];
    return [
      gated(
        gate,
        `vmi.spec.domain.devices.${key} contains DRA enabled ${plural} but feature gate is not enabled`,
        `${field}.${release.admission.claimedDevicesField}.${key}`,
        { at: `${devicesField(field)}.${key}[${first}]`, on: 'key', data: { list: key, index: first } },
      ),
    ];
  });
}

/** The claims themselves, and pairs that a device and a network both name; since networks can refer to claims. */
export function claimCauses({ machine, spec, release, field }: SpecAdmission): Cause[] {
  if (!release.fields.resourceClaim) return [];
  const causes: Cause[] = [];
  const base = `${field}.resourceClaims`;
  const firsts = new Map<string, number>();
  machine.resourceClaims.forEach((claim, index) => {
    const at = `${base}[${index}]`;
    const where = `${at}.name`;
    const data = { claim: index, name: claim.name };
    const first = firsts.get(claim.name);
    if (claim.name === '')
      causes.push(required('invalid-resource-claims', `${where} is a required field`, where, { data }));
    else if (first !== undefined)
      causes.push(
        cause(
          'invalid-resource-claims',
          'FieldValueDuplicate',
          `duplicate resourceClaims name "${claim.name}"`,
          where,
          {
            evidence: [where, `${base}[${first}].name`],
            related: [{ field: `${base}[${first}].name`, relation: 'same-name' }],
            data: { ...data, first, fault: 'duplicate' },
          },
        ),
      );
    else firsts.set(claim.name, index);
    const faults = claim.name === '' ? [] : dnsLabelFaults(claim.name);
    if (faults.length > 0)
      causes.push(
        invalid(
          'invalid-resource-claims',
          `${where} does not conform to the kubernetes DNS_LABEL rules: ${faults.join(', ')}`,
          where,
          { data: { ...data, fault: 'name' } },
        ),
      );
    const sources = (['resourceClaimName', 'resourceClaimTemplateName'] as const).filter(
      (key) => claim[key] !== undefined,
    );
    if (sources.length === 2)
      causes.push(
        invalid(
          'invalid-resource-claims',
          'at most one of resourceClaimName or resourceClaimTemplateName may be specified',
          at,
          {
            at: `${at}.resourceClaimTemplateName`,
            on: 'key',
            evidence: sources.map((key) => `${at}.${key}`),
            related: [{ field: `${at}.resourceClaimName`, relation: 'conflicts-with' }],
            data: { ...data, fault: 'several' },
          },
        ),
      );
    if (sources.length === 0)
      causes.push(
        invalid('invalid-resource-claims', 'must specify one of: resourceClaimName, resourceClaimTemplateName', at, {
          on: 'key',
          data: { ...data, fault: 'none' },
        }),
      );
  });
  const pairs = new Map<string, { readonly text: string; readonly field: string }>();
  for (const { key, plural } of lists)
    (machine.domain.devices[key] ?? []).forEach((device, index) => {
      if (isClaimed(device) && (device.claimName ?? '') !== '' && (device.requestName ?? '') !== '')
        pairs.set(`${device.claimName ?? ''}/${device.requestName ?? ''}`, {
          text: `${plural}[${index}]`,
          field: `${devicesField(field)}.${key}[${index}]`,
        });
    });
  spec.networks.forEach(({ resourceClaim, name }, index) => {
    const pair = resourceClaim ? `${resourceClaim.claimName}/${resourceClaim.requestName}` : '';
    const other = pairs.get(pair);
    if (!other) return;
    const at = networkField(field, index);
    causes.push(
      cause(
        'duplicate-resource-claim',
        'FieldValueDuplicate',
        `duplicate claimName/requestName pair "${pair}" between ${other.text} and Networks[${index}]`,
        at,
        {
          at: `${at}.resourceClaim`,
          on: 'key',
          evidence: [`${at}.resourceClaim`, other.field],
          related: [{ field: other.field, relation: 'conflicts-with' }],
          data: { network: index, name, pair },
        },
      ),
    );
  });
  return causes;
}
