/**
 * What the commands print: the documented JSON shapes, and the same as text. Lines and columns count from 1 in UTF-16
 * units, ends are exclusive.
 */
import * as l10n from '@vscode/l10n';
import type { StatusCause } from '../core/kubevirt/admission/cause.ts';
import { matchDerivedName } from '../core/kubevirt/derived-names.ts';
import { linkNames } from '../core/kubevirt/link-names.ts';
import { podInterfaces } from '../core/kubevirt/name-scheme.ts';
import { classifyNetwork } from '../core/kubevirt/network-classification.ts';
import { parseNadReference } from '../core/kubevirt/nad-reference.ts';
import { documentSource } from '../core/features/document-source.ts';
import type { Severity } from '../core/settings.ts';
import { whyUnknown } from '../core/features/topics/annotation.ts';
import { launcherAssumptions } from '../core/workspace/launcher.ts';
import { foundVms, type Analysis, type FoundEntry, type FoundVm } from './analysis.ts';
import { columns, place, printable, title } from './terminal-text.ts';

export interface AnnotateEntry extends FoundEntry {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly release: string;
  /** Null when they cannot be known (a template or a fragment); `assumed` then says why. */
  readonly annotations: Readonly<Record<string, string>> | null;
  /** KubeVirt's text, when it cannot render the launcher Pod. */
  readonly error?: string;
  readonly defaulted: boolean;
  readonly assumed: readonly string[];
}

export interface NamesEntry extends FoundEntry {
  readonly namespace: string | null;
  readonly name: string | null;
  readonly networks: readonly NetworkEntry[];
}

export interface NetworkEntry {
  /** Null when a template writes it. */
  readonly name: string | null;
  readonly source: string;
  readonly nad: string | null;
  readonly podInterface: string | null;
  readonly tap: string | null;
  readonly bridge: string | null;
  readonly nic: string | null;
  readonly scheme: 'hashed';
}

export interface CheckEntry extends FoundEntry {
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly field: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
  /** KubeVirt's own answers that the finding stands for. */
  readonly causes: readonly StatusCause[];
  readonly fixes: readonly { readonly title: string; readonly safety: 'safe' | 'unsafe' }[];
}

export function annotateEntries(analysis: Analysis): AnnotateEntry[] {
  return [...foundVms(analysis)].map(({ input, line, source, resource, launcher }) => {
    const { pod, cluster } = launcher;
    return {
      file: input.name,
      line,
      ...(source !== undefined && { source }),
      kind: resource.kind,
      namespace: launcher.namespace.namespace ?? null,
      name: nameOf({ resource }),
      release: cluster.release.patch,
      annotations: pod ? pod.annotations : null,
      ...(pod?.error !== undefined && { error: pod.error }),
      defaulted: pod?.defaulted ?? false,
      assumed: [...(pod ? [] : [whyUnknown(launcher)]), ...launcherAssumptions(launcher)],
    };
  });
}

export function namesEntries(analysis: Analysis, find: string | undefined): NamesEntry[] {
  return [...foundVms(analysis)].flatMap((vm) => {
    const networks = networkEntries(vm, find);
    if (find !== undefined && networks.length === 0) return [];
    return [
      {
        file: vm.input.name,
        line: vm.line,
        ...(vm.source !== undefined && { source: vm.source }),
        namespace: vm.launcher.namespace.namespace ?? null,
        name: nameOf(vm),
        networks,
      },
    ];
  });
}

function networkEntries({ launcher }: FoundVm, find: string | undefined): NetworkEntry[] {
  const { release } = launcher.cluster;
  if (launcher.pod?.defaulted) {
    const { networks } = launcher.pod;
    const names = podInterfaces(networks, 'hashed', release);
    return networks
      .filter((network) => find === undefined || matchDerivedName(networks, network, release, find) !== undefined)
      .map((network) => {
        const podInterface = names.get(network.name) ?? null;
        const links = podInterface === null ? undefined : linkNames(podInterface, false);
        return entryOf(network.name, classifyNetwork(network, release), null, podInterface, links);
      });
  }
  const { networks } = launcher.vm.spec;
  return launcher.networks
    .filter(
      ({ known, network }) =>
        find === undefined || (known && matchDerivedName(networks, network, release, find) !== undefined),
    )
    .map(({ known, network, class: source, nad, podInterface, links }) => {
      const reference = nad && `${nad.namespace ?? '<namespace>'}/${parseNadReference('', nad.reference).name}`;
      return entryOf(known ? network.name : null, source, reference ?? null, podInterface ?? null, links);
    });
}

function entryOf(
  name: string | null,
  source: string,
  nad: string | null,
  podInterface: string | null,
  links: { tap: string; bridge: string; nic: string } | undefined,
): NetworkEntry {
  return {
    name,
    source,
    nad,
    podInterface,
    tap: links?.tap ?? null,
    bridge: links?.bridge ?? null,
    nic: links?.nic ?? null,
    scheme: 'hashed',
  };
}

export function checkEntries({ workspace, findings, inputs }: Analysis): CheckEntry[] {
  const entries: CheckEntry[] = [];
  for (const input of inputs) {
    const store = workspace.file(input.uri)?.store;
    if (!store) continue;
    for (const { index, findings: found } of findings.of(input.uri)) {
      const view = workspace.view(input.uri, index);
      if (!view) continue;
      const fixes = findings.fixesOfAll(view, found);
      for (const finding of found) {
        const source = documentSource(view, finding.field);
        const start = store.positionAt(index, finding.span.start);
        const end = store.positionAt(index, finding.span.end);
        entries.push({
          file: input.name,
          line: start.line + 1,
          ...(source !== undefined && { source }),
          column: start.character + 1,
          endLine: end.line + 1,
          endColumn: end.character + 1,
          rule: finding.rule,
          severity: finding.severity,
          message: finding.message,
          field: finding.field,
          kind: finding.resource.kind,
          namespace: finding.resource.namespace ?? null,
          name: finding.resource.name ?? null,
          causes: finding.causes ?? [],
          fixes: (fixes.get(finding) ?? []).map(({ title, safety }) => ({ title, safety })),
        });
      }
    }
  }
  return entries;
}

function nameOf({ resource }: Pick<FoundVm, 'resource'>): string | null {
  return resource.name.state === 'stated' ? resource.name.value : null;
}

// Text

/** As the documented shapes. */
export function jsonText(entries: readonly unknown[]): string {
  return JSON.stringify(entries, undefined, 2);
}

export function annotateText(entries: readonly AnnotateEntry[], verbose: boolean): string {
  return entries
    .map((entry) => {
      const lines = [`${place(entry)}  ${title(entry.kind, entry)}  KubeVirt ${entry.release}`];
      if (entry.error !== undefined)
        lines.push(`  ${l10n.t('KubeVirt cannot render the launcher Pod: {0}', entry.error)}`);
      else if (!entry.annotations) lines.push(`  ${entry.assumed[0] ?? ''}`);
      else if (Object.keys(entry.annotations).length === 0) lines.push(`  ${l10n.t('no network annotation')}`);
      for (const [key, value] of Object.entries(entry.annotations ?? {})) lines.push(`  ${key}: ${printable(value)}`);
      if (entry.defaulted) lines.push(`  ${l10n.t('(with the implicit NIC that KubeVirt adds)')}`);
      if (verbose) for (const text of entry.assumed) lines.push(`  ${l10n.t('assumed: {0}', text)}`);
      return lines.join('\n');
    })
    .join('\n\n');
}

export function namesText(entries: readonly NamesEntry[]): string {
  return entries
    .map((entry) => {
      const heading = `${place(entry)}  ${title('', entry)}`;
      const head = [
        l10n.t('network'),
        l10n.t('source'),
        l10n.t('NAD'),
        l10n.t('Pod interface'),
        'tap',
        'bridge',
        'nic',
      ];
      const rows = entry.networks.map((network) =>
        [
          network.name ?? '?',
          network.source,
          network.nad,
          network.podInterface,
          network.tap,
          network.bridge,
          network.nic,
        ].map((cell) => printable(cell ?? '-')),
      );
      if (rows.length === 0) return `${heading}\n  ${l10n.t('no networks')}`;
      return [heading, ...columns([head, ...rows]).map((line) => `  ${line}`)].join('\n');
    })
    .join('\n\n');
}

export function checkText(entries: readonly CheckEntry[]): string {
  return entries
    .map((entry) => {
      const { column, severity, message, rule, fixes } = entry;
      const advice = fixes.map(({ title: text }) => `    ${l10n.t('fix: {0}', text)}`);
      return [`${place(entry, column)}: ${severity}: ${printable(message)} [${rule}]`, ...advice].join('\n');
    })
    .join('\n');
}
