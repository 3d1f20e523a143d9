/** The rules of bindings and of the states an interface can have. Truth: `kubevirt/kubevirt · pkg/network/admitter`, v1.6–v1.9. */
import { isGateEnabled } from '../configuration.ts';
import { findDefaultNetwork } from '../network-classification.ts';
import { type StatusCause, cause } from './cause.ts';
import { type NetworkAdmission, interfaceField, networkOf } from './network-admission.ts';

/** The causes of bindings that KubeVirt no longer creates; only on create. `field` is `spec`, also for a VM. */
export function discontinuedBindingCauses(
  { spec, release }: Pick<NetworkAdmission, 'spec' | 'release'>,
  field: string,
): readonly StatusCause[] {
  const texts = {
    slirp: 'Slirp interface support has been discontinued since v1.3',
    passt: 'Passt network binding has been discontinued since v1.3',
    macvtap: 'Macvtap network binding has been discontinued since v1.3',
  };
  return spec.interfaces.flatMap((own, index) =>
    release.admission.discontinuedBindings
      .filter((binding) => own[binding] !== undefined)
      .map((binding) =>
        cause('FieldValueInvalid', texts[binding], `${field}.domain.devices.interfaces[${index}].${binding}`),
      ),
  );
}

export function stateCauses({ spec, release, field }: NetworkAdmission): StatusCause[] {
  const causes: StatusCause[] = [];
  const defaultName = findDefaultNetwork(spec.networks, release)?.name;
  spec.interfaces.forEach((own, index) => {
    const at = `${interfaceField(field, index)}.state`;
    const say = (message: string): number => causes.push(cause('FieldValueInvalid', message, at));
    if (!['', 'absent', 'up', 'down'].includes(own.state))
      say(`logical ${own.name} interface state value is unsupported: ${own.state}`);
    if (own.sriov && (own.state === 'up' || own.state === 'down'))
      say(`"${own.name}" interface's state "${own.state}" is not supported for SR-IOV NICs`);
    if (own.state === 'absent' && !own.bridge)
      say(`"${own.name}" interface's state "${own.state}" is supported only for bridge binding`);
    if (own.state === 'absent' && own.name === defaultName)
      say(`"${own.name}" interface's state "${own.state}" is not supported on default networks`);
  });
  return causes;
}

export function bindingCauses({ spec, release, field }: NetworkAdmission): StatusCause[] {
  return spec.interfaces.flatMap((own, index) => {
    const { bindingCount } = release.admission;
    const core = bindingCount.coreBindings.filter((binding) => own[binding] !== undefined).length;
    if (bindingCount.rule === 'exactly-one') {
      if (core + (own.binding ? 1 : 0) === 1) return [];
      const message = `logical ${own.name} interface must have exactly one binding method or binding plugin`;
      return [cause('FieldValueInvalid', message, interfaceField(field, index))];
    }
    if (!own.binding || core === 0) return [];
    const message = `logical ${own.name} interface cannot have both binding plugin and interface binding method`;
    return [cause('FieldValueInvalid', message, `${interfaceField(field, index)}.binding`)];
  });
}

const reservedMac = '02:00:00:00:00:00';

export function masqueradeCauses({ spec, field }: NetworkAdmission): StatusCause[] {
  return spec.interfaces.flatMap((own, index) => {
    if (!own.masquerade) return [];
    const causes: StatusCause[] = [];
    if (!networkOf(spec.networks, own)?.pod)
      causes.push(
        cause(
          'FieldValueInvalid',
          'Masquerade interface only implemented with pod network',
          `${interfaceField(field, index)}.name`,
        ),
      );
    if (own.macAddress === reservedMac)
      causes.push(
        cause(
          'FieldValueInvalid',
          'The requested MAC address is reserved for the in-pod bridge. Please choose another one.',
          `${interfaceField(field, index)}.macAddress`,
        ),
      );
    return causes;
  });
}

export function bridgeCauses({ spec, configuration, field }: NetworkAdmission): StatusCause[] {
  if (configuration.permitBridgeInterfaceOnPodNetwork) return [];
  return spec.interfaces.flatMap((own, index) =>
    own.bridge && networkOf(spec.networks, own)?.pod
      ? [
          cause(
            'FieldValueInvalid',
            'Bridge on pod network configuration is not enabled under kubevirt-config',
            `${interfaceField(field, index)}.name`,
          ),
        ]
      : [],
  );
}

export function passtCauses({ spec, release, configuration, field }: NetworkAdmission): StatusCause[] {
  return spec.interfaces.flatMap((own, index) => {
    if (!own.passtBinding) return [];
    const at = `${interfaceField(field, index)}.name`;
    const causes: StatusCause[] = [];
    if (!isGateEnabled(release, configuration, 'PasstBinding'))
      causes.push(cause('FieldValueInvalid', 'PasstBinding feature gate is not enabled', at));
    if (!networkOf(spec.networks, own)?.pod)
      causes.push(cause('FieldValueInvalid', 'PasstBinding interface only implemented with pod network', at));
    return causes;
  });
}

/** macvtap and passt while they were still behind gates. */
export function olderBindingCauses({ spec, release, configuration, field }: NetworkAdmission): StatusCause[] {
  if (!release.admission.gatedOlderBindings) return [];
  return spec.interfaces.flatMap((own, index) => {
    const at = `${interfaceField(field, index)}.name`;
    const network = networkOf(spec.networks, own);
    const causes: StatusCause[] = [];
    const say = (message: string): number => causes.push(cause('FieldValueInvalid', message, at));
    if (own.macvtap && !configuration.featureGates.includes('Macvtap')) say('Macvtap feature gate is not enabled');
    if (own.macvtap && !network?.multus) say('Macvtap interface only implemented with Multus network');
    if (own.passt && !configuration.featureGates.includes('Passt')) say('Passt feature gate is not enabled');
    if (own.passt && !network?.pod) say('Passt interface only implemented with pod network');
    return causes;
  });
}
