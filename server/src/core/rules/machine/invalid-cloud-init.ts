/**
 * A cloud-init volume without data, with two sources of one kind of data, or with more than a VMI may carry. Truth:
 * `kubevirt/kubevirt · pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';
import { correctionOf, type Correction } from './correction.ts';
import { volumeAt } from './disks-and-volumes.ts';
import { isMapping, textOf } from './written-values.ts';

const dataKeys = {
  user: ['userData', 'userDataBase64', 'secretRef'],
  network: ['networkData', 'networkDataBase64', 'networkDataSecretRef'],
} as const;
const keys: readonly string[] = [...dataKeys.user, ...dataKeys.network];

/** What the secret of user data is called in KubeVirt's Go code and messages. */
const goNames: Readonly<Record<string, string>> = { userdatasecretref: 'secretRef' };

type Fault = 'none' | 'several' | 'too-long' | 'not-base64';

export default causeRule({
  id: 'invalid-cloud-init',
  since: '0.2.0',
  summary: 'A cloud-init volume without data, with two sources of it, or with more than 2048 bytes.',
  advice: (cause, subject) => {
    const data = dataAt(subject, cause);
    switch (faultOf(cause)) {
      case 'none':
        return l10n.t('Write userData, or secretRef with the name of a Secret.');
      case 'several':
        return l10n.t('Keep one of {0}.', data ? setKeys(data, cause).join(', ') : '');
      case 'too-long':
        return l10n.t('Put the text into a Secret, and name it in {0}.', secretKey(cause));
      case 'not-base64':
        return l10n.t(
          'Encode the text, or write it as it is in {0}.',
          cause.place.endsWith('networkDataBase64') ? 'networkData' : 'userData',
        );
    }
  },
  fixes: ({ cause }, subject) => {
    const data = cause && dataAt(subject, cause);
    if (!data) return [];
    switch (faultOf(cause)) {
      case 'none':
        return [...respelt(subject, data), ...withUserData(subject, data)];
      case 'several':
        return setKeys(data, cause).flatMap((kept, _, all) =>
          subject.plan(
            l10n.t('Keep {0} only', kept),
            'unsafe',
            all.filter((key) => key !== kept).map((key): EditStep => ({ do: 'remove', field: `${data.field}.${key}` })),
          ),
        );
      case 'not-base64':
        return asPlainText(subject, data, cause);
      case 'too-long':
        return [];
    }
  },
});

function faultOf({ message }: JudgedCause): Fault {
  if (message.includes('byte limit')) return 'too-long';
  if (message.includes('base64')) return 'not-base64';
  return message.includes('only one') ? 'several' : 'none';
}

/** The kind of data a cause is about, by its wording. */
function keysOf({ message }: JudgedCause): readonly string[] {
  return /networkdata/i.test(message) && !message.includes('at least one') ? dataKeys.network : dataKeys.user;
}

function secretKey(cause: JudgedCause): string {
  return keysOf(cause)[2] ?? '';
}

interface CloudInit {
  readonly field: string;
  readonly value: Readonly<Record<string, unknown>>;
}

function dataAt(subject: Subject, { field }: JudgedCause): CloudInit | undefined {
  const volume = volumeAt(subject, field);
  if (!volume) return undefined;
  for (const source of ['cloudInitNoCloud', 'cloudInitConfigDrive']) {
    const value = volume.value[source];
    if (isMapping(value)) return { field: `${volume.field}.${source}`, value };
  }
  return undefined;
}

/** The keys of one kind of data that say something. */
function setKeys({ value }: CloudInit, cause: JudgedCause): readonly string[] {
  return keysOf(cause).filter((key) => {
    const own = value[key];
    return isMapping(own) ? textOf(own['name']) !== '' : textOf(own) !== '';
  });
}

function respelt(subject: Subject, { field, value }: CloudInit): readonly Fix[] {
  return Object.keys(value).flatMap((key): readonly Fix[] => {
    if (keys.includes(key)) return [];
    const goName = goNames[key.toLowerCase()];
    const meant: Correction | undefined =
      goName === undefined ? correctionOf(key, keys) : { value: goName, safety: 'safe' };
    if (!meant || meant.value in value) return [];
    return subject.plan(l10n.t('Write {0} instead of {1}', meant.value, key), meant.safety, [
      { do: 'rename-key', field: `${field}.${key}`, key: meant.value },
    ]);
  });
}

function withUserData(subject: Subject, { field, value }: CloudInit): readonly Fix[] {
  const text = '#cloud-config\n';
  return subject.plan(l10n.t('Begin a cloud-config'), 'unsafe', [
    'userData' in value
      ? { do: 'set', field: `${field}.userData`, value: text }
      : { do: 'insert-entry', field, key: 'userData', value: text },
  ]);
}

/** Text that never was encoded: it belongs under the other key. */
function asPlainText(subject: Subject, { field, value }: CloudInit, { place }: JudgedCause): readonly Fix[] {
  const encoded = place.endsWith('networkDataBase64') ? 'networkDataBase64' : 'userDataBase64';
  const plain = encoded.slice(0, -'Base64'.length);
  if (!/\s/.test(textOf(value[encoded])) || plain in value) return [];
  return subject.plan(l10n.t('Write {0} instead of {1}', plain, encoded), 'unsafe', [
    { do: 'rename-key', field: `${field}.${encoded}`, key: plain },
  ]);
}
