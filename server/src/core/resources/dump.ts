/** Whether an object is as a cluster has it, by what only a cluster writes. Says nothing of how old it is. */
import { nodeAt, valueOf } from '../yaml/locate.ts';
import type { Resource } from './resources.ts';

/** It has a status, or the `uid` that only a cluster gives. */
export function isDump(resource: Pick<Resource, 'node'>): boolean {
  return hasStatus(resource) || nodeAt(resource.node, 'metadata.uid') !== undefined;
}

/** It has a status that could tell something: tools write empty ones into manifests. */
export function hasStatus({ node }: Pick<Resource, 'node'>): boolean {
  const status = valueOf(node, 'status');
  return status?.kind === 'mapping' && status.entries.length > 0;
}
