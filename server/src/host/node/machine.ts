/** What the server runs on, as far as a problem report tells it: kinds and versions, no names. */
import os from 'node:os';
import type { Machine } from '../../core/ports.ts';

export function nodeMachine(): Machine {
  // What follows the numbers of a release may be the name of whoever built it.
  const release = /^\d+(\.\d+)*/.exec(os.release())?.[0] ?? '';
  return { runtime: `Node ${process.version}`, system: `${process.platform} ${process.arch} ${release}`.trim() };
}
