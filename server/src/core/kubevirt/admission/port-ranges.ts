/** The rules of `portRanges`, a v1.9 field behind a gate. Truth: `kubevirt/kubevirt · pkg/network/admitter`, v1.9. */
import { isGateEnabled } from '../configuration.ts';
import type { Interface, PortRange } from '../model.ts';
import type { StatusCause } from './cause.ts';
import type { NetworkAdmission } from './network-admission.ts';

const mostRanges = 10;
const largestPort = 65535;

/** `at` is the interface's field. Everything but the gate is looked at only on the Pod network. */
export function portRangeCauses(
  { release, configuration }: NetworkAdmission,
  own: Interface,
  at: string,
  isOnPodNetwork: boolean,
): readonly StatusCause[] {
  if (own.portRanges.length === 0) return [];
  const invalid = (message: string, field: string): StatusCause => ({ type: 'FieldValueInvalid', message, field });
  if (!isGateEnabled(release, configuration, 'PortRangesSpec'))
    return [
      invalid('portRanges is specified on interface but the PortRangesSpec feature gate is not enabled', `${at}.name`),
    ];
  if (!isOnPodNetwork) return [];
  const causes: StatusCause[] = [];
  if (own.ports.length > 0) causes.push(invalid('Cannot define both ports and portRanges on interface', `${at}.name`));
  if (!own.masquerade) causes.push(invalid('portRanges are only supported on masquerade interfaces', `${at}.name`));
  if (own.portRanges.length > mostRanges)
    return [...causes, invalid('No more than 10 portRanges are allowed', `${at}.portRanges`)];
  own.portRanges.forEach((range, index) => {
    const found = rangeCause(range, `${at}.portRanges[${index}]`);
    if (found) causes.push(invalid(found.message, found.field));
  });
  return [...causes, ...overlaps(own.portRanges).map((message) => invalid(message, `${at}.portRanges`))];
}

/** The first fault of a range. */
function rangeCause({ protocol, start, end }: PortRange, at: string): { message: string; field: string } | undefined {
  const isPort = (port: number): boolean => port > 0 && port <= largestPort;
  if (protocol !== 'TCP' && protocol !== 'UDP')
    return { message: 'Unknown protocol, only TCP or UDP allowed', field: `${at}.protocol` };
  if (!isPort(start)) return { message: 'Start must be a valid port number, 0 < x < 65536', field: `${at}.start` };
  if (!isPort(end)) return { message: 'End must be a valid port number, 0 < x < 65536', field: `${at}.end` };
  if (start > end) return { message: 'Start must be less than or equal to end', field: `${at}.start` };
  return undefined;
}

/** Ranges of one protocol that share a port with the next one, by their starts. */
function overlaps(ranges: readonly PortRange[]): readonly string[] {
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
