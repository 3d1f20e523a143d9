/**
 * The rules of a VM around its template: whether it runs, its data volumes, what can be changed while it runs. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vms-admitter.go`, `pkg/storage/admitters/data-volume-template.go`,
 * v1.6–v1.9.
 */
import { type ClusterConfiguration, isGateEnabled } from '../configuration.ts';
import * as go from '../go-decode.ts';
import type { Machine } from '../machine-model.ts';
import type { Release } from '../releases/release.ts';
import type { Empty } from '../model.ts';
import { type Cause, type CauseRest, gated, invalid, required } from './cause.ts';

export interface DataVolumeTemplate {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly pvc?: Claim;
    readonly storage?: Claim;
    readonly source?: ReadonlyMap<string, Empty | undefined>;
    readonly sourceRef?: Empty;
  };
}

interface Claim {
  readonly dataSource?: Empty;
  readonly dataSourceRef?: Empty;
}

interface Matcher {
  readonly name: string;
  readonly inferFromVolume: string;
}

/** `spec` of a VM without its template. */
export interface VmSettings {
  readonly running?: boolean;
  readonly runStrategy?: string;
  readonly instancetype?: Matcher;
  readonly preference?: Matcher;
  readonly dataVolumeTemplates: readonly DataVolumeTemplate[];
}

const present = go.optional(go.struct<Empty>({}));
const claim = go.optional(go.struct<Claim>({ dataSource: present, dataSourceRef: present }));
const matcher = go.optional(go.struct<Matcher>({ name: go.text, inferFromVolume: go.text }));

const settings = go.struct<VmSettings>({
  running: go.optional(go.flag),
  runStrategy: go.optional(go.text),
  instancetype: matcher,
  preference: matcher,
  dataVolumeTemplates: go.list(
    go.struct<DataVolumeTemplate>({
      metadata: go.struct<DataVolumeTemplate['metadata']>({ name: go.text, namespace: go.text }),
      spec: go.struct<DataVolumeTemplate['spec']>({
        pvc: claim,
        storage: claim,
        source: go.optional(go.map(present)),
        sourceRef: present,
      }),
    }),
  ),
});

export function decodeVmSettings(value: unknown): VmSettings {
  return settings(value, '', []);
}

export const runStrategies: readonly string[] = ['Halted', 'Manual', 'Always', 'RerunOnFailure', 'Once'];

/** `field` is that of the VM's `spec`, as in all of these. */
export function runStrategyCauses(
  { running, runStrategy }: VmSettings,
  field: string,
  release: Release,
  configuration: ClusterConfiguration,
): readonly Cause[] {
  const causes: Cause[] = [];
  const strategy = `${field}.runStrategy`;
  const older = `${field}.running`;
  if (running !== undefined && runStrategy !== undefined)
    causes.push(
      invalid(
        'invalid-run-strategy',
        'Running and RunStrategy are mutually exclusive. Note that Running is deprecated, please use RunStrategy instead',
        older,
        {
          on: 'key',
          evidence: [older, strategy],
          related: [{ field: strategy, relation: 'conflicts-with' }],
          data: { fault: 'both', running, runStrategy },
        },
      ),
    );
  if (running === undefined && runStrategy === undefined)
    causes.push(
      invalid('invalid-run-strategy', 'RunStrategy must be specified', older, {
        at: field,
        on: 'key',
        evidence: [older, strategy],
        data: { fault: 'none', values: runStrategies },
      }),
    );
  if (runStrategy === 'WaitAsReceiver') {
    const gate = 'DecentralizedLiveMigration';
    if (!isGateEnabled(release, configuration, gate))
      causes.push(
        gated(
          gate,
          `Invalid RunStrategy (${runStrategy}), ${gate} feature gate is not enabled in kubevirt resource`,
          strategy,
          { data: { value: runStrategy } },
        ),
      );
  } else if (runStrategy !== undefined && !runStrategies.includes(runStrategy))
    causes.push(
      invalid('invalid-run-strategy', `Invalid RunStrategy (${runStrategy})`, strategy, {
        data: { fault: 'value', value: runStrategy, values: runStrategies },
      }),
    );
  return causes;
}

/** What the webhook warns of when it accepts. */
export function deprecationWarnings({ running }: VmSettings): readonly string[] {
  return running === undefined ? [] : ['spec.running is deprecated, please use spec.runStrategy instead.'];
}

/** `specField` is that of the VMI spec, whose volumes must use each template. */
export function dataVolumeTemplateCauses(
  { dataVolumeTemplates }: VmSettings,
  { volumes }: Machine,
  field: string,
  specField: string,
): readonly Cause[] {
  return dataVolumeTemplates.flatMap((template, index) => {
    const at = `${field}.dataVolumeTemplates[${index}]`;
    // KubeVirt's own field is in the singular.
    const odd = `${field}.dataVolumeTemplate[${index}]`;
    const fault = templateFault(template, at, odd);
    if (fault) return [fault];
    const { name } = template.metadata;
    const isUsed = volumes.some(
      (volume) => volume.persistentVolumeClaim?.claimName === name || volume.dataVolume?.name === name,
    );
    if (isUsed) return [];
    return [
      required(
        'unused-data-volume-template',
        `DataVolumeTemplate entry ${odd} must be referenced in the VMI template's 'volumes' list`,
        odd,
        {
          at: `${at}.metadata.name`,
          evidence: [`${at}.metadata.name`, `${specField}.volumes`],
          related: [{ field: `${specField}.volumes`, relation: 'partner' }],
          data: { template: index, name, volumes: volumes.flatMap((volume) => volume.dataVolume?.name ?? []) },
        },
      ),
    ];
  });
}

/** The first thing that a template lacks, or has twice. */
function templateFault({ metadata, spec }: DataVolumeTemplate, at: string, odd: string): Cause | undefined {
  const fault = (name: string, message: string, child: string, rest: CauseRest): Cause =>
    invalid('invalid-data-volume-template', message, `${odd}.${child}`, {
      on: 'key',
      evidence: [`${at}.spec`],
      data: { fault: name },
      ...rest,
    });
  if (metadata.name === '')
    return required(
      'invalid-data-volume-template',
      `'name' field must not be empty for DataVolumeTemplate entry ${odd}.name.`,
      `${odd}.name`,
      { at: `${at}.metadata.name`, data: { fault: 'name' } },
    );
  const { pvc, storage, source, sourceRef } = spec;
  const specAt = `${at}.spec`;
  if (!pvc && !storage) return fault('no-storage', 'Missing Data volume PVC or Storage', 'PVC.Storage', { at: specAt });
  if (pvc && storage)
    return fault(
      'two-storages',
      'Duplicate storage definition, both target storage and target pvc defined',
      'PVC.Storage',
      {
        at: `${specAt}.storage`,
        related: [{ field: `${specAt}.pvc`, relation: 'conflicts-with' }],
      },
    );
  const { dataSource, dataSourceRef } = pvc ?? storage ?? {};
  const isPopulated = dataSource !== undefined || dataSourceRef !== undefined;
  if (isPopulated && (source ?? sourceRef))
    return fault('two-sources', 'External population is incompatible with Source and SourceRef', 'source', {
      at: source ? `${specAt}.source` : `${specAt}.sourceRef`,
    });
  if (!isPopulated && !source && !sourceRef)
    return fault(
      'no-source',
      'Data volume should have either Source, SourceRef, or be externally populated',
      'source.sourceRef',
      { at: specAt },
    );
  const sources = source ? [...source].filter(([, value]) => value !== undefined) : [];
  if (source && sources.length === 0)
    return fault('no-source', 'Missing dataVolume valid source', 'source', { at: `${specAt}.source` });
  if (sources.length > 1)
    return fault('two-sources', 'Multiple dataVolume sources', 'source', { at: `${specAt}.source` });
  return undefined;
}

/** Templates of data volumes in another namespace than the VM's; looked at where the VM names its own. */
export function dataVolumeNamespaceCauses(
  { dataVolumeTemplates }: VmSettings,
  namespace: string,
  field: string,
): readonly Cause[] {
  if (namespace === '') return [];
  return dataVolumeTemplates.flatMap(({ metadata }, index) => {
    if (metadata.namespace === '' || metadata.namespace === namespace) return [];
    const odd = `${field}.dataVolumeTemplates[${index}]`;
    const at = `${odd}.metadata.namespace`;
    const message = `Embedded DataVolume namespace ${metadata.namespace} differs from VM namespace ${namespace}`;
    return [
      invalid('invalid-data-volume-template', message, odd, {
        at,
        evidence: [at, 'metadata.namespace'],
        data: { template: index, fault: 'namespace', value: metadata.namespace, namespace },
      }),
    ];
  });
}
