/**
 * `.virtlens.yaml`: facts of the cluster that no manifest tells, the same for editor and command line. Read with the
 * same YAML layer as manifests, so that its problems have places; a part that is wrong is left out, the rest counts.
 */
import * as l10n from '@vscode/l10n';
import validate from '../schemas/generated/project-file.js';
import type { ValidatorError } from '../schemas/validator.ts';
import { isSeverityChoice, type SeverityChoice } from '../settings.ts';
import { joinField } from '../yaml/locate.ts';
import { plainValue } from '../yaml/read-document.ts';
import type { YamlDocument } from '../yaml/tree.ts';

export const projectFileName = '.virtlens.yaml';

export interface ProjectNad {
  readonly name: string;
  /** Undefined: the default namespace. */
  readonly namespace: string | undefined;
  readonly type: string | undefined;
}

export interface ProjectFile {
  readonly uri: string;
  readonly release?: string;
  readonly namespace?: string;
  /** Glob patterns relative to the file's folder. */
  readonly files: readonly string[];
  readonly nads: readonly ProjectNad[];
  /** Whether the workspace has every NAD of the cluster that its machines may name. */
  readonly complete?: boolean;
  /** Whether Multus keeps Pods from NADs of other namespaces. */
  readonly namespaceIsolation?: boolean;
  /** Namespaces whose NADs are for all Pods all the same. */
  readonly globalNamespaces?: readonly string[];
  /** KubeVirt's `spec.workloadUpdateStrategy.workloadUpdateMethods`. */
  readonly workloadUpdateMethods?: readonly string[];
  /** KubeVirt's `spec.configuration`, verbatim. */
  readonly configuration?: unknown;
  readonly rules: Readonly<Record<string, SeverityChoice>>;
}

/** Something in a project file that cannot be used. */
export interface ProjectFileProblem {
  readonly field: string;
  readonly message: string;
}

/** Reads a project file; an unreadable one gives an empty project and the document's own problems. */
export function readProjectFile(
  uri: string,
  document: YamlDocument,
): { project: ProjectFile; problems: readonly ProjectFileProblem[] } {
  const value = document.root ? plainValue(document.root) : undefined;
  const problems: ProjectFileProblem[] = [];
  if (value !== undefined && value !== null && !validate(value)) {
    for (const error of validate.errors ?? []) problems.push(problemOf(error));
  }
  const own = isRecord(value) ? value : {};
  const text = (key: string): string | undefined => (typeof own[key] === 'string' ? own[key] : undefined);
  const list = (key: string): readonly unknown[] => (Array.isArray(own[key]) ? (own[key] as unknown[]) : []);
  const texts = (key: string): readonly string[] | undefined =>
    Array.isArray(own[key]) ? list(key).filter((item) => typeof item === 'string') : undefined;
  const rules: Record<string, SeverityChoice> = {};
  if (isRecord(own['rules'])) {
    for (const [rule, choice] of Object.entries(own['rules'])) {
      // An unquoted `off` is the boolean false to every reader of YAML 1.1.
      if (choice === false) rules[rule] = 'off';
      else if (isSeverityChoice(choice)) rules[rule] = choice;
    }
  }
  const release = text('release');
  const namespace = text('namespace');
  const globalNamespaces = texts('globalNamespaces');
  const workloadUpdateMethods = texts('workloadUpdateMethods');
  const project: ProjectFile = {
    uri,
    ...(release !== undefined && { release }),
    ...(namespace !== undefined && { namespace }),
    files: list('files').filter((pattern) => typeof pattern === 'string'),
    nads: list('nads').flatMap((entry) => {
      if (!isRecord(entry) || typeof entry['name'] !== 'string') return [];
      return [
        {
          name: entry['name'],
          namespace: typeof entry['namespace'] === 'string' ? entry['namespace'] : undefined,
          type: typeof entry['type'] === 'string' ? entry['type'] : undefined,
        },
      ];
    }),
    ...(typeof own['complete'] === 'boolean' && { complete: own['complete'] }),
    ...(typeof own['namespaceIsolation'] === 'boolean' && { namespaceIsolation: own['namespaceIsolation'] }),
    ...(globalNamespaces && { globalNamespaces }),
    ...(workloadUpdateMethods && { workloadUpdateMethods }),
    ...(isRecord(own['configuration']) && { configuration: own['configuration'] }),
    rules,
  };
  return { project, problems };
}

function problemOf(error: ValidatorError): ProjectFileProblem {
  const field = fieldOfPointer(error.instancePath);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      return { field: joinField(field, key), message: l10n.t('Unknown key {0}; it is ignored.', key) };
    }
    case 'required':
      return {
        field,
        message: l10n.t('The key {0} is missing; the entry is ignored.', String(error.params['missingProperty'])),
      };
    case 'enum':
      return {
        field,
        message: l10n.t(
          'One of {0} is expected; the value is ignored.',
          (error.params['allowedValues'] as unknown[]).filter((value) => value !== false).join(', '),
        ),
      };
    case 'type':
      return {
        field,
        message: l10n.t('A value of type {0} is expected; it is ignored.', String(error.params['type'])),
      };
    default:
      return { field, message: error.message ?? error.keyword };
  }
}

function fieldOfPointer(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((field, part) => (/^\d+$/.test(part) ? joinField(field, Number(part)) : joinField(field, part)), '');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
