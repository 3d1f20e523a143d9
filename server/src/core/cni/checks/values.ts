/**
 * Values of a CNI configuration against the tables of `types/`: what does not decode, and what a plugin refuses or reads
 * as something else. Multus decodes the keys of every plugin itself, so those are judged for unknown plugins too. Truth:
 * the Go sources that each table names; `encoding/json · decode.go` for the decoder's words.
 */
import * as l10n from '@vscode/l10n';
import type { JsonPath } from '../../json/json-tree.ts';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { isObject, keyOf, type CniConfig, type CniObject } from '../cni-config.ts';
import { saying, type CniFault, type CniMend } from '../cni-fault.ts';
import type { CniKey, CniValue, TextForm } from '../cni-schema.ts';
import { cniTypes, findKey, ipamTypes, keysOfIpam } from '../cni-types.ts';
import { listKeys, nameKey, pluginKeys, typeKey, versionKey } from '../common-keys.ts';
import { isIp, parseCidr } from '../ip-network.ts';

/** Who reads the values: what it says before the decoder's words. */
interface Reader {
  readonly failure: string;
}

const multus: Reader = { failure: 'LoadDelegateNetConf: error unmarshalling delegate config: ' };

export function checkValues(config: CniConfig): readonly CniFault[] {
  const frame = [versionKey, nameKey, ...(config.isList || config.hasBoth ? listKeys : [])];
  const faults = checkMembers(config.value, [], frame, multus);
  for (const { path, type, value } of config.plugins) {
    const table = type === undefined ? undefined : cniTypes.get(type);
    const own = table?.keys ?? [];
    const common = [typeKey, ...pluginKeys].filter(({ name }) => !findKey(own, name));
    faults.push(...checkMembers(value, path, common, multus));
    faults.push(...checkMembers(value, path, own, { failure: table?.decodeFailure ?? '' }));
    faults.push(...checkIpam(value, path));
  }
  return faults;
}

/** `ipam` is an object whose plugin has keys of its own. */
function checkIpam(value: CniObject, path: JsonPath): readonly CniFault[] {
  const key = keyOf(value, 'ipam');
  if (key === undefined) return [];
  const ipam = value[key];
  const at = [...path, key];
  if (!isObject(ipam))
    return [undecodable(ipam, at, { ...typeKey, name: key, value: { is: 'object', keys: [] } }, multus)];
  const type = ipam[keyOf(ipam, 'type') ?? 'type'];
  const table = typeof type === 'string' ? ipamTypes.get(type) : undefined;
  const failure = table ? `error parsing IPAM configuration: ` : multus.failure;
  return [
    ...checkMembers(ipam, at, [typeKey], multus),
    ...checkMembers(
      ipam,
      at,
      keysOfIpam(table?.name).filter((own) => own !== typeKey),
      { failure },
    ),
  ];
}

function checkMembers(object: CniObject, path: JsonPath, keys: readonly CniKey[], reader: Reader): CniFault[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const key = findKey(keys, name);
    // Go leaves a field alone that is null.
    return key && value !== null ? checkValue(value, [...path, name], key, key.value, reader) : [];
  });
}

function checkValue(
  value: unknown,
  path: JsonPath,
  key: CniKey,
  wanted: CniValue,
  reader: Reader,
): readonly CniFault[] {
  if (!decodes(value, wanted)) return [undecodable(value, path, { ...key, value: wanted }, reader)];
  switch (wanted.is) {
    case 'text':
      return refusedText(String(value), path, key, wanted);
    case 'integer': {
      const number = Number(value);
      const isIn = number >= (wanted.min ?? -Infinity) && number <= (wanted.max ?? Infinity);
      return isIn ? [] : [refused(value, path, key, rangeText(wanted))];
    }
    case 'list':
      return (value as readonly unknown[]).flatMap((item, index) =>
        item === null ? [] : checkValue(item, [...path, index], key, wanted.of, reader),
      );
    case 'map':
      return Object.entries(value as CniObject).flatMap(([name, member]) =>
        member === null ? [] : checkValue(member, [...path, name], key, wanted.of, reader),
      );
    case 'object':
      return checkMembers(value as CniObject, path, wanted.keys, reader);
    case 'flag':
    case 'any':
      return [];
  }
}

function decodes(value: unknown, wanted: CniValue): boolean {
  switch (wanted.is) {
    case 'text':
      return typeof value === 'string';
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && !(wanted.unsigned && value < 0);
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'object':
      return isObject(value);
    case 'any':
      return true;
  }
}

function refusedText(
  value: string,
  path: JsonPath,
  key: CniKey,
  { values, form }: Extract<CniValue, { is: 'text' }>,
): readonly CniFault[] {
  // An empty text is what Go has for a missing one.
  if (value === '') return [];
  if (values && !values.includes(value)) {
    const meant = values.find((allowed) => allowed.toLowerCase() === value.trim().toLowerCase());
    return [refused(value, path, key, l10n.t('Write one of {0}.', values.join(', ')), meant)];
  }
  if (form && !hasForm(value, form))
    return [refused(value, path, { refusal: () => formWords(value, form), ...key }, formText(value, form))];
  return [];
}

/** What a plugin decodes, and then refuses; or takes as something else. */
function refused(value: unknown, path: JsonPath, key: CniKey, advice: string, meant?: string): CniFault {
  const words = key.refusal?.(value);
  const taken = key.takenAs?.(value);
  const written = l10n.t('{0}: {1} is not taken', key.name, JSON.stringify(value));
  return {
    rule: 'invalid-cni-value',
    path,
    on: 'value',
    severity: taken === undefined ? 'error' : 'warning',
    message: taken === undefined ? saying(words ?? written, advice) : `${taken} ${advice}`,
    mends: meant === undefined ? [] : [setting(path, meant, 'safe')],
  };
}

function undecodable(value: unknown, path: JsonPath, key: CniKey, { failure }: Reader): CniFault {
  const words = `${failure}json: cannot unmarshal ${goKind(value)} into Go struct field NetConf.${fieldOf(path)} of type ${goType(key.value)}`;
  return {
    rule: 'invalid-cni-value',
    path,
    on: 'value',
    severity: 'error',
    message: saying(words, l10n.t('Write {0}.', kindText(key.value))),
    mends: conversions(value, key.value).map((converted) => setting(path, converted, 'safe')),
  };
}

function setting(path: JsonPath, value: unknown, safety: CniMend['safety']): CniMend {
  return {
    title: typeof value === 'string' ? l10n.t('Write the text {0}', value) : l10n.t('Write {0}', JSON.stringify(value)),
    safety,
    steps: [{ do: 'set', path, value }],
  };
}

/** The one value that a value of the wrong kind must mean; none where there is a doubt. */
function conversions(value: unknown, wanted: CniValue): readonly unknown[] {
  switch (wanted.is) {
    case 'integer': {
      const number = typeof value === 'string' && /^\s*-?\d{1,15}\s*$/.test(value) ? Number(value) : undefined;
      const isIn = number !== undefined && number >= (wanted.min ?? -Infinity) && number <= (wanted.max ?? Infinity);
      return isIn ? [number] : [];
    }
    case 'flag': {
      const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
      return text === 'true' || text === 'false' ? [text === 'true'] : [];
    }
    case 'text': {
      const { values } = wanted;
      if (typeof value === 'boolean' && values?.includes('on')) return [value ? 'on' : 'off'];
      if (typeof value === 'number' && !values && !wanted.form) return [String(value)];
      return [];
    }
    case 'list':
      return decodes(value, wanted.of) && wanted.of.is !== 'any' ? [[value]] : [];
    case 'object':
    case 'map':
    case 'any':
      return [];
  }
}

function hasForm(value: string, form: TextForm): boolean {
  switch (form) {
    case 'device':
      return utf8ToBytes(value).length <= 15 && !/[/\s:]/.test(value) && value !== '.' && value !== '..';
    case 'ip':
      return isIp(value);
    case 'cidr':
      return parseCidr(value) !== undefined;
    case 'mac':
      return /^[0-9a-fA-F]{2}(?:([:-])[0-9a-fA-F]{2}(?:\1[0-9a-fA-F]{2}){4}|(?:[:-][0-9a-fA-F]{2}){7}|(?:[:-][0-9a-fA-F]{2}){19})$|^[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4}){2}$/.test(
        value,
      );
  }
}

/** What Go says of a text that has not the form. */
function formWords(value: string, form: TextForm): string {
  switch (form) {
    case 'device':
      return `failed to lookup "${value}": Link not found`;
    case 'ip':
      return `invalid IP address: ${value}`;
    case 'cidr':
      return `invalid CIDR address: ${value}`;
    case 'mac':
      return `address ${value}: invalid MAC address`;
  }
}

function formText(value: string, form: TextForm): string {
  switch (form) {
    case 'device':
      return l10n.t(
        'The name of a device has at most 15 characters, without blanks, / and :; this one has {0}.',
        utf8ToBytes(value).length,
      );
    case 'ip':
      return l10n.t('Write an IP address without prefix length.');
    case 'cidr':
      return l10n.t('Write an IP address with its prefix length, such as 10.1.0.0/24.');
    case 'mac':
      return l10n.t('Write a MAC address, such as 02:00:00:00:00:01.');
  }
}

function rangeText({ min, max }: Extract<CniValue, { is: 'integer' }>): string {
  return l10n.t('Write a number from {0} to {1}.', min ?? '-∞', max ?? '∞');
}

function kindText(wanted: CniValue): string {
  switch (wanted.is) {
    case 'text':
      return wanted.values
        ? wanted.values.map((value) => JSON.stringify(value)).join(', ')
        : l10n.t('a text in quotes');
    case 'integer':
      return l10n.t('a whole number without quotes');
    case 'flag':
      return l10n.t('true or false, without quotes');
    case 'list':
      return l10n.t('a list in [ ]');
    case 'object':
    case 'map':
    case 'any':
      return l10n.t('an object in { }');
  }
}

function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) && value >= 0 ? 'number' : `number ${String(value)}`;
  return typeof value;
}

function goType(wanted: CniValue): string {
  switch (wanted.is) {
    case 'text':
      return 'string';
    case 'integer':
      return wanted.unsigned ? 'uint' : 'int';
    case 'flag':
      return 'bool';
    case 'list':
      return `[]${goType(wanted.of)}`;
    case 'map':
      return `map[string]${goType(wanted.of)}`;
    case 'object':
    case 'any':
      return 'struct';
  }
}

/** The keys of a path without the list of plugins and the indices, as Go's decoder names a field. */
function fieldOf(path: JsonPath): string {
  const own = typeof path[1] === 'number' ? path.slice(2) : path;
  return own.filter((step) => typeof step === 'string').join('.');
}
