/**
 * The CNI configuration of a NAD, laid out: as JSON with a member a line, in a block. Blanks change and nothing else. Not
 * offered for what is no JSON, or is laid out so already.
 */
import { formatJson } from '../../json/json-layout.ts';
import type { DocumentView } from '../../workspace/workspace.ts';
import { writeAsBlock } from '../../yaml/edit-in-scalar.ts';
import type { TextEdit } from '../../yaml/edit.ts';
import { configAt } from './config-at.ts';

export function formatConfigAt(view: DocumentView, offset: number): readonly TextEdit[] | undefined {
  const config = configAt(view, offset);
  const formatted = config && formatJson(config.json.text, '  ');
  if (!config || formatted === undefined) return undefined;
  if (config.node.style === 'literal' && config.json.text.trimEnd() === formatted) return undefined;
  return writeAsBlock(view.document, view.document.text, config.field, formatted);
}
