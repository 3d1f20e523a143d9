/**
 * Private DHCP options with a number that is not private, or that stands twice. KubeVirt answers once for the whole VM,
 * so a fix mends all of them. Truth: `kubevirt/kubevirt · pkg/network/admitter/netiface.go`, v1.6–v1.9; RFC 2132,
 * RFC 3942 (option numbers).
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';

const first = 224;
const last = 254;

/** Options that have a field of their own. */
const ownFields: Readonly<Record<number, 'tftpServerName' | 'bootFileName'>> = {
  66: 'tftpServerName',
  67: 'bootFileName',
};

export default causeRule({
  id: 'invalid-dhcp-options',
  since: '0.2.0',
  summary: 'Private DHCP options outside of 224 to 254, or with the same number.',
  advice: (cause, subject) => {
    const options = faulty(subject, cause);
    const numbers = [...new Set(options.map(({ number }) => number))].join(', ');
    return isDuplicate(cause)
      ? l10n.t('Option {0} stands twice. Remove one, or give it another number.', numbers)
      : l10n.t(
          'Option {0} is not private. Options 66 and 67 are tftpServerName and bootFileName; others cannot be sent.',
          numbers,
        );
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const options = faulty(subject, cause);
    return [
      ...(isDuplicate(cause) ? [] : inOwnFields(options, subject)),
      ...renumbered(options, subject),
      ...removed(options, subject),
    ];
  },
});

interface Option {
  readonly field: string;
  /** Field of the `dhcpOptions` it is in. */
  readonly dhcp: string;
  readonly interface: number;
  readonly number: number;
  readonly value: string;
}

function isDuplicate({ message }: JudgedCause): boolean {
  return message.startsWith('Found Duplicates');
}

/** All options of the VM that the cause is true of. */
function faulty({ vm }: Subject, cause: JudgedCause): readonly Option[] {
  if (!vm) return [];
  return vm.spec.interfaces.flatMap(({ dhcpOptions }, index) => {
    const dhcp = joinField(joinField(vm.interfacesField, index), 'dhcpOptions');
    const options = dhcpOptions?.privateOptions ?? [];
    return options.flatMap(({ option: number, value }, position): Option[] => {
      const isRepeated = options.slice(0, position).some(({ option }) => option === number);
      const isFaulty = isDuplicate(cause) ? isRepeated : number < first || number > last;
      const field = joinField(joinField(dhcp, 'privateOptions'), position);
      return isFaulty ? [{ field, dhcp, interface: index, number, value }] : [];
    });
  });
}

/** Where each has a field of its own, and that field is free. */
function inOwnFields(options: readonly Option[], { vm, plan }: Subject): readonly Fix[] {
  const steps = options.map(({ dhcp, interface: index, number, value }): EditStep | undefined => {
    const key = ownFields[number];
    const taken = key && vm?.spec.interfaces[index]?.dhcpOptions?.[key];
    const isTwice = options.filter((other) => other.interface === index && other.number === number).length > 1;
    return key === undefined || taken !== '' || isTwice ? undefined : { do: 'insert-entry', field: dhcp, key, value };
  });
  if (steps.some((step) => step === undefined)) return [];
  const names = [...new Set(options.map(({ number }) => ownFields[number]))].join(', ');
  return plan(l10n.t('Write it as {0}', names), 'unsafe', [
    ...steps.filter((step) => step !== undefined),
    ...removal(options),
  ]);
}

function renumbered(options: readonly Option[], { vm, plan }: Subject): readonly Fix[] {
  const taken = new Map<number, Set<number>>();
  const numbers: number[] = [];
  for (const { interface: index } of options) {
    const own =
      taken.get(index) ?? new Set(vm?.spec.interfaces[index]?.dhcpOptions?.privateOptions.map(({ option }) => option));
    taken.set(index, own);
    let free = first;
    while (own.has(free)) free++;
    if (free > last) return [];
    own.add(free);
    numbers.push(free);
  }
  return plan(
    l10n.t('Use the private number {0}', numbers.join(', ')),
    'unsafe',
    options.map(({ field }, position): EditStep => ({ do: 'set', field: `${field}.option`, value: numbers[position] })),
  );
}

function removed(options: readonly Option[], { plan }: Subject): readonly Fix[] {
  return plan(
    options.length > 1 ? l10n.t('Remove these options') : l10n.t('Remove this option'),
    'unsafe',
    removal(options),
  );
}

/** From the end, so that the places before stay what they are. */
function removal(options: readonly Option[]): readonly EditStep[] {
  return options
    .slice()
    .reverse()
    .map(({ field }) => ({ do: 'remove', field }));
}
