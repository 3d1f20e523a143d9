/**
 * What is wrong with the CNI configuration of a NAD, found once for all rules that tell a part of it, and how such a
 * rule is made: the checks of `core/cni` have the say, and their edits are the fixes. It must not judge by itself.
 */
import { checkCni, type CniFault } from '../../cni/check-cni.ts';
import type { Nad } from '../../resources/nad.ts';
import type { Severity } from '../../settings.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import type { Rule, Subject } from '../rule.ts';
import { lacksResource } from './resource-name.ts';
import { missingInFrame } from './templated-config.ts';
import { unknownNames } from './unknown-names.ts';

export interface CniRuleParts {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly fixable: boolean;
}

interface Data {
  /** Place among the faults of the configuration. */
  readonly index: number;
}

const known = new WeakMap<Nad, readonly CniFault[]>();

/** Of a configuration that reads as a JSON object; of one with templates in it what no template can change. */
export function nadFaults(nad: Nad, document: YamlDocument): readonly CniFault[] {
  const found = known.get(nad) ?? findFaults(nad, document);
  known.set(nad, found);
  return found;
}

function findFaults({ config, resource, resourceName }: Nad, document: YamlDocument): readonly CniFault[] {
  if (config === 'unknown') return missingInFrame(document, resource);
  if (typeof config === 'string' || !config.cni) return [];
  const { name, namespace } = resource;
  return [
    ...checkCni(config.cni, {
      name: name.state === 'stated' ? name.value : undefined,
      namespace: namespace.state === 'stated' ? namespace.value : undefined,
      hasDevice: resourceName.state === 'unknown' ? undefined : !lacksResource(resourceName),
    }),
    ...unknownNames(config.cni),
  ];
}

/** A rule that tells the faults under its id. */
export function cniRule({ fixable, ...parts }: CniRuleParts): Rule {
  return {
    ...parts,
    since: '0.3.0',
    fixable,
    roles: ['nad'],
    check({ nad, document, isPatch }, report) {
      if (!nad) return;
      for (const [index, { rule, path, on, severity, message }] of nadFaults(nad, document).entries()) {
        if (rule !== parts.id) continue;
        const data: Data = { index };
        // A patch's configuration is the whole of it, but the NAD's name and annotations stand elsewhere.
        const shown = isPatch && severity !== 'hint' ? 'information' : severity;
        report({ field: nad.configField, json: path, on, severity: shown, message, data, ...tagsOf(parts.id) });
      }
    },
    ...(fixable && {
      fixes: ({ data }, { nad, document, plan }: Subject) =>
        (nad ? (nadFaults(nad, document)[(data as Data).index]?.mends ?? []) : []).flatMap(
          ({ title, safety, steps }) =>
            nad ? plan(title, safety, [{ do: 'json', field: nad.configField, steps }]) : [],
        ),
    }),
  };
}

function tagsOf(id: string): { readonly tags?: readonly ['deprecated'] } {
  return id.startsWith('deprecated-') ? { tags: ['deprecated'] } : {};
}
