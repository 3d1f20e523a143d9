/**
 * Runs the rules over one document: which rules look at which resources, ranges for their fields, severities as
 * configured and as certain, suppressions. The only place that turns a `Report` into a `Finding`.
 */
import * as l10n from '@vscode/l10n';
import type { Role } from '../resources/kinds.ts';
import { resourcesOf, type Resource } from '../resources/resources.ts';
import { severities, type Severity } from '../settings.ts';
import type { ClusterFacts } from '../workspace/cluster-facts.ts';
import { vmNamespace } from '../workspace/launcher.ts';
import { projectFileName } from '../workspace/project-file.ts';
import { Index } from '../workspace/fact-index.ts';
import type { DocumentView } from '../workspace/workspace.ts';
import { applyEdits } from '../yaml/edit.ts';
import { readDocument } from '../yaml/read-document.ts';
import { rereadDocument } from '../yaml/reread-document.ts';
import { Segment } from '../yaml/text-store.ts';
import { find, spanOf } from '../yaml/locate.ts';
import { parseJsonScalar, spanOfJson } from '../yaml/locate-json.ts';
import type { Span, YamlDocument } from '../yaml/tree.ts';
import { rules } from './registry.ts';
import type { Finding, Fix, Report, Rule } from './rule.ts';
import { subjectOf, type Environment } from './subject.ts';
import { lineOf, silencedAt, suppressionsOf, type Suppression } from './suppressions.ts';
import invalidProjectFile from './invalid-project-file.ts';
import unusedSuppression from './unused-suppression.ts';

/** Findings of one document, in order of their places. */
export function analyseDocument(view: DocumentView, environment: Environment): readonly Finding[] {
  const found: Finding[] = [];
  const { document, segment } = view;
  const add = (rule: Rule, report: Report, resource: Finding['resource']): void => {
    const severity = severityOf(rule, report.severity, environment.cluster());
    if (severity === undefined) return;
    const related = (report.related ?? []).map((place) => ({ ...place, span: spanOf(document, place.field, 'value') }));
    found.push({
      ...report,
      rule: rule.id,
      severity,
      span: report.span ?? spanOfReport(document, report),
      resource,
      related,
    });
  };
  if (view.uri.endsWith('/' + projectFileName)) {
    for (const problem of environment.projectProblems()) add(invalidProjectFile, { ...problem, on: 'key' }, noResource);
  }
  if (concernsKubeVirt(segment.text)) {
    const subject = { document, syntaxIsCheckedElsewhere: environment.syntaxIsCheckedElsewhere() };
    for (const rule of textRules) rule.checkText?.(subject, (report) => add(rule, report, noResource));
  }
  for (const resource of view.resources) {
    const asked = rulesFor(resource.role);
    if (!asked) continue;
    const subject = subjectOf(view, resource, environment);
    const shown = shownResource(resource, environment);
    const ask = (rule: Rule): void => {
      if (resource.former && rule.judgesFormer !== true) return;
      rule.check(subject, (report) => add(rule, report, shown));
    };
    asked.always.forEach(ask);
    if (subject.faults().length > 0) asked.onFaults.forEach(ask);
    for (const family of subject.families()) {
      const rule = asked.byFamily.get(family);
      if (rule) ask(rule);
    }
  }
  return suppress(view, found, (rule, report) => add(rule, report, noResource));
}

/** The characters that a report marks: of a node, or of a part of the JSON in a text. */
function spanOfReport(document: YamlDocument, { field, on, json }: Report): Span {
  const node = json && document.root && find(document.root, field)?.node;
  return node?.kind === 'scalar' && typeof node.value === 'string'
    ? spanOfJson(document, node, parseJsonScalar(document, node), json ?? [], on)
    : spanOf(document, field, on);
}

/** Whether a text has to do with KubeVirt or its networks: other YAML is other tools' business. */
function concernsKubeVirt(text: string): boolean {
  return /kubevirt\.io\/|k8s\.cni\.cncf\.io\//.test(text);
}

/** The rules for one role, by what they need before they can say anything. */
interface AskedRules {
  readonly always: readonly Rule[];
  readonly onFaults: readonly Rule[];
  readonly byFamily: ReadonlyMap<string, Rule>;
}

const textRules = rules.filter(({ checkText }) => checkText);

const rulesByRole = new Map<Role, AskedRules>();

function rulesFor(role: Role): AskedRules | undefined {
  const known = rulesByRole.get(role);
  if (known) return known;
  const own = rules.filter(({ roles }) => roles.includes(role));
  if (own.length === 0) return undefined;
  const asked: AskedRules = {
    always: own.filter(({ about }) => about === undefined),
    onFaults: own.filter(({ about }) => about === 'faults'),
    byFamily: new Map(own.flatMap((rule) => (rule.about && rule.about !== 'faults' ? [[rule.about, rule]] : []))),
  };
  rulesByRole.set(role, asked);
  return asked;
}

const noResource: Finding['resource'] = { kind: '', namespace: undefined, name: undefined };

/**
 * Fixes of a finding: the rule's own, in the rule's order, without those that would trade one error for another. `known`
 * are the findings of the document.
 */
export function fixesFor(
  view: DocumentView,
  finding: Finding,
  known: readonly Finding[],
  environment: Environment,
): readonly Fix[] {
  const rule = rules.find((candidate) => candidate.id === finding.rule);
  if (!rule?.fixes) return [];
  const resource = view.resources
    .filter((candidate) => finding.field === candidate.field || finding.field.startsWith(candidate.field))
    .at(-1);
  if (!resource && rule.roles.length > 0) return [];
  const fixes = rule.fixes(finding, subjectOf(view, resource, environment));
  if (fixes.length === 0) return fixes;
  const before = errorsIn(known);
  return fixes.filter((fix) => !bringsErrors(view, fix, before, environment));
}

/** How many errors of each rule there are. */
function errorsIn(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, severity } of findings) if (severity === 'error') counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** Whether a fix would trade one error for another, by what the document would then be told. */
function bringsErrors(
  view: DocumentView,
  { edit }: Fix,
  before: ReadonlyMap<string, number>,
  environment: Environment,
): boolean {
  if (edit.in !== 'document') return false;
  const text = applyEdits(view.segment.text, edit.edits);
  const document = rereadDocument(view.document, text) ?? readDocument(text);
  const changed: DocumentView = {
    ...view,
    segment: new Segment(text),
    document,
    resources: resourcesOf(document),
  };
  return [...errorsIn(analyseDocument(changed, environment))].some(([rule, count]) => count > (before.get(rule) ?? 0));
}

function shownResource(resource: Resource, environment: Environment): Finding['resource'] {
  return {
    kind: resource.kind,
    namespace: vmNamespace(resource, environment.cluster()).namespace,
    name: resource.name.state === 'stated' ? resource.name.value : undefined,
  };
}

/** The severity to show, or undefined for a rule that is switched off. Nothing on an unknown release is certain. */
function severityOf(rule: Rule, reported: Severity | undefined, cluster: ClusterFacts): Severity | undefined {
  const chosen = cluster.rules[rule.id];
  if (chosen === 'off') return undefined;
  const own = reported ?? rule.severity;
  const promised = cluster.unknownRelease === undefined ? own : quieter(own, 'information');
  if (chosen === undefined) return promised;
  // A choice replaces the rule's severity; what rests on something unknown stays as quiet as it is.
  return promised === rule.severity ? chosen : quieter(chosen, promised);
}

function quieter(one: Severity, other: Severity): Severity {
  return severities.indexOf(one) >= severities.indexOf(other) ? one : other;
}

function suppress(view: DocumentView, found: Finding[], add: (rule: Rule, report: Report) => void): readonly Finding[] {
  const { document, segment } = view;
  const mayHave = document.comments.length > 0 && segment.text.includes('virtlens-disable-');
  const suppressions = mayHave ? suppressionsOf(document, segment) : [];
  if (suppressions.length === 0) return sorted(found);
  const byPlace = new Index<Suppression>();
  for (const suppression of suppressions) byPlace.add(`${suppression.line} ${suppression.rule}`, suppression);
  const used = new Set<Suppression>();
  const kept = found.filter(({ rule, span }) => {
    const places = [`-1 ${rule}`, `${lineOf(segment, silencedAt(document, span.start))} ${rule}`];
    const matching = places.flatMap((place) => [...byPlace.at(place)]);
    for (const suppression of matching) used.add(suppression);
    return matching.length === 0;
  });
  found.splice(0, found.length, ...kept);
  for (const suppression of suppressions) {
    if (used.has(suppression)) continue;
    const isKnown = rules.some((rule) => rule.id === suppression.rule);
    const before = found.length;
    add(unusedSuppression, {
      field: '',
      on: 'value',
      message: isKnown
        ? l10n.t('No finding of {0} to silence here; remove the comment.', suppression.rule)
        : l10n.t('There is no rule {0}.', suppression.rule),
      data: { comment: suppression.comment, ruleSpan: suppression.ruleSpan },
    });
    const added = found[before];
    if (added) found[before] = { ...added, span: suppression.ruleSpan, tags: ['unnecessary'] };
  }
  return sorted(found);
}

function sorted(findings: Finding[]): readonly Finding[] {
  return findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1));
}
