/** `impact`: an edit of a VM, mostly a running one, and what the controllers do about it. */
import type { KindReplay } from '../case.ts';
import { admitChange, sameAdmission } from './admissions.ts';

export const impact: KindReplay = {
  fields: {
    admitUpdate: { missing: 'nothing', compute: admitChange, agrees: sameAdmission },
    netRestartRequired: { missing: 'nothing' },
    restartRequiredBySpec: { missing: 'nothing' },
    restartRequired: { missing: 'nothing' },
    vmiAfter: { missing: 'nothing' },
    vmAfter: { missing: 'nothing' },
    vmiChanges: { missing: 'nothing' },
    evaluate: { missing: 'nothing' },
    migration: { missing: 'nothing' },
    activePod: { missing: 'nothing' },
    statusAfter: { missing: 'nothing' },
    migratedVolumes: { missing: 'nothing' },
    syncErrors: { missing: 'nothing' },
  },
  // An edit of a stopped VM changes the VM alone.
  applies: (field, input) => input.vmi !== undefined || field === 'vmAfter',
};
