/**
 * go-yaml's guard against alias bombs: it refuses a document whose decoding is mostly the expansion of aliases. Truth:
 * `kubernetes-sigs/yaml · goyaml.v2/decode.go` (`allowedAliasRatio`).
 */
import type { Node } from '../tree.ts';

const lowCount = 400_000;
const highCount = 4_000_000;

/** Whether kubectl refuses a tree as "excessive aliasing". Walks aliases as go-yaml does, and no further than it would. */
export function exceedsAliasBudget(root: Node): boolean {
  let decoded = 0;
  let aliased = 0;
  const visit = (node: Node, inAlias: boolean): boolean => {
    decoded++;
    if (inAlias) aliased++;
    if (aliased > 100 && decoded > 1000 && aliased / decoded > allowedRatio(decoded)) return true;
    if (decoded > highCount * 2) return true;
    switch (node.kind) {
      case 'scalar':
        return false;
      case 'sequence':
        return node.items.some((item) => visit(item.value, inAlias || item.alias !== undefined));
      case 'mapping':
        return node.entries.some((entry) => {
          decoded++;
          if (inAlias) aliased++;
          return visit(entry.value, inAlias || entry.alias !== undefined || entry.merged);
        });
    }
  };
  return visit(root, false);
}

function allowedRatio(decoded: number): number {
  if (decoded <= lowCount) return 0.99;
  if (decoded >= highCount) return 0.1;
  return 0.99 - 0.89 * ((decoded - lowCount) / (highCount - lowCount));
}
