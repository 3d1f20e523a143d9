/** The rules of bindings and of the states an interface can have. Truth: `kubevirt/kubevirt · pkg/network/admitter`, v1.6–v1.9. */
import { isGateEnabled } from '../configuration.ts';
import { findDefaultNetwork } from '../network-classification.ts';
import { type Cause, cause, noCauses } from './cause.ts';
import { type NetworkAdmission, interfaceField, networkOf, networksField } from './network-admission.ts';

/**
 * The causes of bindings that KubeVirt no longer creates; only on create. `field` is `spec`, also for a VM; `at` is the
 * path of the VMI spec.
 */
export function discontinuedBindingCauses(
  { spec, release }: Pick<NetworkAdmission, 'spec' | 'release'>,
  field: string,
  at = field,
): readonly Cause[] {
  const causes: Cause[] = [];
  spec.interfaces.forEach((own, index) => {
    for (const binding of release.admission.discontinuedBindings)
      if (own[binding] !== undefined)
        causes.push(
          cause(
            'discontinued-binding',
            'FieldValueInvalid',
            discontinuedTexts[binding],
            `${interfaceField(field, index)}.${binding}`,
            { at: `${interfaceField(at, index)}.${binding}`, on: 'key', data: { interface: index, binding } },
          ),
        );
  });
  return causes;
}

const discontinuedTexts = {
  slirp: 'Slirp interface support has been discontinued since v1.3',
  passt: 'Passt network binding has been discontinued since v1.3',
  macvtap: 'Macvtap network binding has been discontinued since v1.3',
};

/** Bindings whose gate somebody still lists; only on create, and without a field. */
export function discontinuedGateCauses({ spec, configuration, field }: NetworkAdmission): readonly Cause[] {
  return (['passt', 'macvtap'] as const).flatMap((binding) => {
    const gate = binding === 'passt' ? 'Passt' : 'Macvtap';
    if (!configuration.featureGates.includes(gate)) return [];
    const index = spec.interfaces.findIndex((own) => own[binding] !== undefined);
    if (index < 0) return [];
    const message = `${gate} network binding is discontinued since v1.3. Please refer to Kubevirt user guide for alternatives.`;
    return [
      cause('discontinued-binding', 'FieldValueNotSupported', message, '', {
        at: `${interfaceField(field, index)}.${binding}`,
        on: 'key',
        data: { interface: index, binding },
      }),
    ];
  });
}

export function stateCauses({ spec, release, field }: NetworkAdmission): Cause[] {
  const causes: Cause[] = [];
  if (spec.interfaces.every(({ state }) => state === '')) return causes;
  const defaultName = findDefaultNetwork(spec.networks, release)?.name;
  spec.interfaces.forEach((own, index) => {
    if (own.state === '') return;
    const at = interfaceField(field, index);
    const state = `${at}.state`;
    const data = { interface: index, name: own.name, value: own.state };
    if (!['absent', 'up', 'down'].includes(own.state))
      causes.push(
        cause(
          'unsupported-interface-state',
          'FieldValueInvalid',
          `logical ${own.name} interface state value is unsupported: ${own.state}`,
          state,
          { data },
        ),
      );
    if (own.sriov && (own.state === 'up' || own.state === 'down'))
      causes.push(
        cause(
          'link-state-on-sriov',
          'FieldValueInvalid',
          `"${own.name}" interface's state "${own.state}" is not supported for SR-IOV NICs`,
          state,
          { data, evidence: [state, `${at}.sriov`] },
        ),
      );
    if (own.state === 'absent' && !own.bridge)
      causes.push(
        cause(
          'absent-not-unpluggable',
          'FieldValueInvalid',
          `"${own.name}" interface's state "${own.state}" is supported only for bridge binding`,
          state,
          { data, evidence: [at] },
        ),
      );
    if (own.state === 'absent' && own.name === defaultName)
      causes.push(
        cause(
          'absent-not-unpluggable',
          'FieldValueInvalid',
          `"${own.name}" interface's state "${own.state}" is not supported on default networks`,
          state,
          { data, evidence: [state, `${at}.name`, networksField(field)] },
        ),
      );
  });
  return causes;
}

export function bindingCauses({ spec, release, field }: NetworkAdmission): Cause[] {
  const { coreBindings, rule } = release.admission.bindingCount;
  return spec.interfaces.flatMap((own, index) => {
    let count = 0;
    for (const binding of coreBindings) if (own[binding] !== undefined) count++;
    if (rule === 'exactly-one' ? count + (own.binding ? 1 : 0) === 1 : !own.binding || count === 0) return noCauses;
    const core = coreBindings.filter((binding) => own[binding] !== undefined);
    const bindings = [...core, ...(own.binding ? ['binding'] : [])];
    const at = interfaceField(field, index);
    const data = { interface: index, name: own.name, bindings };
    if (rule === 'exactly-one') {
      const message = `logical ${own.name} interface must have exactly one binding method or binding plugin`;
      return bindings.length === 0
        ? [cause('missing-binding', 'FieldValueInvalid', message, at, { on: 'key', data })]
        : [
            cause('multiple-bindings', 'FieldValueInvalid', message, at, {
              at: `${at}.${bindings.at(-1) ?? ''}`,
              on: 'key',
              evidence: [at],
              related: bindings
                .slice(0, -1)
                .map((binding) => ({ field: `${at}.${binding}`, relation: 'conflicts-with' })),
              data,
            }),
          ];
    }
    const message = `logical ${own.name} interface cannot have both binding plugin and interface binding method`;
    return [
      cause('multiple-bindings', 'FieldValueInvalid', message, `${at}.binding`, {
        on: 'key',
        evidence: [at],
        related: core.map((binding) => ({ field: `${at}.${binding}`, relation: 'conflicts-with' })),
        data,
      }),
    ];
  });
}

const reservedMac = '02:00:00:00:00:00';

export function masqueradeCauses({ spec, field }: NetworkAdmission): Cause[] {
  return spec.interfaces.flatMap((own, index) => {
    if (!own.masquerade) return noCauses;
    const at = interfaceField(field, index);
    const data = { interface: index, name: own.name };
    const causes: Cause[] = [];
    if (!networkOf(spec.networks, own)?.pod)
      causes.push(
        cause(
          'masquerade-off-pod-network',
          'FieldValueInvalid',
          'Masquerade interface only implemented with pod network',
          `${at}.name`,
          {
            at: `${at}.masquerade`,
            on: 'key',
            evidence: [`${at}.name`, `${at}.masquerade`, networksField(field)],
            data,
          },
        ),
      );
    if (own.macAddress === reservedMac)
      causes.push(
        cause(
          'reserved-mac-address',
          'FieldValueInvalid',
          'The requested MAC address is reserved for the in-pod bridge. Please choose another one.',
          `${at}.macAddress`,
          { evidence: [`${at}.macAddress`, `${at}.masquerade`], data },
        ),
      );
    return causes;
  });
}

export function bridgeCauses({ spec, configuration, field }: NetworkAdmission): Cause[] {
  if (configuration.permitBridgeInterfaceOnPodNetwork) return [];
  return spec.interfaces.flatMap((own, index) => {
    if (!own.bridge || !networkOf(spec.networks, own)?.pod) return noCauses;
    const at = interfaceField(field, index);
    return [
      cause(
        'bridge-on-pod-network-not-permitted',
        'FieldValueInvalid',
        'Bridge on pod network configuration is not enabled under kubevirt-config',
        `${at}.name`,
        {
          at: `${at}.bridge`,
          on: 'key',
          evidence: [`${at}.name`, `${at}.bridge`, networksField(field)],
          fromConfiguration: true,
          data: { interface: index, name: own.name },
        },
      ),
    ];
  });
}

export function passtCauses({ spec, release, configuration, field }: NetworkAdmission): Cause[] {
  return spec.interfaces.flatMap((own, index) => {
    if (!own.passtBinding) return noCauses;
    const at = interfaceField(field, index);
    const binding = `${at}.passtBinding`;
    const data = { interface: index, name: own.name, binding: 'passtBinding' };
    const causes: Cause[] = [];
    if (!isGateEnabled(release, configuration, 'PasstBinding'))
      causes.push(
        cause(
          'feature-gate-not-enabled',
          'FieldValueInvalid',
          'PasstBinding feature gate is not enabled',
          `${at}.name`,
          { at: binding, on: 'key', gate: 'PasstBinding', data },
        ),
      );
    if (!networkOf(spec.networks, own)?.pod)
      causes.push(
        cause(
          'passt-off-pod-network',
          'FieldValueInvalid',
          'PasstBinding interface only implemented with pod network',
          `${at}.name`,
          { at: binding, on: 'key', evidence: [`${at}.name`, binding, networksField(field)], data },
        ),
      );
    return causes;
  });
}

/** macvtap and passt while they were still behind gates. */
export function olderBindingCauses({ spec, release, configuration, field }: NetworkAdmission): Cause[] {
  if (!release.admission.gatedOlderBindings) return [];
  return spec.interfaces.flatMap((own, index) => {
    if (!own.macvtap && !own.passt) return noCauses;
    const at = interfaceField(field, index);
    const network = networkOf(spec.networks, own);
    const causes: Cause[] = [];
    const say = (
      binding: 'macvtap' | 'passt',
      family: Cause['family'],
      message: string,
      rest: Partial<Cause> = {},
    ): number =>
      causes.push(
        cause(family, 'FieldValueInvalid', message, `${at}.name`, {
          at: `${at}.${binding}`,
          on: 'key',
          data: { interface: index, name: own.name, binding },
          ...rest,
        }),
      );
    const offNetwork = (binding: string): Partial<Cause> => ({
      evidence: [`${at}.name`, `${at}.${binding}`, networksField(field)],
    });
    // Listing the gate does not help: the binding is then refused as discontinued.
    if (own.macvtap && !configuration.featureGates.includes('Macvtap'))
      say('macvtap', 'discontinued-binding', 'Macvtap feature gate is not enabled');
    if (own.macvtap && !network?.multus)
      say(
        'macvtap',
        'macvtap-off-multus-network',
        'Macvtap interface only implemented with Multus network',
        offNetwork('macvtap'),
      );
    if (own.passt && !configuration.featureGates.includes('Passt'))
      say('passt', 'discontinued-binding', 'Passt feature gate is not enabled');
    if (own.passt && !network?.pod)
      say('passt', 'passt-off-pod-network', 'Passt interface only implemented with pod network', offNetwork('passt'));
    return causes;
  });
}
