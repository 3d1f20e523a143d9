/**
 * Paths of a kustomization as links to the files they name, as far as those are known. Truth:
 * `kubernetes-sigs/kustomize · api/types/kustomization.go`.
 */
import { deploymentFacts } from '../../workspace/deployment-facts.ts';
import { folderOf, resolveUri } from '../../workspace/locations.ts';
import type { DocumentView } from '../../workspace/workspace.ts';
import { find, joinField } from '../../yaml/locate.ts';
import type { Span } from '../../yaml/tree.ts';
import { textNode } from './mention.ts';

export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
}

/** Lists of paths, and lists of objects with one. */
const lists: readonly { readonly field: string; readonly path?: string }[] = [
  { field: 'resources' },
  { field: 'bases' },
  { field: 'components' },
  { field: 'patches', path: 'path' },
  { field: 'patchesStrategicMerge' },
  { field: 'patchesJson6902', path: 'path' },
  { field: 'replacements', path: 'path' },
  { field: 'configurations' },
  { field: 'crds' },
  { field: 'generators' },
  { field: 'transformers' },
  { field: 'validators' },
];

const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** `isKnown` says whether there is a file; a folder stands for its kustomization. */
export function documentLinks(
  { uri, document }: DocumentView,
  isKnown: (uri: string) => boolean,
): readonly DocumentLink[] {
  const { root } = document;
  if (!root || !deploymentFacts(uri, document).some(({ kind }) => kind === 'kustomization')) return [];
  return lists.flatMap(({ field, path }) => {
    const list = find(root, field)?.node;
    if (list?.kind !== 'sequence') return [];
    return [...list.items.keys()].flatMap((index): DocumentLink[] => {
      const item = joinField(field, index);
      const node = textNode(document, path === undefined ? item : joinField(item, path));
      // A text of several lines is a patch itself.
      if (!node || node.value.includes('\n') || node.value.includes('://')) return [];
      const named = resolveUri(folderOf(uri), node.value);
      const target = [named, ...kustomizationNames.map((name) => `${named}/${name}`)].find(isKnown);
      return target === undefined ? [] : [{ span: { start: node.start, end: node.end }, target }];
    });
  });
}
