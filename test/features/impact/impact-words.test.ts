/** The line that a lens shows: what is counted, and how certain it sounds. */
import { describe, expect, it } from 'vitest';
import { lensTitle } from '../../../server/src/core/features/impact-words.ts';
import { addedNic, fieldImpact, nicImpact, none, pending, restart, vmImpact } from './impacts.ts';

const mac = 'spec.template.spec.domain.devices.interfaces[0].macAddress';

describe('lensTitle', () => {
  it('counts a NIC that came once, whatever of it stands in which list', () => {
    const { nic, changes } = addedNic('blue', 1, pending);
    const own = fieldImpact(mac, { network: 'default' });
    const impact = vmImpact({ changes: [...changes, own], nics: [nicImpact('default', { fields: [own] }), nic] });
    expect(lensTitle(impact, 'HEAD')).toBe('vs HEAD: 1 pending migration, 1 restart');
  });

  it('tells several changes of one restart as one', () => {
    const changes = [fieldImpact('spec.template.spec.hostname'), fieldImpact('spec.template.spec.domain.cpu.cores')];
    expect(lensTitle(vmImpact({ changes }), 'main')).toBe('vs main: 1 restart for 2 changes');
  });

  it('says that a kind is only possible where another one is too', () => {
    const alternatives = [
      { ...restart, when: 'if the gate is off' },
      { ...none, when: 'if it is on' },
    ];
    const change = fieldImpact(mac, { alternatives, dependsOn: ['configuration'] });
    expect(lensTitle(vmImpact({ changes: [change] }), 'HEAD')).toBe('vs HEAD: possibly 1 restart');
  });

  it('adds the eviction', () => {
    const { nic, changes } = addedNic('blue', 1, pending);
    const impact = vmImpact({ changes, nics: [nic], eviction: 'certain' });
    expect(lensTitle(impact, 'HEAD')).toBe('vs HEAD: 1 pending migration, 1 eviction');
  });

  it('tells edits without effect from none, and those of a VM that does not run', () => {
    const changes = [fieldImpact('spec.template.metadata.labels.a', { outcome: none })];
    expect(lensTitle(vmImpact({}), 'HEAD')).toBe('vs HEAD: no change');
    expect(lensTitle(vmImpact({ changes }), 'HEAD')).toBe('vs HEAD: no effect on the guest');
    expect(lensTitle(vmImpact({ changes, running: 'no' }), 'HEAD')).toBe('vs HEAD: used at the next start');
  });
});
