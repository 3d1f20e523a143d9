/** From the record of a case to the Errors that an editor must show: every group of causes at once, duplicates folded. */
import type { Json, JsonObject } from '../../tools/golden/case.ts';

export interface ExpectedCause {
  readonly type: string;
  readonly message: string;
  readonly field: string;
}

export interface Expected {
  readonly causes: readonly ExpectedCause[];
  /** Whether the record holds every cause there is; the webhooks stop at the first group that objects. */
  readonly isComplete: boolean;
  /** Texts of refusals that name no cause. */
  readonly messages: readonly string[];
  /** Fields that the schema or the decoder objects to, without indices. */
  readonly schemaFields: readonly string[];
  /**
   * Fields, without indices, that the CRDs demand and the manifest lacks. The records leave out the API server's own
   * check, which comes before the webhooks.
   */
  readonly requiredByCrd: readonly string[];
}

export function expectedErrors(result: JsonObject, manifest: JsonObject): Expected {
  const admit = objectOf(result['admit']);
  const mutate = objectOf(admit?.['mutate']);
  const schema = listOf(result['schema']).length > 0 ? listOf(result['schema']) : schemaCausesOf(result['schema']);
  const isRefusedBefore = mutate !== undefined || result['decodeError'] !== undefined || schema.length > 0;
  const groups = ['net', 'netCreation', 'vmSpec'].map((field) => causesOf(result[field]));
  const causes = new Map(
    [...groups.flat(), ...(mutate ? [] : causesOf(admit?.['causes']))].map((cause) => [JSON.stringify(cause), cause]),
  );
  const mutateCauses = causesOf(mutate?.['causes']);
  const mutateMessage = mutate?.['message'];
  const decodeError = result['decodeError'];
  const decodeTexts = [decodeError, mutateMessage].flatMap((text) => fieldOfDecodeError(text) ?? []);
  return {
    causes: [...causes.values()].filter(({ type }) => type !== ''),
    isComplete: !isRefusedBefore,
    messages:
      typeof mutateMessage === 'string' && mutateCauses.length === 0 && fieldOfDecodeError(mutateMessage) === undefined
        ? [mutateMessage]
        : [],
    schemaFields: isTruncated(result['schema'])
      ? []
      : [
          ...new Set(
            [...schema, ...mutateCauses]
              .flatMap(({ message }) => fieldOfSchemaCause(message) ?? [])
              .concat(decodeTexts),
          ),
        ],
    requiredByCrd: requiredByCrd(manifest),
  };
}

/** The few of them that recorded manifests lack while the webhooks let them pass. */
function requiredByCrd(manifest: JsonObject): readonly string[] {
  const isVm = manifest['kind'] === 'VirtualMachine';
  const base = isVm ? 'spec.template.spec' : 'spec';
  const member = (value: Json | undefined, ...keys: readonly string[]): Json | undefined =>
    keys.reduce<Json | undefined>((at, key) => objectOf(at)?.[key], value);
  const spec = isVm ? member(manifest, 'spec', 'template', 'spec') : member(manifest, 'spec');
  const found = new Set<string>();
  const interfaces = member(spec, 'domain', 'devices', 'interfaces');
  for (const own of Array.isArray(interfaces) ? interfaces : []) {
    const at = `${base}.domain.devices.interfaces`;
    if (objectOf(own) && member(own, 'name') === undefined) found.add(`${at}.name`);
    const binding = objectOf(member(own, 'binding'));
    if (binding && binding['name'] === undefined) found.add(`${at}.binding.name`);
    const ports = member(own, 'ports');
    for (const port of Array.isArray(ports) ? ports : [])
      if (objectOf(port) && member(port, 'port') === undefined) found.add(`${at}.ports.port`);
  }
  const networks = member(spec, 'networks');
  for (const network of Array.isArray(networks) ? networks : []) {
    if (objectOf(network) && member(network, 'name') === undefined) found.add(`${base}.networks.name`);
    if (objectOf(member(network, 'multus')) && member(network, 'multus', 'networkName') === undefined)
      found.add(`${base}.networks.multus.networkName`);
  }
  return [...found];
}

function fieldOfSchemaCause(message: string): string | undefined {
  return / in body /.test(message) ? message.replace(/ in body .*$/s, '').replace(/^\./, '') : undefined;
}

/** `json: cannot unmarshal string into Go struct field VirtualMachine.spec.template.spec.networks.name of type …`. */
function fieldOfDecodeError(text: Json | undefined): string | undefined {
  const field = typeof text === 'string' ? /Go struct field \w+\.([\w.]+) of type/.exec(text)?.[1] : undefined;
  // Embedded structs stand in Go's path, but not in the manifest's.
  return field
    ?.split('.')
    .filter((part) => !/^[A-Z]/.test(part))
    .join('.');
}

function schemaCausesOf(value: Json | undefined): readonly ExpectedCause[] {
  return causesOf(objectOf(value)?.['causes']);
}

function isTruncated(value: Json | undefined): boolean {
  return value === 'truncated' || objectOf(value)?.['truncated'] !== undefined;
}

function listOf(value: Json | undefined): readonly ExpectedCause[] {
  return causesOf(value);
}

function causesOf(value: Json | undefined): readonly ExpectedCause[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((member) => {
    const own = objectOf(member);
    if (!own) return [];
    const text = (key: string): string => (typeof own[key] === 'string' ? own[key] : '');
    return [{ type: text('type'), message: text('message'), field: text('field') }];
  });
}

function objectOf(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}
