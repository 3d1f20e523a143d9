/** The value by which the launcher Pod of a VM is chosen. */
import { describe, expect, it } from 'vitest';
import { launcherLabel } from '../../server/src/core/kubevirt/launcher-label.ts';

describe('the label of a launcher Pod', () => {
  it.each([
    ['till', undefined, 'till'],
    ['till', '', 'till'],
    ['till.north', undefined, 'till'],
    ['till', 'front-desk', 'front-desk'],
    ['n'.repeat(70), undefined, 'n'.repeat(63)],
    ['.', undefined, ''],
  ])('of %s with host name %s is %s', (name, hostname, label) => {
    expect(launcherLabel(name, hostname)).toBe(label);
  });
});
