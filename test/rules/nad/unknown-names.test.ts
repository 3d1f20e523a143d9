/** Keys and plugins that are in no table: what is a slip of the pen, and what only the cluster can tell. */
import { describe, expect, it } from 'vitest';
import { readCniConfig } from '../../../server/src/core/cni/cni-config.ts';
import { unknownNames } from '../../../server/src/core/rules/nad/unknown-names.ts';

/** Severity and path of each fault, with the name that is meant. */
function told(value: Record<string, unknown>): readonly string[] {
  const config = readCniConfig(value);
  return (config ? unknownNames(config) : []).map(({ severity, path, mends }) => {
    const step = mends[0]?.steps[0];
    const meant = step?.do === 'rename-key' ? step.key : step?.do === 'set' ? String(step.value) : undefined;
    return [severity, path.join('.'), ...(meant === undefined ? [] : [meant])].join(' ');
  });
}

describe('keys', () => {
  it.each([
    [{ type: 'bridge', bridg: 'br1' }, ['warning bridg bridge']],
    [{ type: 'bridge', bridge: 'br1', mac_spoof_chk: true }, ['warning mac_spoof_chk macspoofchk']],
    [{ type: 'bridge', bridge: 'br1', isGatway: true }, ['warning isGatway isGateway']],
    [{ type: 'bridge', bridge: 'br1', somethingElse: 1 }, ['information somethingElse']],
    [{ type: 'bridge', BRIDGE: 'br1', MacSpoofChk: true, cniversion: '0.3.1', NAME: 'lan' }, []],
    [{ type: 'bridge', bridge: 'br1', _note: 'x', comment: 'y', '//': 'z', $schema: 'u' }, []],
    [
      { type: 'bridge', bridge: 'br1', vlanTrunk: [{ minId: 1, maxid: 2 }, { vlan: 7 }] },
      ['information vlanTrunk.1.vlan'],
    ],
    // The right key is there already, so the other one is none of its slips.
    [{ type: 'bridge', bridge: 'br1', bridges: 'br2' }, ['information bridges']],
    // Not all keys of sriov are known.
    [{ type: 'sriov', vlan_trunk: '10-20', if0: 'net1' }, []],
    [{ type: 'sriov', spoofchck: 'on' }, ['information spoofchck spoofchk']],
    [{ type: 'ptp', ipam: { type: 'static', adresses: [] } }, ['warning ipam.adresses addresses']],
    [
      { plugins: [{ type: 'tuning', name: 'x', cniVersion: '0.3.1', sysctls: {} }] },
      ['warning plugins.0.sysctls sysctl'],
    ],
    [{ plugins: [{ type: 'tuning' }], bridge: 'br1' }, ['information bridge']],
    [{ type: 'its-own', bridg: 'br1' }, ['information type']],
  ])('%j', (value, expected) => {
    expect(told(value)).toEqual(expected);
  });
});

describe('plugins', () => {
  it.each([
    [{ type: 'brigde' }, ['information type bridge']],
    [{ type: 'my-company-cni' }, ['information type']],
    [{ type: 'ptp', ipam: { type: 'wherabouts' } }, ['information ipam.type whereabouts']],
    [{ plugins: [{ type: 'bridge' }, { type: 'tunning' }] }, ['information plugins.1.type tuning']],
    [{ type: '' }, []],
    [{}, []],
  ])('%j', (value, expected) => {
    expect(told(value)).toEqual(expected);
  });
});
