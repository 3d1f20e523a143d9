/**
 * The rules of cloud-init volumes: where user data and network data come from, and how long they may be. Truth:
 * `kubevirt/kubevirt · pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import type { CloudInit, Volume } from '../machine-model.ts';
import { type Cause, type CauseRest, invalid } from './cause.ts';
import { byteLength } from './dns-names.ts';

/** Bytes that may stand in the manifest itself. */
export const longestCloudInit = 2048;

/** `at` is the volume's field. */
export function cloudInitCauses(volume: Volume, index: number, at: string): readonly Cause[] {
  const kind = volume.cloudInitNoCloud ? 'cloudInitNoCloud' : 'cloudInitConfigDrive';
  const source = volume[kind];
  return source ? sourceCauses(source, kind, index, `${at}.${kind}`) : [];
}

interface Part {
  readonly name: 'userdata' | 'networkdata';
  readonly several: string;
  readonly secretName: string;
  readonly secret: string;
  readonly base64Key: string;
  readonly base64: string;
  readonly textKey: string;
  readonly text: string;
}

function sourceCauses(source: CloudInit, kind: string, index: number, at: string): readonly Cause[] {
  const parts: readonly Part[] = [
    {
      name: 'userdata',
      several: 'userdatasource',
      secretName: 'UserDataSecretRef',
      secret: source.secretRef?.name ?? '',
      base64Key: 'userDataBase64',
      base64: source.userDataBase64,
      textKey: 'userData',
      text: source.userData,
    },
    {
      name: 'networkdata',
      several: 'networkdata source',
      secretName: 'NetworkDataSecretRef',
      secret: source.networkDataSecretRef?.name ?? '',
      base64Key: 'networkDataBase64',
      base64: source.networkDataBase64,
      textKey: 'networkData',
      text: source.networkData,
    },
  ];
  const causes: Cause[] = [];
  const say = (fault: string, message: string, where: string, data: CauseRest['data'], rest: CauseRest = {}): number =>
    causes.push(
      invalid('invalid-cloud-init', message, where, { ...rest, data: { volume: index, source: kind, fault, ...data } }),
    );
  for (const part of parts) {
    const { name, several, secretName, secret, base64Key, base64, textKey, text } = part;
    const count = [secret, base64, text].filter((value) => value !== '').length;
    const decoded = base64 === '' ? undefined : decodedLength(base64);
    if (base64 !== '' && decoded === undefined)
      say('base64', `${at}.${base64Key}.${kind}.${base64Key} is not a valid base64 value.`, `${at}.${base64Key}`, {
        key: base64Key,
      });
    if (count > 1) say('several', `${at} must have only one ${several} set.`, at, { part: name }, { on: 'key' });
    const length = text === '' ? (decoded ?? 0) : byteLength(text);
    if (length > longestCloudInit)
      say(
        'too-long',
        `${at} ${name} exceeds ${longestCloudInit} byte limit. Should use ${secretName} for larger data.`,
        at,
        { part: name, length },
        { at: `${at}.${text === '' ? base64Key : textKey}`, on: 'key' },
      );
  }
  if (parts.every(({ secret, base64, text }) => secret === '' && base64 === '' && text === ''))
    say('none', `${at} must have at least one userdatasource or one networkdatasource set.`, at, {}, { on: 'key' });
  return causes;
}

/** Bytes that Go's standard base64 yields; undefined for what it refuses. It skips line ends, and wants padding. */
function decodedLength(text: string): number | undefined {
  const plain = text.replace(/[\r\n]/g, '');
  if (plain.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) return undefined;
  const padding = plain.endsWith('==') ? 2 : plain.endsWith('=') ? 1 : 0;
  return (plain.length / 4) * 3 - padding;
}
