/**
 * The virtual document that explains what the edits of a VM will do: each change with its impact, then what happens in
 * order, what that depends on, and what is left to do by hand. Markdown; made anew from both texts, so it follows every
 * edit.
 */
import * as l10n from '@vscode/l10n';
import type { ImpactKind, ImpactStep, VmImpact } from '../kubevirt/impact/impact.ts';
import {
  conditionLine,
  factWord,
  kindWord,
  unitsOf,
  whatChanged,
  type ImpactUnit,
} from '../kubevirt/impact/impact-words.ts';
import type { Resource } from '../resources/resources.ts';
import type { ClusterFacts } from '../workspace/cluster-facts.ts';
import type { EditImpact } from '../workspace/edit-impact.ts';
import { vmNamespace } from '../workspace/launcher.ts';
import { vmTitle } from './annotations-document.ts';
import { migrationManifest } from './commands/new-migration.ts';
import { impactSummary } from './impact-words.ts';
import { alternativeList } from './topics/impact.ts';
import { block, code } from './topics/markdown.ts';

/** The VM whose edits are explained. */
interface ExplainedVm {
  /** `VirtualMachine tenant-a/router`. */
  readonly title: string;
  readonly kind: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  /** KubeVirt's version. */
  readonly release: string;
}

export function explanation(resource: Resource, cluster: ClusterFacts, edit: EditImpact | undefined): string {
  const { namespace } = vmNamespace(resource, cluster);
  const { name, kind } = resource;
  const title = vmTitle(resource, namespace);
  switch (edit?.state) {
    case 'judged': {
      const own = name.state === 'stated' ? name.value : undefined;
      const vm: ExplainedVm = { title, kind, name: own, namespace, release: cluster.release.patch };
      return impactDocument(vm, edit.impact, edit.label);
    }
    case 'new':
      return withoutImpact(title, l10n.t('{0} has no such object: it is new.', code(edit.label)));
    case 'pending':
      return withoutImpact(title, l10n.t('The older text is being read.'));
    case 'unknown':
      return withoutImpact(
        title,
        l10n.t('Compared with {0}: cannot know, because {1}.', code(edit.label), edit.because),
      );
    case 'none':
      return withoutImpact(title, l10n.t('Cannot know, because {0}.', edit.because));
    case undefined:
      return withoutImpact(title, l10n.t('This object makes no VM.'));
  }
}

function impactDocument(vm: ExplainedVm, impact: VmImpact, label: string): string {
  const units = unitsOf(impact);
  return sections(
    `# ${l10n.t('Impact of the edits of {0}', vm.title)}`,
    l10n.t('Compared with {0}, as KubeVirt {1} decides it. Follows your edits.', code(label), code(vm.release)),
    `**${sentenceCase(impactSummary(impact))}.** ${runningLine(impact)}`,
    ...(units.length === 0 ? [] : [`## ${l10n.t('Changes')}`, changeTable(units), ...uncertain(units)]),
    ...refused(impact),
    ...(impact.steps.length === 0 ? [] : [`## ${l10n.t('What will happen')}`, stepList(impact.steps)]),
    ...dependencies(impact),
    ...byHand(vm, impact),
  );
}

function withoutImpact(title: string, why: string): string {
  return sections(`# ${l10n.t('Impact of the edits of {0}', title)}`, why);
}

function sections(...parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}

/** Whether the VM runs, and whether it is taken down. */
export function runningLine({ running, eviction }: VmImpact): string {
  const evicted =
    eviction === 'certain'
      ? ` ${l10n.t('Its launcher Pod will be evicted: the VM goes down.')}`
      : eviction === 'possible'
        ? ` ${l10n.t('Its launcher Pod may be evicted: the VM would go down.')}`
        : '';
  switch (running) {
    case 'yes':
      return l10n.t('The VM runs.') + evicted;
    case 'no':
      return l10n.t('The VM does not run; what is stored counts at the next start.');
    case 'assumed':
      return l10n.t('Told as if the VM were running; whether it does is not seen here.') + evicted;
  }
}

function changeTable(units: readonly ImpactUnit[]): string {
  const head = [l10n.t('change'), l10n.t('impact'), l10n.t('why')];
  const rows = units.map((unit) => {
    const { outcome, alternatives } = unit.judged;
    const impact = kindWord(outcome.kind);
    return [
      whatChanged(unit, shortCode),
      alternatives.length > 1 ? l10n.t('{0}, or less', impact) : impact,
      outcome.reason,
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');
}

/** A field without what all fields of the table begin with: the reasons need the room. */
function shortCode(text: string): string {
  return code(text.replace(/^spec\.template\.spec\.(?:domain\.devices\.)?/, ''));
}

function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|');
}

/** The changes of which several things may become, case by case. */
function uncertain(units: readonly ImpactUnit[]): readonly string[] {
  return units
    .filter(({ judged }) => judged.alternatives.length > 1)
    .flatMap((unit) => [`${whatChanged(unit, shortCode)}:`, alternativeList(unit.judged.alternatives)]);
}

function refused({ causes }: VmImpact): readonly string[] {
  if (causes.length === 0) return [];
  return [
    `## ${l10n.t('What is refused')}`,
    causes.map(({ field, message }) => (field === '' ? `- ${message}` : `- ${code(field)}: ${message}`)).join('\n'),
  ];
}

/** Numbered; what may come true in several ways is one step with a line for each. */
function stepList(steps: readonly ImpactStep[]): string {
  const groups: ImpactStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    const isSame = last?.every((other) => endings.has(other.kind) && sameNetworks(other, step)) === true;
    if (last && isSame && endings.has(step.kind)) last.push(step);
    else groups.push([step]);
  }
  return groups
    .map((group, index) => {
      const [first] = group;
      const told =
        group.length === 1 && first
          ? stepText(first)
          : [l10n.t('One of these, as the cluster is:'), ...group.map((step) => `   - ${stepText(step)}`)].join('\n');
      return `${index + 1}. ${told}`;
    })
    .join('\n');
}

/** Ways in which a change that waits comes true; of several for the same NICs one does. */
const endings: ReadonlySet<ImpactStep['kind']> = new Set(['migration', 'eviction', 'manual', 'restart']);

function sameNetworks(one: ImpactStep, other: ImpactStep): boolean {
  return one.networks.join() === other.networks.join();
}

function stepText({ kind, text, condition, networks }: ImpactStep): string {
  const told = kind === 'condition' && condition ? l10n.t('KubeVirt sets {0}.', code(conditionLine(condition))) : text;
  const words = new Set(text.split(/[\s,.:]+/));
  return networks.every((network) => words.has(network)) ? told : `${told} (${networks.map(code).join(', ')})`;
}

function dependencies({ dependsOn }: VmImpact): readonly string[] {
  if (dependsOn.length === 0) return [];
  return [`## ${l10n.t('What it depends on')}`, dependsOn.map((fact) => `- ${factWord(fact)}`).join('\n')];
}

/** What somebody has to do so that everything comes true. */
function byHand(vm: ExplainedVm, impact: VmImpact): readonly string[] {
  if (impact.verdict === 'rejected' || impact.running === 'no' || vm.name === undefined) return [];
  const kinds = new Set<ImpactKind>(unitsOf(impact).map(({ judged }) => judged.outcome.kind));
  const parts: string[] = [];
  if ((kinds.has('restart') || kinds.has('silent')) && vm.kind === 'VirtualMachine') {
    const inNamespace = vm.namespace === undefined ? '' : ` -n ${vm.namespace}`;
    parts.push(l10n.t('A restart brings everything; the guest goes down for it:'));
    parts.push(block(`virtctl restart ${vm.name}${inNamespace}`, 'sh'));
  }
  if (['migration', 'pending-migration', 'next-migration'].some((kind) => kinds.has(kind as ImpactKind))) {
    const manifest = migrationManifest(vm.name, vm.namespace);
    parts.push(l10n.t('A migration that nobody starts by itself is started by this object:'));
    parts.push(block(manifest.trimEnd(), 'yaml'));
  }
  return parts.length === 0 ? [] : [`## ${l10n.t('By hand')}`, ...parts];
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
