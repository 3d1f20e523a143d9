/**
 * Code actions about what edits do, beside the fixes of findings: the migration that applies an edit, and the edit split into
 * what the running VM follows and what is for later.
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
import {
  filesOfMigration,
  migrationBehind,
  migrationInFile,
  type MigratedVm,
} from '../core/features/commands/new-migration.ts';
import { splitEdit } from '../core/features/commands/split-edit.ts';
import type { Resource } from '../core/resources/resources.ts';
import { vmNamespace } from '../core/workspace/launcher.ts';
import type { DocumentView } from '../core/workspace/workspace.ts';
import { clientCommands, type CommandTarget } from './protocol.ts';
import type { Session } from './session.ts';
import { canCreateFiles, documentEdit, filesEdit } from './workspace-edits.ts';

/** The findings that a migration settles. */
const migrating: ReadonlySet<unknown> = new Set(['edit-migrates', 'edit-may-migrate']);

/** Files whose texts have to be there before the actions at a place are asked for. */
export function filesForImpact(
  session: Session,
  { textDocument: { uri }, range }: CodeActionParams,
): readonly string[] {
  const vm = migratedAt(session, { uri, position: range.start });
  return vm ? filesOfMigration(vm) : [];
}

/** For an edit that a migration brings: the object that asks for one. */
export function migrationActions(
  session: Session,
  target: CommandTarget,
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  const own = diagnostics.filter(({ code }) => migrating.has(code));
  const vm = own.length > 0 ? migratedAt(session, target) : undefined;
  if (!vm) return [];
  const { workspace } = session;
  const made = canCreateFiles(session) ? migrationInFile(workspace, vm) : migrationBehind(workspace, vm);
  const edit = made && filesEdit(session, [made]);
  if (!edit) return [];
  const title = l10n.t('Write the VirtualMachineInstanceMigration that applies it');
  return [{ title, kind: CodeActionKind.QuickFix, diagnostics: own, edit }];
}

/** On a VM whose edits are of both kinds; unasked (light bulb) not at all. */
export function splitActions(
  session: Session,
  { textDocument: { uri }, range, context }: CodeActionParams,
): CodeAction[] {
  if (context.triggerKind === CodeActionTriggerKind.Automatic) return [];
  const found = vmAt(session, { uri, position: range.start });
  if (!found) return [];
  const edit = session.findings.impact(found.view, found.resource);
  const split = edit?.state === 'judged' ? splitEdit(found.view, found.resource, edit) : undefined;
  if (!split) return [];
  const title = l10n.t('Keep only what the running VM follows, and leave the rest for a restart');
  const action: CodeAction = {
    title,
    kind: CodeActionKind.Refactor,
    edit: documentEdit(session, found.view, split.edits),
  };
  // Other clients have the whole text in what they can undo.
  if (session.options.commands !== 'client') return [action];
  return [{ ...action, command: Command.create(title, clientCommands.showText, split.whole) }];
}

function vmAt(session: Session, target: CommandTarget): { view: DocumentView; resource: Resource } | undefined {
  const found = session.placeAt(target);
  if (!found) return undefined;
  const { view, offset } = found;
  const resource = view.resources.filter(({ vm, node }) => vm && node.start <= offset && offset <= node.end).at(-1);
  return resource && { view, resource };
}

/** The VM at a place, where it has a VMI of its name. */
function migratedAt(session: Session, target: CommandTarget): MigratedVm | undefined {
  const found = vmAt(session, target);
  if (!found || found.resource.name.state !== 'stated') return undefined;
  const { role, name } = found.resource;
  if (role !== 'virtual-machine' && role !== 'virtual-machine-instance') return undefined;
  const { uri } = found.view;
  const { namespace, assumed } = vmNamespace(found.resource, session.workspace.known.cluster(uri));
  return { uri, name: name.value, namespace: assumed ? undefined : namespace };
}
