/** What is wrong with a CNI configuration: the place, who says what, and what would mend it. Plain values, no texts of YAML. */
import * as l10n from '@vscode/l10n';
import { keyOf, type CniPlugin } from './cni-config.ts';
import type { JsonStep } from '../json/edit-json.ts';
import type { JsonPath } from '../json/json-tree.ts';
import type { Severity } from '../settings.ts';

export interface CniMend {
  readonly title: string;
  /** `safe`: means the same to the cluster, or exactly what the writer must have meant. */
  readonly safety: 'safe' | 'unsafe';
  readonly steps: readonly JsonStep[];
}

export interface CniFault {
  /** Id of the rule that tells it. */
  readonly rule: string;
  readonly path: JsonPath;
  /** `key` also for a member that is missing in the object at the path. */
  readonly on: 'key' | 'value';
  /** `error`: Multus or the plugin is certain to refuse it. */
  readonly severity: Severity;
  readonly message: string;
  readonly mends: readonly CniMend[];
}

/** What a NAD tells of itself beside its configuration; undefined where it cannot be seen. */
export interface CniOwner {
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** Whether Multus hands the plugin a device, by the NAD's resource annotation. */
  readonly hasDevice: boolean | undefined;
}

/** Somebody else's words, and what they mean for the writer. */
export function saying(words: string, advice: string): string {
  return `${words} – ${advice}`;
}

/** Takes a key out of a plugin's configuration. */
export function removing({ path, value }: CniPlugin, key: string): CniMend {
  return {
    title: l10n.t('Remove {0}', key),
    safety: 'unsafe',
    steps: [{ do: 'remove', path: [...path, keyOf(value, key) ?? key] }],
  };
}
