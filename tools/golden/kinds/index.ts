/**
 * Every kind of golden case and every field a record may hold. A newly covered field gets its `compute` in the file of
 * its kind.
 */
import type { KindReplay } from '../case.ts';
import { admitChange, sameAdmission } from './admissions.ts';
import { create } from './create.ts';
import { impact } from './impact.ts';
import { names } from './names.ts';
import { status } from './status.ts';

export const kinds: Readonly<Record<string, KindReplay>> = {
  create,
  names,
  status,
  impact,
  vmiupdate: { fields: { admitUpdate: { missing: 'nothing', compute: admitChange, agrees: sameAdmission } } },
};
