/** The rules of an interface's own values: name, model, addresses, ports, DHCP. Truth: `kubevirt/kubevirt · pkg/network/admitter`, v1.6–v1.9. */
import type { Interface, VmiSpec } from '../model.ts';
import { type Cause, cause, noCauses } from './cause.ts';
import { type NetworkAdmission, interfaceField, networkOf, networksField } from './network-admission.ts';
import { isInterfaceName, isIpv4, isPciAddress, isPortName, parseMacLength } from './network-values.ts';
import { portRangeCauses } from './port-ranges.ts';

/** Models of a NIC that QEMU is asked for; empty is virtio. */
export const interfaceModels: readonly string[] = ['e1000', 'e1000e', 'igb', 'ne2k_pci', 'pcnet', 'rtl8139', 'virtio'];

export function interfaceCauses(admission: NetworkAdmission): Cause[] {
  const { spec, field } = admission;
  return spec.interfaces.flatMap((own, index) => {
    const values = valueCauses(own, index, field);
    // What is not written needs no network to be looked up for it.
    if (own.ports.length === 0 && own.portRanges.length === 0 && !own.dhcpOptions) return values;
    const at = interfaceField(field, index);
    const isOnPod = isOnPodNetwork(spec, own);
    return [
      ...values,
      ...portCauses(admission, own, index, at, isOnPod),
      ...portRangeCauses(admission, own, index, at, isOnPod),
      ...dhcpCauses(own, index, at, field),
    ];
  });
}

function isOnPodNetwork(spec: VmiSpec, own: Interface): boolean {
  return networkOf(spec.networks, own)?.pod !== undefined;
}

function valueCauses(
  { name, model, macAddress, pciAddress }: Interface,
  index: number,
  field: string,
): readonly Cause[] {
  const isNamed = isInterfaceName(name);
  const isModel = model === '' || interfaceModels.includes(model);
  const bytes = macAddress === '' ? 6 : parseMacLength(macAddress);
  const isPci = pciAddress === '' || isPciAddress(pciAddress);
  // Nearly all interfaces are right, and cost no more than this.
  if (isNamed && isModel && bytes === 6 && isPci) return noCauses;
  const at = interfaceField(field, index);
  const causes: Cause[] = [];
  const data = { interface: index, name };
  if (!isNamed)
    causes.push(
      cause(
        'invalid-interface-name',
        'FieldValueInvalid',
        'Network interface name can only contain alphabetical characters, numbers, dashes (-) or underscores (_)',
        `${at}.name`,
        { data },
      ),
    );
  if (!isModel)
    causes.push(
      cause(
        'unsupported-interface-model',
        'FieldValueNotSupported',
        `interface ${at}.name uses model ${model} that is not supported.`,
        `${at}.model`,
        { data: { ...data, value: model } },
      ),
    );
  if (bytes === undefined || bytes > 6)
    causes.push(
      cause(
        'malformed-mac-address',
        'FieldValueInvalid',
        bytes === undefined
          ? `interface ${at}.name has malformed MAC address (${macAddress}).`
          : `interface ${at}.name has too long MAC address (${macAddress}).`,
        `${at}.macAddress`,
        { data: { ...data, value: macAddress } },
      ),
    );
  if (pciAddress !== '' && !isPciAddress(pciAddress))
    causes.push(
      cause(
        'malformed-pci-address',
        'FieldValueInvalid',
        `interface ${at}.name has malformed PCI address (${pciAddress}).`,
        `${at}.pciAddress`,
        { data: { ...data, value: pciAddress } },
      ),
    );
  return causes;
}

/** Ports are looked at on the Pod network only. */
function portCauses(
  { release, field }: NetworkAdmission,
  own: Interface,
  index: number,
  at: string,
  isOnPod: boolean,
): readonly Cause[] {
  if (!isOnPod || own.ports.length === 0) return noCauses;
  const causes: Cause[] = [];
  const onPod = [`${at}.name`, networksField(field)];
  const firsts = new Map<string, number>();
  own.ports.forEach(({ name }, port) => {
    if (name === '') return;
    const first = firsts.get(name);
    if (first === undefined) {
      firsts.set(name, port);
      return;
    }
    const where = `${at}.ports[${port}].name`;
    const other = `${at}.ports[${first}].name`;
    causes.push(
      cause('duplicate-port-name', 'FieldValueDuplicate', `Duplicate name of the port: ${name}`, where, {
        evidence: [where, other, ...onPod],
        related: [{ field: other, relation: 'same-name' }],
        data: { interface: index, port, name, taken: own.ports.map((known) => known.name) },
      }),
    );
  });
  const { portField, largestPort } = release.admission;
  own.ports.forEach(({ name, port, protocol }, portIndex) => {
    const base = `${at}.ports[${portIndex}]`;
    const number = `${base}.port`;
    const portAt = portField === '' ? base : number;
    const data = { interface: index, port: portIndex };
    if (name !== '' && !isPortName(name))
      causes.push(
        cause('invalid-port-name', 'FieldValueInvalid', `Invalid name of the port: ${name}`, `${base}.name`, {
          evidence: [`${base}.name`, ...onPod],
          data: { ...data, value: name },
        }),
      );
    if (port === 0)
      causes.push(
        cause('invalid-port-number', 'FieldValueRequired', 'Port field is mandatory.', portAt, {
          at: number,
          evidence: [number, ...onPod],
          data: { ...data, value: port },
        }),
      );
    if (port < 0 || port > largestPort)
      causes.push(
        cause('invalid-port-number', 'FieldValueInvalid', 'Port field must be in range 0 < x < 65536.', portAt, {
          at: number,
          evidence: [number, ...onPod],
          data: { ...data, value: port },
        }),
      );
    if (protocol !== '' && protocol !== 'TCP' && protocol !== 'UDP')
      causes.push(
        cause(
          'unsupported-protocol',
          'FieldValueInvalid',
          'Unknown protocol, only TCP or UDP allowed',
          `${base}.protocol`,
          { evidence: [`${base}.protocol`, ...onPod], data: { ...data, value: protocol } },
        ),
      );
  });
  return causes;
}

/** Faults of private options name the spec alone. */
function dhcpCauses({ dhcpOptions }: Interface, index: number, at: string, field: string): readonly Cause[] {
  if (!dhcpOptions) return noCauses;
  const causes: Cause[] = [];
  const options = `${at}.dhcpOptions.privateOptions`;
  const numbers = dhcpOptions.privateOptions.map(({ option }) => option);
  const repeated = numbers.findIndex((option, position) => numbers.indexOf(option) < position);
  if (repeated >= 0)
    causes.push(
      cause(
        'invalid-dhcp-options',
        'FieldValueInvalid',
        'Found Duplicates: you have provided duplicate DHCPPrivateOptions',
        field,
        {
          at: `${options}[${repeated}].option`,
          evidence: [options],
          related: [{ field: `${options}[${numbers.indexOf(numbers[repeated] ?? 0)}].option`, relation: 'same-name' }],
          data: { interface: index, option: repeated, value: numbers[repeated] },
        },
      ),
    );
  numbers.forEach((value, option) => {
    if (value < 224 || value > 254)
      causes.push(
        cause(
          'invalid-dhcp-options',
          'FieldValueInvalid',
          'provided DHCPPrivateOptions are out of range, must be in range 224 to 254',
          field,
          { at: `${options}[${option}].option`, data: { interface: index, option, value } },
        ),
      );
  });
  dhcpOptions.ntpServers.forEach((value, server) => {
    if (!isIpv4(value))
      causes.push(
        cause(
          'invalid-ntp-server',
          'FieldValueInvalid',
          'NTP servers must be a list of valid IPv4 addresses.',
          `${at}.dhcpOptions.ntpServers[${server}]`,
          { data: { interface: index, server, value } },
        ),
      );
  });
  return causes;
}
