/** The rules of `networks` and of its pairing with `interfaces`. Truth: `kubevirt/kubevirt · pkg/network/admitter`, v1.6–v1.9. */
import { type Cause, type RelatedField, cause, noCauses } from './cause.ts';
import {
  type NetworkAdmission,
  interfaceField,
  interfacesField,
  networkField,
  networksField,
} from './network-admission.ts';

export function defaultNetworkCauses({ spec: { networks }, field }: NetworkAdmission): Cause[] {
  const pods: number[] = [];
  const defaults: number[] = [];
  networks.forEach((network, index) => {
    if (network.pod) pods.push(index);
    if (network.multus?.default === true) defaults.push(index);
  });
  // The usual case: one primary network at the most.
  if (pods.length + defaults.length < 2) return [];
  const pod = (index: number): string => `${networkField(field, index)}.pod`;
  const multusDefault = (index: number): string => `${networkField(field, index)}.multus.default`;
  const [firstPod = 0, secondPod = 0] = pods;
  const [firstDefault = 0, secondDefault = 0] = defaults;
  const causes: Cause[] = [];
  if (pods.length > 1)
    causes.push(
      cause(
        'multiple-pod-networks',
        'FieldValueDuplicate',
        `more than one interface is connected to a pod network in ${field}.interfaces`,
        `${field}.interfaces`,
        {
          at: pod(secondPod),
          on: 'key',
          evidence: pods.map(pod),
          related: [{ field: pod(firstPod), relation: 'conflicts-with' }],
          data: { network: secondPod, first: firstPod, name: networks[secondPod]?.name },
        },
      ),
    );
  if (defaults.length > 1)
    causes.push(
      cause(
        'multiple-default-networks',
        'FieldValueInvalid',
        'Multus CNI should only have one default network',
        networksField(field),
        {
          at: multusDefault(secondDefault),
          evidence: defaults.map(multusDefault),
          related: [{ field: multusDefault(firstDefault), relation: 'conflicts-with' }],
          data: { network: secondDefault, first: firstDefault },
        },
      ),
    );
  if (pods.length > 0 && defaults.length > 0)
    causes.push(
      cause(
        'pod-network-with-multus-default',
        'FieldValueInvalid',
        'Pod network cannot be defined when Multus default network is defined',
        networksField(field),
        {
          at: multusDefault(firstDefault),
          evidence: [pod(firstPod), multusDefault(firstDefault)],
          related: [{ field: pod(firstPod), relation: 'conflicts-with' }],
          data: { network: firstDefault, pod: firstPod },
        },
      ),
    );
  return causes;
}

const networkSources = ['pod', 'multus', 'resourceClaim'] as const;

export function networkSourceCauses({ spec: { networks }, field }: NetworkAdmission): Cause[] {
  const causes: Cause[] = [];
  networks.forEach((network, index) => {
    let count = 0;
    for (const source of networkSources) if (network[source] !== undefined) count++;
    if (count === 1) return;
    const sources = networkSources.filter((source) => network[source] !== undefined);
    const at = networkField(field, index);
    const data = { network: index, name: network.name, sources };
    if (sources.length === 0)
      causes.push(
        cause('missing-network-source', 'FieldValueRequired', 'should have a network type', at, { on: 'key', data }),
      );
    if (sources.length > 1)
      causes.push(
        cause('multiple-network-sources', 'FieldValueRequired', 'should have only one network type', at, {
          at: `${at}.${sources[1] ?? ''}`,
          on: 'key',
          evidence: sources.map((source) => `${at}.${source}`),
          related: [{ field: `${at}.${sources[0] ?? ''}`, relation: 'conflicts-with' }],
          data,
        }),
      );
  });
  // KubeVirt stops at the first.
  const nameless = networks.findIndex((network) => network.multus?.networkName === '');
  if (nameless >= 0)
    causes.push(
      cause(
        'missing-nad-reference',
        'FieldValueRequired',
        'CNI delegating plugin must have a networkName',
        networkField(field, nameless),
        {
          at: `${networkField(field, nameless)}.multus.networkName`,
          data: { network: nameless, name: networks[nameless]?.name },
        },
      ),
    );
  return causes;
}

export function networkNameCauses({ spec: { networks }, field }: NetworkAdmission): Cause[] {
  const firsts = new Map<string, number>();
  return networks.flatMap(({ name }, index): readonly Cause[] => {
    const first = firsts.get(name);
    if (first === undefined) {
      firsts.set(name, index);
      return noCauses;
    }
    const at = `${networkField(field, index)}.name`;
    const message = `Network with name "${name}" already exists, every network must have a unique name`;
    return [
      cause('duplicate-network-name', 'FieldValueDuplicate', message, at, {
        evidence: [at, `${networkField(field, first)}.name`],
        related: [{ field: `${networkField(field, first)}.name`, relation: 'same-name' }],
        data: { network: index, first, name },
      }),
    ];
  });
}

/** Every network has its interface, every interface its network, and no name stands twice. */
export function pairingCauses({ spec: { interfaces, networks }, field }: NetworkAdmission): Cause[] {
  const causes: Cause[] = [];
  const interfaceNames = new Set(interfaces.map((own) => own.name));
  const networkNames = new Set(networks.map((network) => network.name));
  networks.forEach((network, index) => {
    if (interfaceNames.has(network.name)) return;
    const at = `${networkField(field, index)}.name`;
    causes.push(
      cause('network-without-interface', 'FieldValueRequired', `${at} '${network.name}' not found.`, at, {
        evidence: [at, interfacesField(field)],
        data: {
          network: index,
          name: network.name,
          others: [...interfaceNames].filter((name) => !networkNames.has(name)),
        },
      }),
    );
  });
  const firsts = new Map<string, number>();
  interfaces.forEach(({ name }, index) => {
    const first = firsts.get(name);
    if (first === undefined) firsts.set(name, index);
    else {
      const at = `${interfaceField(field, index)}.name`;
      const related: RelatedField[] = [{ field: `${interfaceField(field, first)}.name`, relation: 'same-name' }];
      causes.push(
        cause(
          'duplicate-interface-name',
          'FieldValueDuplicate',
          'Only one interface can be connected to one specific network',
          at,
          { evidence: [at, `${interfaceField(field, first)}.name`], related, data: { interface: index, first, name } },
        ),
      );
    }
  });
  interfaces.forEach((own, index) => {
    if (networkNames.has(own.name)) return;
    const at = `${interfaceField(field, index)}.name`;
    causes.push(
      cause('interface-without-network', 'FieldValueInvalid', `${at} '${own.name}' not found.`, at, {
        evidence: [at, networksField(field)],
        data: {
          interface: index,
          name: own.name,
          others: [...networkNames].filter((name) => !interfaceNames.has(name)),
        },
      }),
    );
  });
  return causes;
}
