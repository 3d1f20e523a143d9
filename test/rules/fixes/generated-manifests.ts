/**
 * Whole manifests at random, with faults of an area in them, written in the ways people write YAML. Faults are changes of a
 * plain object; what is at fault afterwards is for the product to say.
 */
import fc from 'fast-check';

export type Plain = Record<string, unknown>;

/** A change that puts something wrong into a manifest; `pick` chooses among things the same way each time. */
export type Fault = (manifest: Manifest, pick: Pick) => void;
export type Pick = <T>(choices: readonly T[]) => T;

export interface Manifest {
  readonly object: Plain;
  /** The VMI spec within. */
  readonly spec: Plain;
  /** The metadata that the VMI gets. */
  readonly metadata: Plain;
  readonly domain: Plain;
  readonly devices: Plain;
  readonly interfaces: Plain[];
  readonly networks: Plain[];
  readonly disks: Plain[];
  readonly volumes: Plain[];
}

/** A scalar exactly as it is to stand in the text: `on`, `007`, nothing at all. */
export class Raw {
  constructor(readonly text: string) {}
}

export interface Style {
  readonly step: 2 | 4;
  readonly lists: 'flush' | 'indented';
  readonly quotes: 'plain' | 'single' | 'double';
  /** Depth from which everything stands in flow style. */
  readonly flowFrom: number;
  readonly lineBreak: '\n' | '\r\n';
  readonly comments: boolean;
  /** An anchored mapping, and an alias of it. */
  readonly anchors: boolean;
}

export interface Generated {
  readonly manifest: Manifest;
  readonly text: string;
}

export const styles: fc.Arbitrary<Style> = fc.record({
  step: fc.constantFrom(2, 4),
  lists: fc.constantFrom('flush', 'indented'),
  quotes: fc.constantFrom('plain', 'single', 'double'),
  flowFrom: fc.constantFrom(99, 99, 99, 7, 5, 0),
  lineBreak: fc.constantFrom('\n', '\n', '\r\n'),
  comments: fc.boolean(),
  anchors: fc.boolean(),
});

/** Manifests with one of these faults or some, three at most unless told. */
export function manifestsWith(faults: readonly Fault[], most = 3): fc.Arbitrary<Generated> {
  return fc
    .record({
      kind: fc.constantFrom('VirtualMachine', 'VirtualMachineInstance', 'VirtualMachineInstanceReplicaSet'),
      nics: fc.integer({ min: 1, max: 4 }),
      disks: fc.integer({ min: 1, max: 3 }),
      faults: fc.array(fc.constantFrom(...faults), { minLength: 1, maxLength: most }),
      seed: fc.nat(1_000_000),
      style: styles,
    })
    .map(({ kind, nics, disks, faults: chosen, seed, style }) => {
      const manifest = soundManifest(kind, nics, disks);
      const pick = pickBy(seed);
      for (const fault of chosen) fault(manifest, pick);
      return { manifest, text: written(manifest.object, style) };
    });
}

/** Writes a value at a dotted path of keys; what is missing on the way is made. */
export function put(target: Plain, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce((at, key) => (at[key] ??= {}) as Plain, target);
  parent[last] = value;
}

function pickBy(seed: number): Pick {
  let state = seed;
  return <T>(choices: readonly T[]): T => {
    if (choices.length === 0) throw new Error('nothing to choose from');
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return choices[(state >>> 16) % choices.length] as T;
  };
}

/** A manifest that nobody objects to: the Pod network first, the others by Multus. */
export function soundManifest(kind: string, nics: number, diskCount: number): Manifest {
  const count = (length: number): number[] => Array.from({ length }, (_, at) => at);
  const names = ['default', 'blue', 'storage', 'backup'];
  const interfaces = count(nics).map((at): Plain =>
    at === 0 ? { name: names[at], masquerade: {} } : { name: names[at], bridge: {} },
  );
  const networks = count(nics).map((at): Plain =>
    at === 0 ? { name: names[at], pod: {} } : { name: names[at], multus: { networkName: `vlan${at}00` } },
  );
  const disks = count(diskCount).map((at): Plain => ({ name: `disk-${at}`, disk: { bus: 'virtio' } }));
  const volumes = count(diskCount).map((at): Plain => ({
    name: `disk-${at}`,
    persistentVolumeClaim: { claimName: `claim-${at}` },
  }));
  const devices: Plain = { disks, interfaces };
  const domain: Plain = { devices, memory: { guest: '2Gi' } };
  const spec: Plain = { domain, networks, volumes };
  const isInstance = kind === 'VirtualMachineInstance';
  const metadata: Plain = isInstance ? { name: 'db' } : { labels: { app: 'db' } };
  const object: Plain = {
    apiVersion: 'kubevirt.io/v1',
    kind,
    metadata: isInstance ? metadata : { name: 'db' },
    spec: isInstance
      ? spec
      : {
          ...(kind === 'VirtualMachine' ? { runStrategy: 'Always' } : { selector: { matchLabels: { app: 'db' } } }),
          template: { metadata, spec },
        },
  };
  return { object, spec, metadata, domain, devices, interfaces, networks, disks, volumes };
}

/** The object as a document. */
export function written(object: Plain, style: Style): string {
  const root = style.anchors
    ? { ...object, metadata: { ...(object['metadata'] as Plain), annotations: { purpose: 'test' } } }
    : object;
  const lines = blockLines(root, 0, 0, style);
  // The anchor stands on a mapping that nothing is wrong with.
  const text = style.anchors
    ? lines.map((line) => line.replace(/^( +)annotations:(?= |$)/, '$1annotations: &notes'))
    : lines;
  return text.map((line) => line + style.lineBreak).join('');
}

function blockLines(value: Plain | readonly unknown[], indent: number, depth: number, style: Style): string[] {
  const pad = ' '.repeat(indent);
  const lines: string[] = [];
  const put = (head: string, inner: unknown, childIndent: number): void => {
    if (!isCollection(inner) || isEmpty(inner) || depth + 1 >= style.flowFrom) {
      lines.push(`${head} ${flowText(inner, style)}`);
      return;
    }
    lines.push(head, ...blockLines(inner, childIndent, depth + 1, style));
  };
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) {
      if (!isCollection(item) || isEmpty(item) || Array.isArray(item) || depth + 1 >= style.flowFrom) {
        lines.push(`${pad}- ${flowText(item, style)}`);
        continue;
      }
      const inner = blockLines(item, indent + 2, depth + 1, style);
      const [first = '', ...rest] = inner;
      if (style.comments) lines.push(`${pad}# an item`);
      lines.push(`${pad}- ${first.trimStart()}`, ...rest);
    }
    return lines;
  }
  for (const [key, inner] of Object.entries(value)) {
    const isFlush = Array.isArray(inner) && style.lists === 'flush';
    const before = lines.length;
    put(`${pad}${key}:`, inner, isFlush ? indent : indent + style.step);
    if (style.comments && lines.length === before + 1 && key === 'name') lines[before] += ' # its name';
  }
  return lines;
}

function isCollection(value: unknown): value is Plain | readonly unknown[] {
  return typeof value === 'object' && value !== null && !(value instanceof Raw);
}

function isEmpty(value: Plain | readonly unknown[]): boolean {
  return Object.keys(value).length === 0;
}

function flowText(value: unknown, style: Style): string {
  if (Array.isArray(value)) return `[${value.map((item) => flowText(item, style)).join(', ')}]`;
  if (isCollection(value))
    return `{${Object.entries(value)
      .map(([key, inner]) => `${key}: ${flowText(inner, style)}`)
      .join(', ')}}`;
  return scalarText(value, style);
}

function scalarText(value: unknown, { quotes }: Style): string {
  if (value instanceof Raw) return value.text;
  if (typeof value !== 'string') return String(value);
  const isPlain = /^[A-Za-z][A-Za-z0-9./_-]*$/.test(value) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(value);
  if (quotes === 'double' || /[\n']/.test(value)) return JSON.stringify(value);
  return quotes === 'single' || !isPlain ? `'${value}'` : value;
}
