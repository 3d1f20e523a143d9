/**
 * The rules of CPUs: requests and limits, sockets, pinning, NUMA and realtime. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import type { Cpu } from '../machine-model.ts';
import { type Quantity, milliValue, wholeValue } from '../quantity.ts';
import { type Cause, type CauseRest, cause, invalid, required } from './cause.ts';
import type { SpecAdmission } from './spec-admission.ts';

const milli = (quantity: Quantity | undefined): bigint => (quantity ? milliValue(quantity) : 0n);
const whole = (quantity: Quantity | undefined): bigint => (quantity ? wholeValue(quantity) : 0n);

export function cpuResourceCauses({ machine: { domain }, field }: SpecAdmission): Cause[] {
  const causes: Cause[] = [];
  const requestField = `${field}.domain.resources.requests.cpu`;
  const limitField = `${field}.domain.resources.limits.cpu`;
  const request = domain.resources.requests.get('cpu');
  const limit = domain.resources.limits.get('cpu');
  const negative = (at: string, quantity: Quantity | undefined): void => {
    if (quantity && quantity.nano < 0n)
      causes.push(
        invalid('invalid-cpu', `${at} '${quantity.text}': must be greater than or equal to 0.`, at, {
          data: { fault: 'negative', value: quantity.text },
        }),
      );
  };
  negative(requestField, request);
  negative(limitField, limit);
  if (request && limit && milli(limit) > 0n && milli(request) > milli(limit))
    causes.push(
      invalid(
        'invalid-cpu',
        `${requestField} '${request.text}' is greater than ${limitField} '${limit.text}'`,
        requestField,
        {
          evidence: [requestField, limitField],
          related: [{ field: limitField, relation: 'conflicts-with' }],
          data: { fault: 'above-limit', value: request.text, limit: limit.text },
        },
      ),
    );
  return causes;
}

/** More sockets than may ever be plugged. */
export function socketCauses({ machine: { domain }, field }: SpecAdmission): Cause[] {
  const { sockets = 0, maxSockets = 0 } = domain.cpu ?? {};
  if (maxSockets === 0 || sockets <= maxSockets) return [];
  const at = `${field}.domain.cpu.sockets`;
  const most = `${field}.domain.cpu.maxSockets`;
  return [
    invalid('invalid-cpu', 'Number of sockets in CPU topology is greater than the maximum sockets allowed', at, {
      evidence: [`${field}.domain.cpu`, `${field}.domain.resources`],
      related: [{ field: most, relation: 'conflicts-with' }],
      data: { fault: 'sockets', value: sockets, maximum: maxSockets },
    }),
  ];
}

/** A CPU for each thread; 0 where nothing is said. */
export function vcpus({ sockets, cores, threads }: Pick<Cpu, 'sockets' | 'cores' | 'threads'>): bigint {
  return [sockets, cores, threads].reduce((count, part) => {
    if (part === 0) return count;
    return count === 0n ? BigInt(part) : count * BigInt(part);
  }, 0n);
}

/** CPUs of the VM's own ask for whole numbers that agree. */
export function pinningCauses({ machine, configuration, field }: SpecAdmission): Cause[] {
  const { cpu, memory, resources } = machine.domain;
  if (!cpu?.dedicatedCpuPlacement) return [];
  const causes: Cause[] = [];
  const base = `${field}.domain.resources`;
  const dedicated = `${field}.domain.cpu.dedicatedCpuPlacement`;
  const topology = `${field}.domain.cpu`;
  const say = (message: string, where: string, rest: CauseRest = {}): number =>
    causes.push(
      invalid('invalid-cpu-placement', message, where, {
        evidence: [topology, base],
        related: [{ field: dedicated, relation: 'conflicts-with' }],
        ...rest,
      }),
    );
  const [requestMemory, limitMemory] = [resources.requests.get('memory'), resources.limits.get('memory')];
  const [request, limit] = [resources.requests.get('cpu'), resources.limits.get('cpu')];
  if (whole(requestMemory) === 0n && whole(limitMemory) === 0n && !memory?.guest && !memory?.hugepages)
    say(`${base}.requests.memory or ${base}.limits.memory should be provided`, `${base}.limits.memory`, {
      at: dedicated,
      evidence: [dedicated, base, `${field}.domain.memory`],
      related: [],
      data: { fault: 'no-memory' },
    });
  const fraction = (quantity: Quantity | undefined): boolean =>
    whole(quantity) > 0n && whole(quantity) * 1000n !== milli(quantity);
  if (fraction(request))
    say('provided resources CPU requests must be an interger', `${base}.requests.cpu`, {
      data: { fault: 'fraction', value: request?.text },
    });
  if (fraction(limit))
    say('provided resources CPU limits must be an interger', `${base}.limits.cpu`, {
      data: { fault: 'fraction', value: limit?.text },
    });
  if (whole(requestMemory) > 0n && whole(limitMemory) > 0n && whole(requestMemory) !== whole(limitMemory))
    say(`${base}.requests.memory must be equal to ${base}.limits.memory`, `${base}.requests.memory`, {
      data: { fault: 'memory-differs', value: requestMemory?.text, limit: limitMemory?.text },
    });
  const count = vcpus(cpu);
  const asked = [whole(request), whole(limit)] as const;
  if (asked[0] > 0n && asked[1] > 0n && asked[0] !== asked[1])
    say(`${base}.requests.cpu or ${base}.limits.cpu must be equal when DedicatedCPUPlacement is true `, dedicated, {
      at: `${base}.requests.cpu`,
      data: { fault: 'cpu-differs', value: request?.text, limit: limit?.text },
    });
  if (asked.some((value) => value > 0n) && count > 0n && asked[0] !== count && asked[1] !== count)
    say(
      `${base}.requests.cpu or ${base}.limits.cpu must not be provided at the same time with ${topology}.cores when DedicatedCPUPlacement is true `,
      dedicated,
      {
        at: request && asked[0] > 0n ? `${base}.requests.cpu` : `${base}.limits.cpu`,
        data: { fault: 'topology-differs', value: String(count) },
      },
    );
  const architecture = machine.architecture === '' ? configuration.defaultArchitecture : machine.architecture;
  if (cpu.threads > 1 && architecture === 'arm64')
    say(
      `threads must not be greater than 1 at ${topology}.threads (got ${cpu.threads}) when ${field}.architecture is arm64`,
      `${field}.architecture`,
      { at: `${topology}.threads`, evidence: [`${topology}.threads`, `${field}.architecture`, dedicated] },
    );
  if (cpu.threads > 2)
    say(
      `Not more than two threads must be provided at ${topology}.threads (got ${cpu.threads}) when DedicatedCPUPlacement is true`,
      dedicated,
      { at: `${topology}.threads`, evidence: [`${topology}.threads`, dedicated], data: { fault: 'threads' } },
    );
  return causes;
}

/** NUMA passthrough, a thread of its own for the emulator, features and realtime. */
export function cpuFeatureCauses({ machine: { domain }, field }: SpecAdmission): Cause[] {
  const { cpu, memory } = domain;
  if (!cpu) return [];
  const causes: Cause[] = [];
  const base = `${field}.domain.cpu`;
  const dedicated = `${base}.dedicatedCpuPlacement`;
  const hugepages = `${field}.domain.memory.hugepages`;
  const passthrough = `${base}.numa.guestMappingPassthrough`;
  const placement = (message: string, evidence: readonly string[], fault: string): number =>
    causes.push(invalid('invalid-cpu-placement', message, passthrough, { on: 'key', evidence, data: { fault } }));
  if (cpu.numa?.guestMappingPassthrough) {
    if (!cpu.dedicatedCpuPlacement)
      placement(
        `${dedicated} must be set to true when NUMA topology strategy is set in ${passthrough}`,
        [passthrough, dedicated],
        'numa-without-dedicated',
      );
    if (!memory?.hugepages)
      placement(
        `${hugepages} must be requested when NUMA topology strategy is set in ${passthrough}`,
        [passthrough, hugepages],
        'numa-without-hugepages',
      );
  }
  if (cpu.isolateEmulatorThread && !cpu.dedicatedCpuPlacement)
    causes.push(
      invalid(
        'invalid-cpu-placement',
        'IsolateEmulatorThread should be only set in combination with DedicatedCPUPlacement',
        `${base}.isolateEmulatorThread`,
        {
          evidence: [`${base}.isolateEmulatorThread`, dedicated],
          data: { fault: 'isolation-without-dedicated' },
        },
      ),
    );
  cpu.features.forEach(({ name, policy }, index) => {
    if (!['', 'force', 'require', 'optional', 'disable', 'forbid'].includes(policy))
      causes.push(
        cause(
          'invalid-cpu',
          'FieldValueNotSupported',
          `CPU feature ${name} uses policy ${policy} that is not supported.`,
          `${base}.features[${index}].policy`,
          { data: { fault: 'policy', value: policy } },
        ),
      );
  });
  return causes;
}

export function realtimeCauses({ machine: { domain }, field }: SpecAdmission): Cause[] {
  const { cpu } = domain;
  if (!cpu?.realtime) return [];
  const base = `${field}.domain.cpu`;
  const missing = (child: string, verb: string, fault: string): Cause =>
    required(
      'invalid-cpu-placement',
      `${base}.${child} must be ${verb} when ${base}.realtime is used`,
      `${base}.${child}`,
      {
        at: `${base}.realtime`,
        on: 'key',
        evidence: [`${base}.realtime`, `${base}.${child}`],
        data: { fault },
      },
    );
  return [
    ...(cpu.dedicatedCpuPlacement
      ? []
      : [missing('dedicatedCpuPlacement', 'set to true', 'realtime-without-dedicated')]),
    ...(cpu.numa?.guestMappingPassthrough
      ? []
      : [missing('numa.guestMappingPassthrough', 'defined', 'realtime-without-numa')]),
  ];
}
