/** Every kind of golden case and every field a record may hold; the place where a newly covered field gets its line. */
import type { KindReplay } from '../case.ts';
import { create } from './create.ts';
import { names } from './names.ts';
import { status } from './status.ts';

export const kinds: Readonly<Record<string, KindReplay>> = {
  create,
  names,
  status,
  impact: {
    admitUpdate: undefined,
    netRestartRequired: undefined,
    restartRequiredBySpec: undefined,
    restartRequired: undefined,
    vmiAfter: undefined,
    vmAfter: undefined,
    vmiChanges: undefined,
    evaluate: undefined,
    migration: undefined,
    activePod: undefined,
    statusAfter: undefined,
    migratedVolumes: undefined,
    syncErrors: undefined,
  },
  vmiupdate: { admitUpdate: undefined },
};
