/**
 * The rules of probes, and of how a VMI starts. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import type { Probe } from '../machine-model.ts';
import { type Cause, invalid, required } from './cause.ts';
import { interfacesField, networksField } from './network-admission.ts';
import type { SpecAdmission } from './spec-admission.ts';

export const probeHandlers = ['tcpSocket', 'exec', 'httpGet', 'guestAgentPing'] as const;

const probeNames = ['readinessProbe', 'livenessProbe'] as const;

/** A probe does one thing; those over the network need the Pod network. `spec` is looked at after defaults. */
export function probeCauses({ machine, spec, field }: SpecAdmission): Cause[] {
  const causes: Cause[] = [];
  for (const name of probeNames) {
    const probe = machine[name];
    if (probe) causes.push(...handlerCauses(probe, `${field}.${name}`));
  }
  if (spec.networks.some((network) => network.pod)) return causes;
  for (const name of probeNames)
    for (const handler of ['httpGet', 'tcpSocket'] as const) {
      if (!machine[name]?.[handler]) continue;
      const at = `${field}.${name}.${handler}`;
      causes.push(
        invalid('probe-without-pod-network', `${at} is only allowed if the Pod Network is attached`, at, {
          on: 'key',
          evidence: [
            at,
            networksField(field),
            interfacesField(field),
            `${field}.domain.devices.autoattachPodInterface`,
          ],
          data: { probe: name, handler },
        }),
      );
    }
  return causes;
}

function handlerCauses(probe: Probe, at: string): readonly Cause[] {
  const handlers = probeHandlers.filter((handler) => probe[handler] !== undefined);
  const [first, second] = handlers;
  if (first === undefined)
    return [
      required(
        'invalid-probe',
        `either ${at}.tcpSocket, ${at}.exec or ${at}.httpGet must be set if a ${at} is specified`,
        at,
        { on: 'key', data: { fault: 'none', values: probeHandlers } },
      ),
    ];
  if (second === undefined) return [];
  return [
    invalid('invalid-probe', `${at} must have exactly one probe type set`, at, {
      at: `${at}.${second}`,
      on: 'key',
      evidence: [at],
      related: [{ field: `${at}.${first}`, relation: 'conflicts-with' }],
      data: { fault: 'several', handlers },
    }),
  ];
}

export function startStrategyCauses({ machine, field }: SpecAdmission): Cause[] {
  const { startStrategy, livenessProbe } = machine;
  if (startStrategy === undefined) return [];
  const at = `${field}.startStrategy`;
  const probe = `${field}.livenessProbe`;
  if (startStrategy !== 'Paused')
    return [
      invalid('unsupported-start-strategy', `${at} is set with an unrecognized option: ${startStrategy}`, at, {
        data: { fault: 'value', value: startStrategy, values: ['Paused'] },
      }),
    ];
  if (!livenessProbe) return [];
  return [
    invalid(
      'unsupported-start-strategy',
      `either ${at} or ${probe} should be provided.Pausing VMI with LivenessProbe is not supported`,
      at,
      {
        evidence: [at, probe],
        related: [{ field: probe, relation: 'conflicts-with' }],
        data: { fault: 'liveness-probe' },
      },
    ),
  ];
}

export const evictionStrategies: readonly string[] = ['LiveMigrate', 'LiveMigrateIfPossible', 'None', 'External'];

export function evictionStrategyCauses({ machine: { evictionStrategy }, field }: SpecAdmission): Cause[] {
  if (evictionStrategy === undefined || evictionStrategies.includes(evictionStrategy)) return [];
  const at = `${field}.evictionStrategy`;
  return [
    invalid('unsupported-eviction-strategy', `${at} is set with an unrecognized option: ${evictionStrategy}`, at, {
      data: { value: evictionStrategy, values: evictionStrategies },
    }),
  ];
}
