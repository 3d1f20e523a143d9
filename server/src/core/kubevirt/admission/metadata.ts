/**
 * The rules of the metadata that a VMI gets: labels of KubeVirt's own, annotations that need a gate. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import type { ClusterConfiguration } from '../configuration.ts';
import { isGateEnabled } from '../configuration.ts';
import * as go from '../go-decode.ts';
import type { Release } from '../releases/release.ts';
import { type Cause, cause, gated } from './cause.ts';

/** Labels that only KubeVirt itself may put on a VMI. */
export const reservedLabels: readonly string[] = [
  'kubevirt.io/created-by',
  'kubevirt.io/migrationJobUID',
  'kubevirt.io/nodeName',
  'kubevirt.io/migrationTargetNodeName',
  'kubevirt.io/schedulable',
  'kubevirt.io/install-strategy',
];

const gatedAnnotations = [
  {
    key: 'kubevirt.io/ignitiondata',
    gate: 'ExperimentalIgnitionSupport',
    name: 'ExperimentalIgnitionSupport feature gate',
  },
  { key: 'hooks.kubevirt.io/hookSidecars', gate: 'Sidecar', name: 'sidecar feature gate' },
] as const;

export interface Metadata {
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly deletionTimestamp: string;
}

const decode = go.struct<Metadata>({
  namespace: go.text,
  labels: go.map(go.text),
  annotations: go.map(go.text),
  deletionTimestamp: go.text,
});

export function decodeMetadata(value: unknown): Metadata {
  return decode(value, '', []);
}

/** `field` is that of the metadata. */
export function metadataCauses(
  { labels, annotations }: Metadata,
  field: string,
  release: Release,
  configuration: ClusterConfiguration,
): readonly Cause[] {
  const causes: Cause[] = [];
  const reserved = [...labels.keys()].filter((label) => reservedLabels.includes(label));
  const [first] = reserved;
  if (first !== undefined)
    causes.push(
      cause(
        'reserved-label',
        'FieldValueNotSupported',
        'creation of the following reserved kubevirt.io/ labels on a VMI object is prohibited',
        `${field}.labels`,
        {
          at: `${field}.labels.${first}`,
          on: 'key',
          evidence: reserved.map((label) => `${field}.labels.${label}`),
          data: { labels: reserved },
        },
      ),
    );
  for (const { key, gate, name } of gatedAnnotations) {
    if ((annotations.get(key) ?? '') === '' || isGateEnabled(release, configuration, gate)) continue;
    const at = `${field}.annotations.${key}`;
    causes.push(
      gated(gate, `${name} is not enabled in kubevirt-config, invalid entry ${at}`, `${field}.annotations`, {
        at,
        on: 'key',
        data: { annotation: key },
      }),
    );
  }
  return causes;
}
