/**
 * An interface whose name has characters that no interface name can have. Truth: `kubevirt/kubevirt ·
 * pkg/network/admitter/netiface.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import { writtenAt } from '../machine/written-values.ts';
import {
  freshName,
  indicesNamed,
  interfaceFieldOf,
  interfacesOf,
  lonelyNetworks,
  networkFieldOf,
  networksOf,
} from '../network/nics.ts';
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
  if (!at) return undefined;
  const waiting = lonelyNetworks(subject).filter(isValid);
  const fitted = at.own.name
    .trim()
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (fitted === '') return !at.network && waiting.length === 1 ? waiting[0] : free('nic', subject);
  return !at.network && waiting.includes(fitted) ? fitted : free(fitted, subject);
}

function free(name: string, subject: Subject): string {
  const isTaken = [...interfacesOf(subject), ...networksOf(subject)].some((member) => member.name === name);
  return isTaken ? freshName(subject, name) : name;
}

/** Every interface and network of the old name gets the new one: a pair stays a pair. */
function renaming({ place }: JudgedCause, subject: Subject, name: string): readonly EditStep[] {
  const old = interfaceAt(subject, place)?.own.name;
  if (old === undefined) return [];
  return [
    ...indicesNamed(interfacesOf(subject), old).map((index) => interfaceFieldOf(subject, index)),
    ...indicesNamed(networksOf(subject), old).map((index) => networkFieldOf(subject, index)),
  ].map((field) =>
    writtenAt(subject, `${field}.name`) === undefined
      ? { do: 'insert-entry', field, key: 'name', value: name, at: 'first' }
      : { do: 'set', field: `${field}.name`, value: name },
  );
}
