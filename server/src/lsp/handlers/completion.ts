/** Completion of keys, values, names and whole NICs. */
import {
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  InsertTextMode,
  type CompletionItem,
  type CompletionList,
} from 'vscode-languageserver';
import { completionsAt, type Completion, type CompletionPlace } from '../../core/features/completion/index.ts';
import { toRange, toTextEdits } from '../convert.ts';
import type { Session } from '../session.ts';
import type { Handler } from './handler.ts';

const none: CompletionList = { isIncomplete: false, items: [] };

const itemKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  field: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  reference: CompletionItemKind.Reference,
  snippet: CompletionItemKind.Snippet,
};

export const completion: Handler = {
  capabilities: () => ({ completionProvider: { triggerCharacters: [' ', '/', '"', "'"] } }),
  register(session) {
    session.connection.onCompletion(
      session.guard('completion', none, ({ textDocument: { uri }, position }): CompletionList => {
        const store = session.workspace.file(uri)?.store;
        if (!store) return none;
        const { index, offset } = store.locate(position);
        const view = session.workspace.view(uri, index);
        const found = view && completionsAt(session.workspace, view, offset);
        if (!found) return none;
        const range = toRange(store, index, found.place.word);
        return {
          isIncomplete: false,
          items: found.items.map((item, at) => ({
            ...itemOf(session, item),
            sortText: String(at).padStart(4, '0'),
            filterText: found.place.quote + item.label,
            textEdit: {
              range,
              newText: indented(
                session,
                { ...found.place, column: item.column ?? found.place.column },
                textOf(session, item),
              ),
            },
            ...(item.alsoEdits && { additionalTextEdits: toTextEdits(store, index, item.alsoEdits) }),
          })),
        };
      }),
    );
  },
};

function itemOf(
  session: Session,
  { label, kind, detail, documentation, deprecated, isSnippet }: Completion,
): CompletionItem {
  const own = session.capabilities.textDocument?.completion?.completionItem;
  return {
    label,
    kind: itemKinds[kind],
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: { kind: 'markdown', value: documentation } }),
    ...(deprecated === true && own?.tagSupport && { tags: [CompletionItemTag.Deprecated] }),
    ...(isSnippet && own?.snippetSupport === true && { insertTextFormat: InsertTextFormat.Snippet }),
    insertTextMode: adjustsIndentation(session) ? InsertTextMode.adjustIndentation : InsertTextMode.asIs,
  };
}

/** Later lines stand below the word, which may begin behind a dash; a client that adjusts brings the line's own blanks. */
function indented(session: Session, { column, indent }: CompletionPlace, text: string): string {
  return text.replaceAll('\n', `\n${' '.repeat(adjustsIndentation(session) ? column - indent : column)}`);
}

function adjustsIndentation({ capabilities }: Session): boolean {
  const modes = capabilities.textDocument?.completion?.completionItem?.insertTextModeSupport?.valueSet;
  return modes?.includes(InsertTextMode.adjustIndentation) ?? false;
}

/** Where the client knows no snippets, the places in them are the texts they propose. */
function textOf({ capabilities }: Session, { insert, isSnippet }: Completion): string {
  if (!isSnippet || capabilities.textDocument?.completion?.completionItem?.snippetSupport === true) return insert;
  return insert
    .replace(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replace(/\\([\\$}])/g, '$1');
}
