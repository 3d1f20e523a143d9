/** Hovers inside the CNI configuration of a NAD: what a key is, and what a plugin does, by the tables of `core/cni`. */
import { cniTypes, ipamTypes, keyAt } from '../../cni/cni-types.ts';
import { jsonAt } from '../../json/json-path.ts';
import type { DocumentView } from '../../workspace/workspace.ts';
import type { Span } from '../../yaml/tree.ts';
import { paragraphs } from '../topics/markdown.ts';
import { configAt, textsOf } from './config-at.ts';
import { describeKey, describeType } from './descriptions.ts';

export function configHoverAt(view: DocumentView, offset: number): { markdown: string; span: Span } | undefined {
  const config = configAt(view, offset);
  const place = config && jsonAt(config.json.root, config.positions.toValue(offset));
  if (!place) return undefined;
  const { path, on, node } = place;
  if (on === 'value' && (node.kind === 'object' || node.kind === 'array')) return undefined;
  const key = keyAt(path, textsOf(config.json.root));
  const isType = key?.name === 'type' && node.kind === 'string';
  const types = String(path.at(-2)).toLowerCase() === 'ipam' ? ipamTypes : cniTypes;
  const type = isType ? types.get(String(node.value)) : undefined;
  // On a plugin's name the plugin matters more than what a name of a plugin is.
  const markdown = paragraphs(type && describeType(type), key && (on === 'key' || !type) && describeKey(key));
  return markdown === '' ? undefined : { markdown, span: config.positions.sourceSpan(place.span) };
}
