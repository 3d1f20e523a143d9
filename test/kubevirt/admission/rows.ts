/** Tables of objects and of what the webhooks object to in them, in order. */
import { describe, expect, it } from 'vitest';
import { type Line, type Surrounding, linesOf, nics, vmi } from './objects.ts';

export interface Row {
  /** The rule's number in the list of KubeVirt's rules, or what it is about. */
  readonly id: string;
  readonly object: unknown;
  readonly expected: readonly Line[];
  readonly surrounding?: Surrounding;
}

export function expectRows(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)('$id', ({ object, expected, surrounding }) => {
      expect(linesOf(object, surrounding)).toEqual(expected);
    });
  });
}

/** The same for a VMI of interfaces and networks. */
export interface NicRow extends Omit<Row, 'object'> {
  readonly interfaces: readonly Plain[];
  readonly networks: readonly Plain[];
  readonly spec?: Plain;
}

type Plain = Readonly<Record<string, unknown>>;

export const pod = (name: string): Plain => ({ name, pod: {} });
export const nad = (name: string, networkName = `${name}-nad`): Plain => ({ name, multus: { networkName } });
/** An interface; a bridge unless told. */
export const own = (name: string, rest: Plain = { bridge: {} }): Plain => ({ name, ...rest });

export function expectNicRows(title: string, rows: readonly NicRow[]): void {
  expectRows(
    title,
    rows.map(({ interfaces, networks, spec = {}, ...row }) => ({
      ...row,
      object: vmi(nics(interfaces, networks, spec)),
    })),
  );
}
