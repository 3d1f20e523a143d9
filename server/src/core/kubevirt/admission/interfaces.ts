/** The rules of an interface's own values: name, model, addresses, ports, DHCP. Truth: `kubevirt/kubevirt · pkg/network/admitter`, v1.6–v1.9. */
import type { Interface, VmiSpec } from '../model.ts';
import { type StatusCause, cause } from './cause.ts';
import { type NetworkAdmission, interfaceField, networkOf } from './network-admission.ts';
import { isIpv4, isPortName, parseMacLength } from './network-values.ts';
import { portRangeCauses } from './port-ranges.ts';

const models: readonly string[] = ['', 'e1000', 'e1000e', 'igb', 'ne2k_pci', 'pcnet', 'rtl8139', 'virtio'];

export function interfaceCauses(admission: NetworkAdmission): StatusCause[] {
  const { spec, field } = admission;
  return spec.interfaces.flatMap((own, index) => {
    const at = interfaceField(field, index);
    const causes: StatusCause[] = [];
    if (!/^[A-Za-z0-9-_]+$/.test(own.name))
      causes.push(
        cause(
          'FieldValueInvalid',
          'Network interface name can only contain alphabetical characters, numbers, dashes (-) or underscores (_)',
          `${at}.name`,
        ),
      );
    if (!models.includes(own.model))
      causes.push(
        cause(
          'FieldValueNotSupported',
          `interface ${at}.name uses model ${own.model} that is not supported.`,
          `${at}.model`,
        ),
      );
    if (own.macAddress !== '') {
      const bytes = parseMacLength(own.macAddress);
      if (bytes === undefined)
        causes.push(
          cause(
            'FieldValueInvalid',
            `interface ${at}.name has malformed MAC address (${own.macAddress}).`,
            `${at}.macAddress`,
          ),
        );
      else if (bytes > 6)
        causes.push(
          cause(
            'FieldValueInvalid',
            `interface ${at}.name has too long MAC address (${own.macAddress}).`,
            `${at}.macAddress`,
          ),
        );
    }
    if (own.pciAddress !== '' && !/^[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2}\.[0-7]$/.test(own.pciAddress))
      causes.push(
        cause(
          'FieldValueInvalid',
          `interface ${at}.name has malformed PCI address (${own.pciAddress}).`,
          `${at}.pciAddress`,
        ),
      );
    return [
      ...causes,
      ...portCauses(admission, own, at),
      ...portRangeCauses(admission, own, at, isOnPodNetwork(spec, own)),
      ...dhcpCauses(own, at, field),
    ];
  });
}

function isOnPodNetwork(spec: VmiSpec, own: Interface): boolean {
  return networkOf(spec.networks, own)?.pod !== undefined;
}

function portCauses({ spec, release }: NetworkAdmission, own: Interface, at: string): StatusCause[] {
  if (!isOnPodNetwork(spec, own)) return [];
  const causes: StatusCause[] = [];
  const names = new Set<string>();
  own.ports.forEach(({ name }, index) => {
    if (name === '') return;
    if (names.has(name))
      causes.push(cause('FieldValueDuplicate', `Duplicate name of the port: ${name}`, `${at}.ports[${index}].name`));
    names.add(name);
  });
  const { portField, largestPort } = release.admission;
  own.ports.forEach(({ name, port, protocol }, index) => {
    const base = `${at}.ports[${index}]`;
    const portAt = portField === '' ? base : `${base}.${portField}`;
    if (name !== '' && !isPortName(name))
      causes.push(cause('FieldValueInvalid', `Invalid name of the port: ${name}`, `${base}.name`));
    if (port === 0) causes.push(cause('FieldValueRequired', 'Port field is mandatory.', portAt));
    if (port < 0 || port > largestPort)
      causes.push(cause('FieldValueInvalid', 'Port field must be in range 0 < x < 65536.', portAt));
    if (protocol !== '' && protocol !== 'TCP' && protocol !== 'UDP')
      causes.push(cause('FieldValueInvalid', 'Unknown protocol, only TCP or UDP allowed', `${base}.protocol`));
  });
  return causes;
}

/** Faults of private options name the spec alone. */
function dhcpCauses({ dhcpOptions }: Interface, at: string, field: string): StatusCause[] {
  if (!dhcpOptions) return [];
  const causes: StatusCause[] = [];
  const numbers = dhcpOptions.privateOptions.map(({ option }) => option);
  if (new Set(numbers).size < numbers.length)
    causes.push(cause('FieldValueInvalid', 'Found Duplicates: you have provided duplicate DHCPPrivateOptions', field));
  for (const option of numbers) {
    if (option < 224 || option > 254)
      causes.push(
        cause('FieldValueInvalid', 'provided DHCPPrivateOptions are out of range, must be in range 224 to 254', field),
      );
  }
  dhcpOptions.ntpServers.forEach((server, index) => {
    if (!isIpv4(server))
      causes.push(
        cause(
          'FieldValueInvalid',
          'NTP servers must be a list of valid IPv4 addresses.',
          `${at}.dhcpOptions.ntpServers[${index}]`,
        ),
      );
  });
  return causes;
}
