/**
 * Inlay hints of one document: one walk over its VMs, one function a kind, cut to the range asked for. Tooltips are
 * left out and resolved later (`hintTooltip`), since most are never looked at.
 */
import type { Counters } from '../counters.ts';
import { findJson } from '../json/json-path.ts';
import { hintKinds, type HintKind, type Settings } from '../settings.ts';
import { launcherFor, type FactContext } from '../workspace/launcher.ts';
import type { DocumentView } from '../workspace/workspace.ts';
import { jsonScalarAt } from '../yaml/json-scalar.ts';
import { fieldParts, find } from '../yaml/locate.ts';
import type { Span, YamlDocument } from '../yaml/tree.ts';
import { annotationHints } from './hints/annotation.ts';
import { defaultNetworkHints } from './hints/default-network.ts';
import type { Hint, HintPlaces, HintSource } from './hints/hint.ts';
import { impactHints } from './hints/impact.ts';
import { implicitInterfaceHints } from './hints/implicit-interface.ts';
import { linkNameHints } from './hints/link-names.ts';
import { nadHints } from './hints/nad.ts';
import { podInterfaceHints } from './hints/pod-interface.ts';
import { statusHints } from './hints/status.ts';
import type { ImpactOf } from './topics/impact.ts';
import type { StatusOf } from './topics/status.ts';

export type { Hint } from './hints/hint.ts';

/** The kinds that are told of a VM; the order is the order of hints at one place. */
const hintSources: Readonly<Record<Exclude<HintKind, 'status'>, HintSource>> = {
  podInterface: podInterfaceHints,
  annotation: annotationHints,
  nad: nadHints,
  linkNames: linkNameHints,
  defaultNetwork: defaultNetworkHints,
  implicitInterface: implicitInterfaceHints,
  impact: impactHints,
};

export interface HintRequest {
  readonly view: DocumentView;
  /** Segment offsets; hints outside are neither computed nor returned. */
  readonly range: Span;
  readonly settings: Settings;
  readonly context: FactContext;
  /** Left out: nothing is said of edits. */
  readonly impactOf?: ImpactOf;
  /** Left out: nothing is said of what happened. */
  readonly statusOf?: StatusOf;
  readonly counters: Counters;
}

/** The hints of one document inside a range, in order of place. */
export function inlayHints(request: HintRequest): readonly Hint[] {
  const { view, range, settings, context, impactOf, statusOf, counters } = request;
  if (!settings.inlayHints.enabled) return [];
  const wanted = hintKinds.filter((kind) => settings.inlayHints[kind]);
  const hints: Hint[] = [];
  const places = placesIn(view.document, range);
  for (const resource of view.resources) {
    if (resource.node.end < range.start || resource.node.start > range.end) continue;
    const launcher = resource.vm && launcherFor(view.document, resource, context);
    const edit = launcher && wanted.includes('impact') ? impactOf?.(resource) : undefined;
    const reading = wanted.includes('status') ? statusOf?.(resource) : undefined;
    for (const kind of wanted) {
      if (kind === 'status') {
        if (reading) hints.push(...statusHints(resource, launcher, reading, places));
      } else if (launcher) hints.push(...hintSources[kind](launcher, places, edit));
    }
  }
  counters.hintsComputed += hints.length;
  return hints.sort((a, b) => a.offset - b.offset);
}

/** Whether something above a field is reached through an alias or merge key. */
function isBelowAlias(document: YamlDocument, field: string): boolean {
  const parts = document.root ? fieldParts(document.root, field) : [];
  const above = parts.at(-2);
  const own = document.root && find(document.root, field)?.entry;
  return (
    own?.merged === true ||
    (above !== undefined && document.root !== undefined && find(document.root, above)?.shared === true)
  );
}

function placesIn(document: YamlDocument, range: Span): HintPlaces {
  const within = (offset: number): number | undefined =>
    offset >= range.start && offset <= range.end ? offset : undefined;
  return {
    afterValue: (field) => {
      const place = document.root && find(document.root, field);
      if (place?.node.kind !== 'scalar' || place.node.style === 'absent') return undefined;
      const alias = place.entry?.alias;
      // Below an alias the text stands elsewhere, and the hint there would be about another place.
      if (place.shared) return alias && !isBelowAlias(document, field) ? within(alias.end) : undefined;
      return within(place.node.end);
    },
    afterKey: (field) => {
      const entry = document.root && find(document.root, field)?.entry;
      return entry && !isBelowAlias(document, field) ? within(entry.keySpan.end + 1) : undefined;
    },
    afterJson: (field, path) => {
      const text = jsonScalarAt(document, field);
      const node = text && findJson(text.json.root, path);
      return node && within(text.positions.sourceSpan(node).end);
    },
  };
}
