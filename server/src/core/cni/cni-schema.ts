/**
 * What the tables of `types/` are made of: a key of a CNI configuration, the value its plugin's Go struct takes, and what
 * is refused beyond that. Validation, completion and hover read the same tables. It must not hold a table itself.
 */

/** A value as the Go struct of a plugin declares it; what does not decode into it makes the plugin refuse. */
export type CniValue =
  | {
      readonly is: 'text';
      /** The only values taken; others are refused. */
      readonly values?: readonly string[];
      /** Values worth proposing, where others are taken too. */
      readonly proposals?: readonly string[];
      readonly form?: TextForm;
    }
  | {
      readonly is: 'integer';
      readonly min?: number;
      readonly max?: number;
      /** A Go `uint`, into which nothing below 0 decodes. */
      readonly unsigned?: true;
    }
  | { readonly is: 'flag' }
  | { readonly is: 'list'; readonly of: CniValue }
  | { readonly is: 'object'; readonly keys: readonly CniKey[] }
  /** An object with keys of the writer's choice. */
  | { readonly is: 'map'; readonly of: CniValue }
  | { readonly is: 'any' };

/**
 * What a text has to be: the name of a network device (15 bytes, the kernel's limit); an IP address, with a prefix length
 * or without; a hardware address.
 */
export type TextForm = 'device' | 'ip' | 'cidr' | 'mac';

export interface CniKey {
  readonly name: string;
  readonly value: CniValue;
  /** What it does, in Markdown. A function, so that the language is known when it is asked. */
  readonly doc: () => string;
  /** Without it the plugin refuses, or has nothing to work on; the words it says. */
  readonly required?: string;
  /** As it would be written in JSON. */
  readonly default?: string;
  /** What the plugin says of a value that it decodes and then refuses. */
  readonly refusal?: (value: unknown) => string;
  /** What becomes of a value out of range that the plugin does not refuse, in a sentence. */
  readonly takenAs?: (value: unknown) => string;
}

/** One CNI or IPAM plugin. */
export interface CniType {
  readonly name: string;
  /** What it is, in one sentence. */
  readonly doc: () => string;
  /** Its own keys; those of every plugin are in `common-keys.ts`. */
  readonly keys: readonly CniKey[];
  /** `interface`: makes a NIC in the Pod. `chained`: works on one that a plugin before it made. */
  readonly role: 'interface' | 'chained' | 'ipam';
  /** All its keys are known here, so another one is ignored. */
  readonly closed: boolean;
  /** What it says before the decoder's own words when a value has the wrong type. */
  readonly decodeFailure?: string;
  /** The plugin that it is another name for. */
  readonly aliasOf?: string;
}

type Extras = Omit<CniKey, 'name' | 'value' | 'doc'>;

export const text: CniValue = { is: 'text' };
export const flag: CniValue = { is: 'flag' };
export const integer: CniValue = { is: 'integer' };
export const unsigned: CniValue = { is: 'integer', unsigned: true };
export const anything: CniValue = { is: 'any' };

export function key(name: string, value: CniValue, doc: () => string, extras: Extras = {}): CniKey {
  return { name, value, doc, ...extras };
}

export function oneOf(...values: readonly string[]): CniValue {
  return { is: 'text', values };
}

export function formed(form: TextForm): CniValue {
  return { is: 'text', form };
}

export function range(min: number, max: number): CniValue {
  return { is: 'integer', min, max };
}

export function unsignedTo(max: number): CniValue {
  return { is: 'integer', min: 0, max, unsigned: true };
}

export function listOf(of: CniValue): CniValue {
  return { is: 'list', of };
}

export function objectOf(...keys: readonly CniKey[]): CniValue {
  return { is: 'object', keys };
}

export function mapOf(of: CniValue): CniValue {
  return { is: 'map', of };
}
