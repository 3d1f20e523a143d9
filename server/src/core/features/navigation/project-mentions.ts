/** Names in a project file: the NADs of other repositories, and the bindings of its configuration. */
import type { FactContext } from '../../workspace/launcher.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { YamlDocument } from '../../yaml/tree.ts';
import { registrations } from './cluster-mentions.ts';
import { textMention, textNode, type Mention } from './mention.ts';
import { pluginNads } from './nad-mentions.ts';

const bindings = 'configuration.network.binding';

export function* projectMentions(document: YamlDocument, { cluster }: FactContext): Iterable<Mention | undefined> {
  yield* projectNads(document, cluster.defaultNamespace);
  yield* registrations(document, bindings);
  yield* pluginNads(document, bindings);
}

function* projectNads(document: YamlDocument, defaultNamespace: string | undefined): Iterable<Mention | undefined> {
  const nads = document.root && find(document.root, 'nads')?.node;
  if (nads?.kind !== 'sequence') return;
  for (const index of nads.items.keys()) {
    const at = joinField('nads', index);
    const name = textNode(document, joinField(at, 'name'))?.value;
    if (name === undefined) continue;
    const namespace = textNode(document, joinField(at, 'namespace'))?.value ?? defaultNamespace;
    const symbol = { kind: 'nad', namespace, isBeside: false, name } as const;
    yield textMention(document, joinField(at, 'name'), 'declaration', symbol);
  }
}
