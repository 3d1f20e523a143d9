/**
 * Port ranges that cannot be: beside a list of ports, on another binding than masquerade, too many, outside of the port
 * numbers, upside down, or overlapping. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { rangeOverlaps } from '../../kubevirt/admission/port-ranges.ts';
import type { PortRange } from '../../kubevirt/model.ts';
import { causeRule } from '../cause-rule.ts';
import { writtenAt } from '../machine/written-values.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';
import { interfaceAt, memberIndex, type InterfaceAt } from './interface-at.ts';
import { inPodBridgeMac } from './mac-address.ts';
import { connected, isCovered, isWhole, joined } from './port-intervals.ts';

const mostRanges = 10;
const largest = 65535;

type Fault = 'both' | 'binding' | 'count' | 'start' | 'end' | 'order' | 'overlap' | 'other';

export default causeRule({
  id: 'invalid-port-ranges',
  since: '0.2.0',
  summary: 'Port ranges that are too many, overlap, have impossible ends, or stand where none can be.',
  advice: (cause) => {
    switch (faultOf(cause)) {
      case 'both':
        return l10n.t('Write the ports as ranges of one port, or leave the ranges out.');
      case 'binding':
        return l10n.t('Other bindings forward everything. Leave portRanges out, or use masquerade.');
      case 'count':
        return l10n.t('Join ranges that adjoin, or leave portRanges out: all ports are then forwarded.');
      case 'overlap':
        return l10n.t('Make one range of the two.');
      case 'order':
        return l10n.t('Swap start and end.');
      case 'start':
      case 'end':
        return l10n.t('A range begins and ends at ports from 1 to 65535.');
      case 'other':
        return l10n.t('Mend the range.');
    }
  },
  fixes: ({ field, cause }, subject) => {
    const at = interfaceAt(subject, field);
    if (!at || !cause) return [];
    switch (faultOf(cause)) {
      case 'both':
        return [
          ...portsAsRanges(at, subject),
          ...subject.plan(l10n.t('Keep ports, remove portRanges'), 'unsafe', [remove(at, 'portRanges')]),
        ];
      case 'binding':
        return [
          ...subject.plan(l10n.t('Remove portRanges'), 'unsafe', [remove(at, 'portRanges')]),
          ...asMasquerade(at, subject),
        ];
      case 'count':
        return [
          ...fewerRanges(at, subject),
          ...subject.plan(l10n.t('Remove portRanges: forward all ports'), 'unsafe', [remove(at, 'portRanges')]),
        ];
      case 'overlap':
        return oneRange(at, cause, subject);
      case 'order':
        return turned(at, memberIndex(field, 'portRanges') ?? -1, subject);
      case 'start':
      case 'end':
        return withinPorts(at, memberIndex(field, 'portRanges') ?? -1, subject);
      case 'other':
        return [];
    }
  },
});

function faultOf({ data }: JudgedCause): Fault {
  return (data?.['fault'] as Fault | undefined) ?? 'other';
}

function remove({ field }: InterfaceAt, key: 'ports' | 'portRanges'): EditStep {
  return { do: 'remove', field: `${field}.${key}` };
}

/** Each port that no range has yet as a range of its own; their names are lost. */
function portsAsRanges(at: InterfaceAt, { plan }: Subject): readonly Fix[] {
  const ranges = [...at.own.portRanges];
  const steps: EditStep[] = [];
  for (const { port, protocol: written } of at.own.ports) {
    const protocol = written === '' ? 'TCP' : written;
    if (!isWhole({ protocol, start: port, end: port })) return [];
    if (isCovered(protocol, port, ranges)) continue;
    const range = { protocol, start: port, end: port };
    ranges.push(range);
    steps.push({ do: 'insert-item', field: `${at.field}.portRanges`, value: range });
  }
  if (ranges.length > Math.max(mostRanges, at.own.portRanges.length)) return [];
  return plan(l10n.t('Keep portRanges, with the ports in them'), 'unsafe', [...steps, remove(at, 'ports')]);
}

function asMasquerade({ own, field, network }: InterfaceAt, { plan }: Subject): readonly Fix[] {
  const bindings = (['bridge', 'sriov', 'slirp', 'macvtap', 'passt', 'passtBinding', 'binding'] as const).filter(
    (binding) => own[binding] !== undefined,
  );
  const [binding] = bindings;
  const fits = network?.pod !== undefined && own.state !== 'absent' && own.macAddress !== inPodBridgeMac;
  if (bindings.length !== 1 || binding === undefined || binding === 'binding' || !fits) return [];
  return plan(l10n.t('Use masquerade instead of {0}', binding), 'unsafe', [
    { do: 'rename-key', field: `${field}.${binding}`, key: 'masquerade' },
  ]);
}

function fewerRanges({ own, field }: InterfaceAt, { plan }: Subject): readonly Fix[] {
  if (!own.portRanges.every(isWhole)) return [];
  const ranges = joined(own.portRanges);
  if (ranges.length > mostRanges) return [];
  return plan(l10n.t('Join the ranges that adjoin'), 'unsafe', [
    {
      do: 'set',
      field: `${field}.portRanges`,
      value: ranges.map(({ protocol, start, end }) => ({ protocol, start, end })),
    },
  ]);
}

/** The ranges that the cause names, with all that they share ports with, as one in the place of the first. */
function oneRange({ own, field }: InterfaceAt, { message }: JudgedCause, { plan }: Subject): readonly Fix[] {
  const [, protocol = '', start = '', end = ''] = /^(\w+) portRanges \[(-?\d+)-(-?\d+)\]/.exec(message) ?? [];
  const from = own.portRanges.findIndex(
    (range) => range.protocol === protocol && range.start === Number(start) && range.end === Number(end),
  );
  const [kept, ...others] = from < 0 ? [] : connected(own.portRanges, from);
  const group = [kept, ...others].flatMap((index) => own.portRanges[index ?? -1] ?? []);
  if (kept === undefined || others.length === 0 || !group.every(isWhole)) return [];
  const range = `${field}.portRanges[${kept}]`;
  const least = Math.min(...group.map((member) => member.start));
  const most = Math.max(...group.map((member) => member.end));
  const all = replaced(own.portRanges, kept, { protocol, start: least, end: most });
  if (
    bringsOverlap(
      own.portRanges,
      all.filter((_, index) => !others.includes(index)),
    )
  )
    return [];
  return plan(l10n.t('Make one range of them: {0}-{1}', least, most), 'safe', [
    ...(own.portRanges[kept]?.start === least ? [] : [{ do: 'set', field: `${range}.start`, value: least } as const]),
    ...(own.portRanges[kept]?.end === most ? [] : [{ do: 'set', field: `${range}.end`, value: most } as const]),
    ...others
      .slice()
      .reverse()
      .map((index): EditStep => ({ do: 'remove', field: `${field}.portRanges[${index}]` })),
  ]);
}

/** Whether ranges overlap nowhere that they did not before: one fault is not to become another. */
function bringsOverlap(before: readonly PortRange[], after: readonly PortRange[]): boolean {
  const known = rangeOverlaps(before);
  return rangeOverlaps(after).some((overlap) => !known.includes(overlap));
}

function replaced(ranges: readonly PortRange[], index: number, range: PortRange): readonly PortRange[] {
  return ranges.map((other, position) => (position === index ? range : other));
}

function turned({ own, field }: InterfaceAt, index: number, { plan }: Subject): readonly Fix[] {
  const range = own.portRanges[index];
  if (!range) return [];
  const better = { ...range, start: range.end, end: range.start };
  if (bringsOverlap(own.portRanges, replaced(own.portRanges, index, better))) return [];
  return plan(l10n.t('Swap start and end'), 'unsafe', [
    { do: 'set', field: `${field}.portRanges[${index}].start`, value: range.end },
    { do: 'set', field: `${field}.portRanges[${index}].end`, value: range.start },
  ]);
}

/** An end that is missing is the start; one beyond the ports is the outermost port. */
function withinPorts({ own, field }: InterfaceAt, index: number, subject: Subject): readonly Fix[] {
  const range = own.portRanges[index];
  if (!range) return [];
  const base = `${field}.portRanges[${index}]`;
  const start = range.start < 1 ? 1 : range.start;
  const end = range.end === 0 ? start : Math.min(range.end, largest);
  const write = (key: 'start' | 'end', value: number): readonly EditStep[] =>
    range[key] === value
      ? []
      : [
          writtenAt(subject, `${base}.${key}`) === undefined
            ? { do: 'insert-entry', field: base, key, value }
            : { do: 'set', field: `${base}.${key}`, value },
        ];
  const better = { ...range, start, end };
  const isBetter = isWhole(better) && !bringsOverlap(own.portRanges, replaced(own.portRanges, index, better));
  return [
    ...(isBetter
      ? subject.plan(l10n.t('Write {0}-{1}', start, end), 'unsafe', [...write('start', start), ...write('end', end)])
      : []),
    ...subject.plan(l10n.t('Remove this range'), 'unsafe', [{ do: 'remove', field: base }]),
  ];
}
