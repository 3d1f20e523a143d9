/**
 * The only definition of every setting: key, type, default, scope and description. The `contributes.configuration`
 * section of package.json, `package.nls.json` and `docs/settings.md` are generated from this table (`npm run generate`).
 * Resolving never fails: a value of the wrong type is replaced by its default and reported by key.
 */

/** How loud a finding is; `off` silences a rule. The promise behind each word stands in docs/rules/README.md. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type SeverityChoice = Severity | 'off';

export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Ids of the inlay hint kinds; each has the setting `virtlens.inlayHints.<id>`. */
export const hintKinds = [
  'podInterface',
  'annotation',
  'nad',
  'linkNames',
  'defaultNetwork',
  'implicitInterface',
  'impact',
  'status',
] as const;
export type HintKind = (typeof hintKinds)[number];

/** Resolved settings of one resource (file). */
export interface Settings {
  /** `auto`, or a release such as `v1.8`; anything else is an unknown release. */
  readonly release: string;
  /** Namespace of manifests that state none; empty: `default`, marked as assumed. */
  readonly namespace: string;
  readonly inlayHints: Readonly<Record<HintKind, boolean>> & { readonly enabled: boolean };
  readonly codeLens: { readonly enabled: boolean };
  /** What edits are compared with, as `core/workspace/baseline-choice.ts` reads it. */
  readonly impact: { readonly baseline: string };
  /** Whether faults of YAML syntax are told: `auto` leaves them to another YAML server where the client names one. */
  readonly syntaxChecks: 'auto' | 'on' | 'off';
  /** Globs of files in the workspace folders that are not looked at, unless one says `false`. */
  readonly exclude: Readonly<Record<string, unknown>>;
  /** Severity by rule id; rules not named keep their own. */
  readonly rules: Readonly<Record<string, SeverityChoice>>;
}

interface SettingSchema {
  readonly type: 'boolean' | 'string' | 'object';
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly additionalProperties?:
    { readonly type: 'string'; readonly enum: readonly string[] } | { readonly type: 'boolean' };
  readonly default: unknown;
}

export interface SettingDefinition {
  /** Key below `virtlens.`. */
  readonly key: string;
  readonly schema: SettingSchema;
  /** VS Code's configuration scope. */
  readonly scope: 'resource' | 'window' | 'machine-overridable';
  /** English description (Markdown), the source of translations. */
  readonly description: string;
  /**
   * Says which files or revisions are read. A folder brings settings of its own, so such a one keeps its default until the
   * user trusts the folder. All others only change what is said.
   */
  readonly needsTrust?: true;
}

const hint = (kind: HintKind, description: string): SettingDefinition => ({
  key: `inlayHints.${kind}`,
  schema: { type: 'boolean', default: true },
  scope: 'resource',
  description,
});

export const settingDefinitions: readonly SettingDefinition[] = [
  {
    key: 'release',
    schema: {
      type: 'string',
      enum: ['auto', 'v1.6', 'v1.7', 'v1.8', 'v1.9'],
      enumDescriptions: [
        'The release of the project file, else of the KubeVirt resource among the known files, else the newest.',
        'KubeVirt v1.6 (v1.6.6)',
        'KubeVirt v1.7 (v1.7.4)',
        'KubeVirt v1.8 (v1.8.4)',
        'KubeVirt v1.9 (v1.9.0)',
      ],
      default: 'auto',
    },
    scope: 'resource',
    description:
      'KubeVirt release whose behaviour is shown. A `release` in `.virtlens.yaml` goes first, so that editor and command line agree.',
  },
  {
    key: 'namespace',
    schema: { type: 'string', default: '' },
    scope: 'resource',
    description:
      'Namespace of manifests that state none, as the namespace of your kubectl context would be. Empty: `default`, marked as assumed.',
  },
  {
    key: 'inlayHints.enabled',
    schema: { type: 'boolean', default: true },
    scope: 'resource',
    description: 'Show VirtLens inlay hints. The kinds below can be switched one by one.',
  },
  hint('podInterface', 'On `networks[].name`: the Pod interface, for example `pod16477688c0e`.'),
  hint('annotation', 'On `networks:`: the Multus annotation that KubeVirt writes on the launcher Pod.'),
  hint(
    'nad',
    'On `networkName`: the NetworkAttachmentDefinition as `namespace/name`, with its CNI type when it is known.',
  ),
  hint('linkNames', 'On `interfaces[].name`: tap, bridge and renamed NIC inside the launcher Pod.'),
  hint('defaultNetwork', 'On `networks[].name`: which network is the default network of the launcher Pod.'),
  hint('implicitInterface', 'On a VM without networks and interfaces: the NIC that KubeVirt adds by itself.'),
  hint(
    'impact',
    'On `interfaces[].name` of a NIC that was edited: what becomes of it while the VM runs, for example `⟳ restart`.',
  ),
  hint(
    'status',
    'In dumps, on `infoSource`, `podInterfaceName` and in the network status of the launcher Pod, and on `interfaces[].name` of a VM of which a dump is known: how far the NIC is, for example `Pod ✔ · domain ✔ · guest ✘`.',
  ),
  {
    key: 'codeLens.enabled',
    schema: { type: 'boolean', default: true },
    scope: 'resource',
    description:
      'Show a code lens above each VM with what its launcher Pod will carry and what the edits of the VM do, and above NADs and binding plugins with who uses them.',
  },
  {
    key: 'impact.baseline',
    schema: { type: 'string', default: 'HEAD' },
    scope: 'resource',
    description:
      'What edits of VMs are compared with: a git revision such as `HEAD`, `merge-base` (the point at which the branch left the default branch) or `merge-base:REF`, `saved` (the text on disk), `none`.',
    needsTrust: true,
  },
  {
    key: 'syntaxChecks',
    schema: {
      type: 'string',
      enum: ['auto', 'on', 'off'],
      enumDescriptions: [
        'On, unless another YAML extension checks the same files.',
        'Always, though another extension may say the same.',
        'Never.',
      ],
      default: 'auto',
    },
    scope: 'resource',
    description: 'Whether VirtLens tells faults of YAML syntax in manifests of KubeVirt and its networks.',
  },
  {
    key: 'exclude',
    schema: { type: 'object', additionalProperties: { type: 'boolean' }, default: {} },
    scope: 'resource',
    description:
      'Files of the workspace that are not looked at for NADs, VMs and the rest, by globs as in `files.exclude`, for example `{"**/rendered": true}`. What `files.exclude` and `.gitignore` leave out is not looked at either.',
    needsTrust: true,
  },
  {
    key: 'rules',
    schema: {
      type: 'object',
      additionalProperties: { type: 'string', enum: [...severities, 'off'] },
      default: {},
    },
    scope: 'resource',
    description:
      'Severity by rule id, for example `{"unregistered-binding-plugin": "information"}`; `off` silences a rule. `rules` in `.virtlens.yaml` goes first.',
  },
];

export interface SettingProblem {
  readonly key: string;
  readonly value: unknown;
}

/**
 * Reads settings as an editor or a project sends them: an object below the key `virtlens`, nested or with dotted keys.
 * Unknown keys are ignored (a newer or older editor part may send them); wrong types give the default and a problem.
 * What needs trust keeps its default without it.
 */
export function resolveSettings(
  raw: unknown,
  { isTrusted = true }: { readonly isTrusted?: boolean } = {},
): { settings: Settings; problems: readonly SettingProblem[] } {
  const problems: SettingProblem[] = [];
  const read = (key: string): unknown => {
    const definition = settingDefinitions.find((candidate) => candidate.key === key);
    const value = definition?.needsTrust && !isTrusted ? undefined : lookUp(raw, key);
    if (value === undefined || value === null) return definition?.schema.default;
    if (typeof value === definition?.schema.type && !Array.isArray(value)) return value;
    problems.push({ key, value });
    return definition?.schema.default;
  };
  const readChoice = (key: string): unknown => {
    const definition = settingDefinitions.find((candidate) => candidate.key === key);
    const value = read(key);
    if (definition?.schema.enum?.includes(value as string)) return value;
    problems.push({ key, value });
    return definition?.schema.default;
  };
  const rules: Record<string, SeverityChoice> = {};
  for (const [rule, choice] of Object.entries(read('rules') as Record<string, unknown>)) {
    if (isSeverityChoice(choice)) rules[rule] = choice;
    else problems.push({ key: `rules.${rule}`, value: choice });
  }
  const hints = Object.fromEntries(hintKinds.map((kind) => [kind, read(`inlayHints.${kind}`)])) as Record<
    HintKind,
    boolean
  >;
  const settings: Settings = {
    release: read('release') as string,
    namespace: read('namespace') as string,
    inlayHints: { enabled: read('inlayHints.enabled') as boolean, ...hints },
    codeLens: { enabled: read('codeLens.enabled') as boolean },
    impact: { baseline: read('impact.baseline') as string },
    exclude: read('exclude') as Settings['exclude'],
    syntaxChecks: readChoice('syntaxChecks') as Settings['syntaxChecks'],
    rules,
  };
  return { settings, problems };
}

/** The value of a setting, by its key. */
export function settingValue(settings: Settings, key: string): unknown {
  return lookUp(settings, key);
}

export const defaultSettings: Settings = resolveSettings(undefined).settings;

export function isSeverityChoice(value: unknown): value is SeverityChoice {
  return value === 'off' || severities.some((severity) => severity === value);
}

function lookUp(raw: unknown, key: string): unknown {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const own = raw as Record<string, unknown>;
  if (Object.hasOwn(own, key)) return own[key];
  const dot = key.indexOf('.');
  if (dot < 0) return undefined;
  return Object.hasOwn(own, key.slice(0, dot)) ? lookUp(own[key.slice(0, dot)], key.slice(dot + 1)) : undefined;
}
