/** The rules of `portRanges`, a v1.9 field behind a gate. Truth: `kubevirt/kubevirt · pkg/network/admitter`, v1.9. */
import { isGateEnabled } from '../configuration.ts';
import type { Interface, PortRange } from '../model.ts';
import { type Cause, cause } from './cause.ts';
import { type NetworkAdmission, networksField } from './network-admission.ts';

const mostRanges = 10;
const largestPort = 65535;

/** `at` is the interface's field. Everything but the gate is looked at only on the Pod network. */
export function portRangeCauses(
  { release, configuration, field }: NetworkAdmission,
  own: Interface,
  index: number,
  at: string,
  isOnPodNetwork: boolean,
): readonly Cause[] {
  if (own.portRanges.length === 0) return [];
  const ranges = `${at}.portRanges`;
  const data = { interface: index, name: own.name };
  if (!isGateEnabled(release, configuration, 'PortRangesSpec'))
    return [
      cause(
        'feature-gate-not-enabled',
        'FieldValueInvalid',
        'portRanges is specified on interface but the PortRangesSpec feature gate is not enabled',
        `${at}.name`,
        { at: ranges, on: 'key', gate: 'PortRangesSpec', data },
      ),
    ];
  if (!isOnPodNetwork) return [];
  const onPod = [`${at}.name`, networksField(field)];
  const invalid = (message: string, where: string, rest: Partial<Cause>): Cause =>
    cause('invalid-port-ranges', 'FieldValueInvalid', message, where, { data, ...rest });
  const causes: Cause[] = [];
  if (own.ports.length > 0)
    causes.push(
      invalid('Cannot define both ports and portRanges on interface', `${at}.name`, {
        at: ranges,
        on: 'key',
        evidence: [ranges, `${at}.ports`, ...onPod],
        related: [{ field: `${at}.ports`, relation: 'conflicts-with' }],
        data: { ...data, fault: 'both' },
      }),
    );
  if (!own.masquerade)
    causes.push(
      invalid('portRanges are only supported on masquerade interfaces', `${at}.name`, {
        at: ranges,
        on: 'key',
        evidence: [at, ...onPod],
        data: { ...data, fault: 'binding' },
      }),
    );
  if (own.portRanges.length > mostRanges)
    return [
      ...causes,
      invalid('No more than 10 portRanges are allowed', ranges, {
        on: 'key',
        evidence: [ranges, ...onPod],
        data: { ...data, fault: 'count' },
      }),
    ];
  own.portRanges.forEach((range, position) => {
    const found = rangeCause(range, `${ranges}[${position}]`);
    if (!found) return;
    const rest = { evidence: [`${ranges}[${position}]`, ...onPod], data: { ...data, range: position, ...found.data } };
    causes.push(
      found.data.fault === 'protocol'
        ? cause('unsupported-protocol', 'FieldValueInvalid', found.message, found.field, rest)
        : invalid(found.message, found.field, rest),
    );
  });
  const overlapping = rangeOverlaps(own.portRanges).map((message) =>
    invalid(message, ranges, { on: 'key', evidence: [ranges, ...onPod], data: { ...data, fault: 'overlap' } }),
  );
  return [...causes, ...overlapping];
}

interface RangeFault {
  readonly message: string;
  readonly field: string;
  readonly data: { readonly fault: string; readonly value: string | number };
}

/** The first fault of a range. */
function rangeCause({ protocol, start, end }: PortRange, at: string): RangeFault | undefined {
  const isPort = (port: number): boolean => port > 0 && port <= largestPort;
  if (protocol !== 'TCP' && protocol !== 'UDP')
    return {
      message: 'Unknown protocol, only TCP or UDP allowed',
      field: `${at}.protocol`,
      data: { fault: 'protocol', value: protocol },
    };
  if (!isPort(start))
    return {
      message: 'Start must be a valid port number, 0 < x < 65536',
      field: `${at}.start`,
      data: { fault: 'start', value: start },
    };
  if (!isPort(end))
    return {
      message: 'End must be a valid port number, 0 < x < 65536',
      field: `${at}.end`,
      data: { fault: 'end', value: end },
    };
  if (start > end)
    return {
      message: 'Start must be less than or equal to end',
      field: `${at}.start`,
      data: { fault: 'order', value: start },
    };
  return undefined;
}

/** What KubeVirt says of ranges of one protocol that share a port with the next one, by their starts. */
export function rangeOverlaps(ranges: readonly PortRange[]): readonly string[] {
  return ['TCP', 'UDP'].flatMap((protocol) => {
    const sorted = ranges.filter((range) => range.protocol === protocol).sort((a, b) => a.start - b.start);
    return sorted.slice(1).flatMap((range, index) => {
      const before = sorted[index];
      return before && range.start <= before.end
        ? [`${protocol} portRanges [${before.start}-${before.end}] and [${range.start}-${range.end}] overlap`]
        : [];
    });
  });
}
