/**
 * Adding networks to VMs and making NADs, as clients ask for it: with their targets and answers in, and edits of the
 * protocol out. What is written is decided in `core/features/commands`.
 */
import * as l10n from '@vscode/l10n';
import type { WorkspaceEdit } from 'vscode-languageserver';
import {
  createNad,
  describePlace,
  filesOfPlaces,
  missingNadAt,
  placesFor,
  type WantedNad,
} from '../core/features/commands/create-nad.ts';
import { nadTemplates, templatesFor } from '../core/features/commands/nad-templates.ts';
import { nicChoices } from '../core/features/commands/nic-choices.ts';
import { nadOf, nicTarget, planNic, wantedFor, type NicTarget } from '../core/features/commands/new-nic.ts';
import type {
  CommandTarget,
  NadChoices,
  NadPlace,
  NetworkAnswers,
  NetworkChoices,
  NetworkPlan,
  VmChoice,
} from './protocol.ts';
import type { Session } from './session.ts';
import { vmInFile } from './vm-choices.ts';
import { canCreateFiles, filesEdit } from './workspace-edits.ts';

export interface NetworkParams {
  readonly target: CommandTarget;
  readonly answers?: NetworkAnswers;
}

export interface NadParams {
  readonly target: CommandTarget;
  readonly template?: string;
  readonly place?: NadPlace;
}

export function networkChoices(session: Session, { target, answers = {} }: NetworkParams): NetworkChoices | null {
  const own = nicTargetAt(session, target);
  if (!own) return null;
  const choices = nicChoices(session.workspace, own.target, answers);
  return {
    vm: titleOf(own.vm),
    ...choices,
    places: choices.places.filter(({ place }) => place.in === 'file' || canCreateFiles(session)),
  };
}

export function networkPlan(
  session: Session,
  { target, answers = {} }: NetworkParams,
): NetworkPlan<WorkspaceEdit> | null {
  const own = nicTargetAt(session, target);
  if (!own) return null;
  const plan = planNic(session.workspace, own.target, answers);
  return { ...plan, edit: (plan.edits && filesEdit(session, plan.edits)) ?? null };
}

/** Files whose texts have to be there before a network is asked for; everything then is answered from one state. */
export function filesForNetwork(session: Session, { target, answers = {} }: NetworkParams): readonly string[] {
  const own = nicTargetAt(session, target);
  if (!own) return [target.uri];
  const wanted = wantedFor(own.target, nadOf(session.workspace, own.target, answers.reference ?? ''));
  return wanted ? filesOfPlaces(session.workspace, wanted) : [];
}

/** The same before a NAD is asked for. */
export function filesForNad(session: Session, target: CommandTarget): readonly string[] {
  const wanted = wantedAt(session, target);
  return wanted ? filesOfPlaces(session.workspace, wanted) : [];
}

/** The VM that a target means, where a network can be added to it. */
function nicTargetAt(session: Session, target: CommandTarget): { vm: VmChoice; target: NicTarget } | undefined {
  const { workspace } = session;
  const vm = vmInFile(session, target);
  const store = vm && workspace.file(vm.uri)?.store;
  if (!vm || !store) return undefined;
  const view = workspace.view(vm.uri, store.locate({ line: vm.line, character: 0 }).index);
  const resource = view?.resources.find(({ field }) => field === vm.field);
  const own = view && resource && nicTarget(workspace, view, resource);
  return own && { vm, target: own };
}

export function nadChoices(session: Session, { target }: NadParams): NadChoices | null {
  const wanted = wantedAt(session, target);
  if (!wanted) return null;
  const fitting = templatesFor(wanted.attachment);
  const others = nadTemplates.filter((template) => !fitting.includes(template));
  return {
    nad: `${wanted.namespace}/${wanted.name}`,
    templates: [...fitting, ...others].map((template) => ({
      template: template.id,
      label: template.label,
      detail: fitting.includes(template)
        ? template.detail()
        : l10n.t('does not work with the binding of this NIC; {0}', template.detail()),
    })),
    places: possiblePlaces(session, wanted).map((place) => ({
      place,
      label: describePlace(place, wanted.uri),
      detail: '',
    })),
  };
}

/** The NAD that lacks, of the first template that fits and in the first place, unless others are chosen. */
export function nadEdit(session: Session, { target, template, place }: NadParams): WorkspaceEdit | null {
  const wanted = wantedAt(session, target);
  const chosenPlace = wanted && (place ?? possiblePlaces(session, wanted)[0]);
  const chosen = wanted && (template ?? templatesFor(wanted.attachment)[0]?.id);
  const edits = chosenPlace && chosen && createNad(session.workspace, wanted, chosen, chosenPlace);
  return (edits && filesEdit(session, edits)) || null;
}

export function possiblePlaces(session: Session, wanted: WantedNad): readonly NadPlace[] {
  return placesFor(session.workspace, wanted).filter((place) => place.in === 'file' || canCreateFiles(session));
}

/** The NAD that the NIC at a target's position lacks. */
export function wantedAt(session: Session, target: CommandTarget): WantedNad | undefined {
  const at = session.placeAt(target);
  return at && missingNadAt(at.view, at.offset, session.workspace.context(target.uri));
}

function titleOf({ kind, namespace, name }: VmChoice): string {
  return `${kind} ${namespace ?? ''}/${name ?? ''}`;
}
