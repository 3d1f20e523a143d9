/** Ranges of ports as sets of numbers: joined where they meet, and ports looked for in them. */
import type { PortRange } from '../../kubevirt/model.ts';

const largest = 65535;

export function isWhole({ protocol, start, end }: PortRange): boolean {
  return (protocol === 'TCP' || protocol === 'UDP') && start >= 1 && end <= largest && start <= end;
}

export function isCovered(protocol: string, port: number, ranges: readonly PortRange[]): boolean {
  return ranges.some((range) => range.protocol === protocol && range.start <= port && port <= range.end);
}

/** Indices of the ranges that share ports with one, directly or through others; itself among them. */
export function connected(ranges: readonly PortRange[], from: number): readonly number[] {
  const group = new Set([from]);
  // A set goes on to what is added while it is walked.
  for (const index of group) {
    const own = ranges[index];
    ranges.forEach((other, position) => {
      if (own && other.protocol === own.protocol && other.start <= own.end && own.start <= other.end)
        group.add(position);
    });
  }
  return [...group].sort((one, other) => one - other);
}

/** The fewest ranges of the same ports: what meets or adjoins is one. */
export function joined(ranges: readonly PortRange[]): readonly PortRange[] {
  const result: PortRange[] = [];
  for (const range of [...ranges].sort((a, b) =>
    a.protocol < b.protocol ? -1 : a.protocol > b.protocol ? 1 : a.start - b.start,
  )) {
    const before = result.at(-1);
    if (before?.protocol === range.protocol && range.start <= before.end + 1)
      result[result.length - 1] = { ...before, end: Math.max(before.end, range.end) };
    else result.push(range);
  }
  return result;
}
