/**
 * A whole NIC at once: the interface at the cursor and its network in the other list (or the other way round), as a pair
 * that KubeVirt admits in the release and configuration at hand.
 */
import * as l10n from '@vscode/l10n';
import { isGateEnabled } from '../../kubevirt/configuration.ts';
import { planEdits, type EditStep } from '../../yaml/edit-plan.ts';
import { blockLines, flowText } from '../../yaml/scalar-text.ts';
import { habitOf } from '../../yaml/text-layout.ts';
import type { TextReplacement } from '../../rules/rule.ts';
import type { Completion, CompletionContext } from './completion.ts';

/** One way to attach a NIC. */
interface Pair {
  readonly label: string;
  readonly binding: Readonly<Record<string, unknown>>;
  readonly source: 'pod' | 'multus';
}

export function nicCompletions(context: CompletionContext): readonly Completion[] {
  const { cursor, vm } = context;
  if (!vm || cursor.on !== 'key' || cursor.siblings.length > 0 || cursor.hasColon) return [];
  const list = isItemOf(cursor.field, vm.interfacesField)
    ? 'interfaces'
    : isItemOf(cursor.field, vm.networksField)
      ? 'networks'
      : undefined;
  if (!list) return [];
  return pairsFor(context).flatMap((pair, index) => nicCompletion(context, list, pair, index) ?? []);
}

function isItemOf(field: string, list: string): boolean {
  return field.startsWith(`${list}[`) && /^\[\d+\]$/.test(field.slice(list.length));
}

/** Bindings that are admitted here. One Pod network a VM; a second NIC goes to Multus. */
function pairsFor({ vm, cluster }: CompletionContext): readonly Pair[] {
  const { release, configuration } = cluster;
  const hasPrimary =
    vm?.spec.networks.some(({ pod, multus }) => pod !== undefined || multus?.default === true) ?? false;
  const plugins = [...configuration.bindings.keys()].map((name) => ({
    binding: { binding: { name } },
    label: l10n.t('NIC: binding plugin {0}', name),
  }));
  const primary: Pair[] = hasPrimary
    ? []
    : [
        { label: l10n.t('NIC: masquerade on the Pod network'), binding: { masquerade: {} }, source: 'pod' },
        ...(release.fields.passtBinding && isGateEnabled(release, configuration, 'PasstBinding')
          ? [{ label: l10n.t('NIC: passt on the Pod network'), binding: { passtBinding: {} }, source: 'pod' } as const]
          : []),
        ...plugins.map(({ label, binding }) => ({
          label: l10n.t('{0}, on the Pod network', label),
          binding,
          source: 'pod' as const,
        })),
      ];
  return [
    ...primary,
    { label: l10n.t('NIC: bridge on a Multus network'), binding: { bridge: {} }, source: 'multus' },
    { label: l10n.t('NIC: SR-IOV on a Multus network'), binding: { sriov: {} }, source: 'multus' },
    ...plugins.map(({ label, binding }) => ({
      label: l10n.t('{0}, on a Multus network', label),
      binding,
      source: 'multus' as const,
    })),
  ];
}

function nicCompletion(
  context: CompletionContext,
  list: 'interfaces' | 'networks',
  { label, binding, source }: Pair,
  index: number,
): Completion | undefined {
  const { cursor, vm } = context;
  if (!vm) return undefined;
  const name = freeName(context, source);
  const network = source === 'pod' ? { name, pod: {} } : { name, multus: { networkName: nadFor(context, name) } };
  const own = { name, ...binding };
  const here = list === 'interfaces' ? own : network;
  const there = list === 'interfaces' ? network : own;
  const alsoEdits = editsElsewhere(context, {
    do: 'insert-item',
    field: list === 'interfaces' ? vm.networksField : vm.interfacesField,
    value: there,
  });
  if (!alsoEdits) return undefined;
  const insert = cursor.flow
    ? flowText(here, habitOf(cursor.document)).replace(/^\{\s*|\s*\}$/g, '')
    : blockLines(here, habitOf(cursor.document)).join('\n');
  return {
    label,
    kind: 'snippet',
    detail: list === 'interfaces' ? l10n.t('with its network') : l10n.t('with its interface'),
    documentation: `\`\`\`yaml\n${insert}\n\`\`\``,
    insert,
    isSnippet: false,
    alsoEdits,
    rank: -1 + index / 100,
  };
}

/** `default` for the first NIC on the Pod network, else `net1`, `net2` … */
function freeName({ vm }: CompletionContext, source: Pair['source']): string {
  const taken = new Set([...(vm?.spec.networks ?? []), ...(vm?.spec.interfaces ?? [])].map(({ name }) => name));
  if (source === 'pod' && !taken.has('default')) return 'default';
  let number = 1;
  while (taken.has(`net${number}`)) number++;
  return `net${number}`;
}

/** The nearest known NAD that no network names yet, else a placeholder of the network's own name. */
function nadFor({ nads, vm, referenceTo }: CompletionContext, name: string): string {
  const used = new Set(vm?.spec.networks.map(({ multus }) => multus?.networkName));
  const references = nads().map((nad) => referenceTo(nad).text);
  return references.find((reference) => !used.has(reference)) ?? name;
}

/** Edits of the text as it is, planned on the text as it will be with the word at the cursor; none may touch the word. */
function editsElsewhere({ cursor }: CompletionContext, step: EditStep): readonly TextReplacement[] | undefined {
  const { document, word } = cursor;
  const edits = planEdits(document, document.text, [step]);
  if (!edits) return undefined;
  const written = cursor.markEnd - word.start;
  const shift = word.end - word.start - written;
  const moved: TextReplacement[] = [];
  for (const edit of edits) {
    if (edit.end <= word.start) moved.push(edit);
    else if (edit.start >= word.start + written)
      moved.push({ ...edit, start: edit.start + shift, end: edit.end + shift });
    else return undefined;
  }
  return moved;
}
