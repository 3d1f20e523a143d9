/** What is not known gives alternatives, and never a definite claim. */
import { describe, expect, it } from 'vitest';
import type { FieldImpact } from '../../../server/src/core/kubevirt/impact/impact.ts';
import { judgeEdit, type VmEdit } from '../../../server/src/core/kubevirt/impact/judge-edit.ts';
import { bridge, editOf, impactOf, masquerade, nad, pod, releaseOf, running, vmOf, vmWithBlue } from './edits.ts';

const withBlue = vmWithBlue();
const otherNad = vmWithBlue(bridge('blue'), nad('blue', 'other-nad'));
const moreSockets = vmOf({ domain: { cpu: { sockets: 4, cores: 1, threads: 1 } } });
const moreMemory = vmOf({ domain: { memory: { guest: '4Gi' } } });

/** The only change of an edit, as `restart if A; none if B`. */
function told(before: object, after: object, facts: Partial<VmEdit>): string {
  const [change] = impactOf(before, after, facts).changes;
  return change === undefined ? '' : alternativesOf(change);
}

function alternativesOf({ outcome, alternatives, dependsOn }: FieldImpact): string {
  const courses = alternatives.map(({ kind, when }) => `${kind} ${when}`);
  return `${courses.length === 0 ? outcome.kind : courses.join('; ')} (${dependsOn.join()})`;
}

describe('facts that are not seen', () => {
  it('asks for the release where releases differ', () => {
    expect(told(withBlue, otherNad, { releaseIsKnown: false })).toBe(
      'restart if KubeVirt is v1.6 or KubeVirt is v1.7 or KubeVirt is v1.8; migration if KubeVirt is v1.9 (release)',
    );
    expect(told(vmOf(), withBlue, { releaseIsKnown: false })).toBe('pending-migration ()');
  });

  it('asks for the configuration where a gate or the rollout strategy decides', () => {
    const unseen = { configurationIsKnown: false };
    expect(told(withBlue, otherNad, { ...unseen, release: releaseOf('v1.8') })).toBe(
      'restart if the feature gate LiveUpdateNADRef is off; migration if the feature gate LiveUpdateNADRef is on (configuration)',
    );
    expect(told(withBlue, otherNad, unseen)).toBe('migration ()');
    expect(told(vmOf(), moreSockets, unseen)).toBe(
      'migration if vmRolloutStrategy is LiveUpdate and the room to grow is that of KubeVirt’s defaults or the configuration leaves more room to grow; restart if vmRolloutStrategy is LiveUpdate and the configuration leaves no room to grow; restart if vmRolloutStrategy is Stage (configuration)',
    );
    expect(told(vmOf(), withBlue, unseen)).toBe('pending-migration ()');
  });

  it('asks whether a plugin that is not registered here has a link', () => {
    const plugin = { name: 'blue', binding: { name: 'foreign' } };
    expect(told(vmWithBlue(plugin), vmWithBlue({ ...plugin, state: 'down' }), { configurationIsKnown: false })).toBe(
      'live if the plugin is registered with a tap device; none if the plugin has no tap device (configuration)',
    );
  });

  it('asks whether the VMI can be live-migrated', () => {
    expect(told(vmOf(), moreMemory, { isMigratable: undefined })).toBe(
      'migration if the VMI can be live-migrated; restart if the VMI cannot be live-migrated (migratable)',
    );
    expect(told(vmOf(), moreMemory, { isMigratable: undefined, vmi: running(vmOf()) })).not.toContain('migratable');
  });

  it('asks for the update methods only as to who migrates', () => {
    const impact = impactOf(vmOf(), withBlue, { updateMethods: undefined });
    expect(impact.dependsOn).toEqual(['update-methods']);
    expect(impact.changes.flatMap(({ alternatives }) => alternatives)).toEqual([]);
    expect(impact.eviction).toBe('possible');
  });

  it('asks how NICs are named before it unplugs one', () => {
    expect(told(withBlue, vmWithBlue(bridge('blue', { state: 'absent' })), {})).toBe(
      'pending-migration if the NICs of the Pod have hashed names, as of Pods made since v1.0; silent if the NICs of the Pod still have ordinal names (status)',
    );
  });

  it('asks what the VM was started with when a NIC goes that could have been plugged in', () => {
    expect(told(withBlue, vmOf(), {})).toBe(
      'restart if the VM was started with the NIC; silent if the NIC was plugged into the running VM (start-revision)',
    );
    const plugin = { name: 'blue', binding: { name: 'plain' } };
    expect(told(vmWithBlue(plugin), vmOf(), {})).toBe('restart ()');
  });

  it('asks for the namespace where it decides whether two references mean one NAD', () => {
    const qualified = vmWithBlue(bridge('blue'), nad('blue', 'tenant/blue-nad'));
    expect(told(withBlue, qualified, { namespace: undefined })).toBe(
      'migration if the VM is in another namespace; none if the VM is in namespace tenant (namespace)',
    );
    expect(told(withBlue, otherNad, { namespace: undefined })).toBe('migration ()');
  });

  it('asks for a preference and an instancetype that are not seen', () => {
    const named = (vm: object): object => vmOf({ vm, domain: { cpu: undefined, memory: undefined } });
    const legacy = { preference: { name: 'legacy' } };
    const added = vmWithBlue(bridge('blue'), nad('blue'), { vm: legacy });
    expect(told(vmOf({ vm: legacy }), added, {})).toBe(
      'restart if the preference wants another machine or interface model; pending-migration if the preference changes nothing here (preference)',
    );
    expect(told(named({ instancetype: { name: 'small' } }), named({ instancetype: { name: 'large' } }), {})).toBe(
      'migration if the instancetype only gives more CPUs or memory; restart if the instancetype differs in anything else; none if the instancetype gives the same (instancetype)',
    );
  });

  it('never takes the text of a template for a value', () => {
    const field = 'spec.template.spec.domain.cpu.sockets';
    const unknownFields = { before: [], after: [field] };
    expect(told(vmOf(), moreSockets, { unknownFields })).toBe(
      'migration if the template writes something new here; none if the template writes what was there before (template)',
    );
    const both = vmOf({ domain: { cpu: { sockets: 4, cores: 1, threads: 1 } }, spec: { hostname: 'web' } });
    const impact = impactOf(vmOf(), both, { unknownFields: { before: [], after: ['spec.template.spec.hostname'] } });
    // A restart that may not come holds nothing back for certain.
    expect(impact.changes.map(alternativesOf)).toEqual([
      'restart if the template writes something new here; migration if the template writes what was there before (template)',
      'restart if the template writes something new here; none if the template writes what was there before (template)',
    ]);
  });

  it('takes a NIC for unknown when a template writes any part of it', () => {
    const unknownFields = { before: [], after: ['spec.template.spec.networks[1].multus.networkName'] };
    const impact = impactOf(vmOf(), withBlue, { unknownFields });
    expect(impact.nics.find(({ network }) => network === 'blue')?.dependsOn).toEqual(['template']);
  });

  it('says nothing of a VM that a template writes whole', () => {
    const unknownFields = { before: [], after: ['spec.template'] };
    expect(judgeEdit(editOf(vmOf(), withBlue, { unknownFields }))).toEqual({
      because: 'a template writes the whole VM',
    });
    expect(judgeEdit(editOf('text', withBlue))).toEqual({ because: 'the object cannot be read in both texts' });
  });

  it('refuses for certain only what no unseen configuration allows', () => {
    const gated = vmOf({ spec: { volumes: [{ name: 'host', hostDisk: { path: '/disk.img', type: 'Disk' } }] } });
    expect(told(vmOf(), gated, {})).toBe('rejected ()');
    expect(told(vmOf(), gated, { configurationIsKnown: false })).toBe(
      'rejected if the cluster is as assumed here; restart if the configuration of the cluster allows it (configuration)',
    );
  });

  it('does not refuse for what a template writes', () => {
    const absent = vmOf({ interfaces: [{ ...masquerade, state: 'absent' }], networks: [pod] });
    const unknownFields = { before: [], after: ['spec.template.spec.domain.devices.interfaces[0].state'] };
    expect(impactOf(vmOf(), absent, { unknownFields }).verdict).not.toBe('rejected');
  });
});
