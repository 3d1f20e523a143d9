/**
 * An interface whose name has characters that no interface name can have. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import { writtenAt } from '../machine/written-values.ts';
import type { JudgedCause, Subject } from '../rule.ts';
import { interfaceAt } from './interface-at.ts';

export default causeRule({
  id: 'invalid-interface-name',
  since: '0.2.0',
  summary: 'An interface name with characters other than letters, digits, dashes and underscores.',
  advice: (cause, subject) => {
    const name = meantName(cause, subject);
    return name === undefined
      ? l10n.t('Name the interface as its network.')
      : l10n.t('Name the interface and its network {0}.', name);
  },
  fixes: ({ cause }, subject) => {
    const name = cause && meantName(cause, subject);
    if (!cause || name === undefined) return [];
    const title = l10n.t('Rename the interface and its network to {0}', name);
    return subject.plan(title, 'unsafe', renaming(cause, subject, name));
  },
});

function isValid(name: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(name);
}

/** The name of a network that waits for its interface and reads the same but for the faulty characters, or a free one. */
function meantName({ place }: JudgedCause, subject: Subject): string | undefined {
  const at = interfaceAt(subject, place);
  if (!at || !subject.vm) return undefined;
  const { interfaces, networks } = subject.vm.spec;
  const taken = interfaces.map(({ name }) => name);
  const waiting = networks.map(({ name }) => name).filter((name) => isValid(name) && !taken.includes(name));
  const fitted = at.own.name
    .trim()
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (fitted === '')
    return at.own.name === '' && !at.network && waiting.length === 1 ? waiting[0] : unused('nic', subject);
  return !at.network && waiting.includes(fitted) ? fitted : unused(fitted, subject);
}

function unused(name: string, { vm }: Subject): string {
  const taken = new Set([...(vm?.spec.interfaces ?? []), ...(vm?.spec.networks ?? [])].map((bearer) => bearer.name));
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number++;
  return `${name}-${number}`;
}

/** Every interface and network of the old name gets the new one: a pair stays a pair. */
function renaming({ place }: JudgedCause, subject: Subject, name: string): readonly EditStep[] {
  const { vm } = subject;
  const old = interfaceAt(subject, place)?.own.name;
  if (!vm || old === undefined) return [];
  const bearers = (list: string, members: readonly { readonly name: string }[]): readonly string[] =>
    members.flatMap((member, index) => (member.name === old ? [joinField(list, index)] : []));
  return [...bearers(vm.interfacesField, vm.spec.interfaces), ...bearers(vm.networksField, vm.spec.networks)].map(
    (field) =>
      writtenAt(subject, `${field}.name`) === undefined
        ? { do: 'insert-entry', field, key: 'name', value: name, at: 'first' }
        : { do: 'set', field: `${field}.name`, value: name },
  );
}
