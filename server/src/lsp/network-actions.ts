/**
 * Code actions that write NADs and NICs: the NAD that a NIC lacks, another network for a VM, a NAD's own file. Clients
 * with pickers get one action that asks; all others get one for each of the likeliest answers.
 */
import * as l10n from '@vscode/l10n';
import {
  CodeActionKind,
  CodeActionTriggerKind,
  Command,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import { createNad } from '../core/features/commands/create-nad.ts';
import { extractNad, filesOfExtraction } from '../core/features/commands/extract-nad.ts';
import { templatesFor } from '../core/features/commands/nad-templates.ts';
import { nicTarget, planNic, unusedReferences, type NicTarget } from '../core/features/commands/new-nic.ts';
import { isAtOrBelow, fieldAt } from '../core/yaml/locate.ts';
import { filesForNad, possiblePlaces, wantedAt } from './network-commands.ts';
import { commands, type CommandTarget } from './protocol.ts';
import type { Session } from './session.ts';
import { filesEdit } from './workspace-edits.ts';

/** The finding that a reference leads to no known NAD. */
const unresolved = 'unresolved-nad';

/** How many answers stand in a menu for clients without pickers. */
const mostAnswers = 3;

/** Files whose texts have to be there before the actions at a place are asked for. */
export function filesForActions(session: Session, target: CommandTarget): readonly string[] {
  const found = session.placeAt(target);
  return [...filesForNad(session, target), ...(found ? filesOfExtraction(session.workspace, found.view) : [])];
}

/** For the NIC at a place whose NAD is not known. */
export function createNadActions(
  session: Session,
  target: CommandTarget,
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  const wanted = wantedAt(session, target);
  if (!wanted) return [];
  const nad = `${wanted.namespace}/${wanted.name}`;
  const own = diagnostics.filter(({ code }) => code === unresolved);
  const action = (title: string, rest: Partial<CodeAction>): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    ...(own.length > 0 && { diagnostics: own }),
    ...rest,
  });
  if (session.options.commands === 'client') {
    const title = l10n.t('Create the NAD {0}…', nad);
    return [action(title, { command: Command.create(title, commands.createNad, target) })];
  }
  const [place] = possiblePlaces(session, wanted);
  return templatesFor(wanted.attachment)
    .slice(0, mostAnswers)
    .flatMap(({ id, label }) => {
      const edits = place && createNad(session.workspace, wanted, id, place);
      const edit = edits && filesEdit(session, edits);
      return edit ? [action(l10n.t('Create the NAD {0} ({1})', nad, label), { edit })] : [];
    });
}

/** On a VM: unasked, as for a light bulb, only where its NICs stand. */
export function addNetworkActions(
  session: Session,
  { textDocument: { uri }, range, context }: CodeActionParams,
): CodeAction[] {
  const { workspace } = session;
  const found = session.placeAt({ uri, position: range.start });
  if (!found) return [];
  const { view, offset } = found;
  const resource = view.resources.filter(({ vm, node }) => vm && node.start <= offset && offset <= node.end).at(-1);
  const own = resource && nicTarget(workspace, view, resource);
  if (!own) return [];
  if (context.triggerKind === CodeActionTriggerKind.Automatic && !isAmongNics(own, offset)) return [];
  if (session.options.commands === 'client') {
    const title = l10n.t('Add a secondary network…');
    const target: CommandTarget = { uri, position: range.start };
    return [{ title, kind: CodeActionKind.Refactor, command: Command.create(title, commands.addNetwork, target) }];
  }
  return unusedReferences(workspace, own)
    .slice(0, mostAnswers)
    .flatMap((reference) => {
      const { edits, answers } = planNic(workspace, own, { reference });
      const edit = edits && filesEdit(session, edits);
      if (!edit) return [];
      const title = l10n.t('Add the network {0} ({1})', reference, answers.binding ?? '');
      return [{ title, kind: CodeActionKind.Refactor, edit }];
    });
}

/** On a NAD that shares its file with other documents. */
export function extractNadActions(session: Session, target: CommandTarget): CodeAction[] {
  const found = session.placeAt(target);
  const extraction = found && extractNad(session.workspace, found.view);
  const edit = extraction && filesEdit(session, extraction.edits);
  if (!edit) return [];
  const file = decodeURIComponent(extraction.uri.slice(extraction.uri.lastIndexOf('/') + 1));
  const title = l10n.t('Move the NAD {0} to {1}', extraction.name, file);
  return [{ title, kind: CodeActionKind.RefactorExtract, edit }];
}

function isAmongNics({ view, vm }: NicTarget, offset: number): boolean {
  const { root } = view.document;
  const field = root && fieldAt(root, offset)?.field;
  return field !== undefined && [vm.interfacesField, vm.networksField].some((list) => isAtOrBelow(field, list));
}
