/**
 * Lines above each VM: what its launcher Pod will carry, with commands to show and copy it and to explain and picture the VM, and what
 * its edits do, with one to explain that.
 */
import * as l10n from '@vscode/l10n';
import { NETWORKS_ANNOTATION } from '../kubevirt/annotation-keys.ts';
import type { Resource } from '../resources/resources.ts';
import type { Settings } from '../settings.ts';
import type { EditImpact } from '../workspace/edit-impact.ts';
import { isErrorAssumed, launcherFor, type FactContext, type Launcher } from '../workspace/launcher.ts';
import type { DocumentView } from '../workspace/workspace.ts';
import { lensTitle } from './impact-words.ts';
import type { ImpactOf } from './topics/impact.ts';

export interface Lens {
  /** Segment offset of the VM's first key. */
  readonly offset: number;
  readonly title: string;
  readonly action: 'show' | 'copy' | 'explain' | 'picture' | 'explain-impact';
  /** Field of the VM's root in its document. */
  readonly field: string;
}

export function codeLenses(view: DocumentView, settings: Settings, context: FactContext): readonly Lens[] {
  if (!settings.codeLens.enabled) return [];
  const lenses: Lens[] = [];
  for (const resource of view.resources) {
    const launcher = launcherFor(view.document, resource, context);
    // Fragments and templates say nothing for certain; a lens above each would only be noise.
    if (!launcher?.pod) continue;
    const place = placeOf(resource);
    lenses.push({ ...place, title: summary(launcher), action: 'show' });
    lenses.push({ ...place, title: l10n.t('show'), action: 'show' });
    if (launcher.pod.annotations[NETWORKS_ANNOTATION] !== undefined)
      lenses.push({ ...place, title: l10n.t('copy'), action: 'copy' });
    lenses.push({ ...place, title: l10n.t('explain'), action: 'explain' });
    lenses.push({ ...place, title: l10n.t('picture'), action: 'picture' });
  }
  return lenses;
}

/** What the edits of each VM do. A VM that reads as it did has none. */
export function impactLenses(view: DocumentView, settings: Settings, impactOf: ImpactOf): readonly Lens[] {
  if (!settings.codeLens.enabled) return [];
  return view.resources.flatMap((resource): readonly Lens[] => {
    const edit = resource.vm && impactOf(resource);
    const title = edit && impactTitle(edit);
    return title === undefined ? [] : [{ ...placeOf(resource), title, action: 'explain-impact' }];
  });
}

function impactTitle(edit: EditImpact): string | undefined {
  switch (edit.state) {
    case 'judged':
      return edit.impact.changes.length === 0 ? undefined : lensTitle(edit.impact, edit.label);
    case 'new':
      return l10n.t('vs {0}: new', edit.label);
    case 'unknown':
      return l10n.t('vs {0}: cannot know, because {1}', edit.label, edit.because);
    case 'pending':
    case 'none':
      return undefined;
  }
}

function placeOf(resource: Resource): Pick<Lens, 'offset' | 'field'> {
  return { offset: resource.node.entries[0]?.keySpan.start ?? resource.node.start, field: resource.field };
}

/** `launcher Pod: 2 networks, 1 plugin element`. */
export function summary(launcher: Launcher): string {
  const { pod } = launcher;
  if (!pod) return '';
  if (isErrorAssumed(launcher)) return l10n.t('launcher Pod: none, unless the binding plugin is registered');
  if (pod.error !== undefined) return l10n.t('launcher Pod: cannot be rendered');
  const { networks, elements } = pod;
  const plugins = elements.filter(({ origin }) => origin === 'plugin').length;
  const parts = [
    networks.length === 0
      ? l10n.t('no networks')
      : networks.length === 1
        ? l10n.t('1 network')
        : l10n.t('{0} networks', networks.length),
    ...(pod.defaulted ? [l10n.t('implicit')] : []),
    ...(plugins === 0 ? [] : [plugins === 1 ? l10n.t('1 plugin element') : l10n.t('{0} plugin elements', plugins)]),
  ];
  return l10n.t('launcher Pod: {0}', parts.join(', '));
}
