/**
 * Recorded cases of one kind, once for each release that they were recorded in: all of them where the shared material is,
 * else the fixtures of the project.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { findRelease, type Release } from '../../server/src/core/kubevirt/releases/index.ts';
import type { GoldenCase } from '../../tools/golden/case.ts';
import { readGoldenFolders } from '../../tools/golden/files.ts';
import { resultOf } from '../../tools/golden/replay.ts';
import { projectRoot, sharedFolder } from './run-replay.ts';

export interface RecordedCase extends GoldenCase {
  readonly release: Release;
}

const shared = path.join(sharedFolder, 'golden', 'dev');

/** Whether all recorded cases are there, and not the fixtures alone. */
export const isAllThere = existsSync(shared);

/** `suite` is what is said to be missing where there is no shared material. */
export function recordedCases(suite: string, isMeant: (recorded: GoldenCase) => boolean): readonly RecordedCase[] {
  if (!isAllThere) console.log(`${suite}: not run, there is no ../shared/golden`);
  const folder = isAllThere ? shared : path.join(projectRoot, 'test/golden/fixtures');
  return readGoldenFolders([folder]).flatMap(({ lines, differences }) =>
    (lines as unknown as GoldenCase[]).filter(isMeant).flatMap((line) =>
      [['v1.9.0', undefined] as const, ...differences].flatMap(([patch, byId]): RecordedCase[] => {
        const release = findRelease(patch);
        return release ? [{ ...line, release, result: resultOf(line, byId?.get(line.id)) }] : [];
      }),
    ),
  );
}
