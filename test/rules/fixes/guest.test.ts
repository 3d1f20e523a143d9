/**
 * Fixes of the rules of how a guest starts and is reached (launch security, probes, credentials), and of its DataVolume
 * templates, hold what fixes promise, on manifests at random.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFixes } from './fixes-hold.ts';
import { manifestsWith, put, type Fault, type Manifest, type Plain } from './generated-manifests.ts';

const probes = ['readinessProbe', 'livenessProbe'];

const credential = (kind: string, method: Plain): Plain => ({
  [kind]: { source: { secret: { secretName: 'a' } }, propagationMethod: method },
});

function addCredential({ spec }: Manifest, added: Plain): void {
  ((spec['accessCredentials'] ??= []) as Plain[]).push(added);
}

const template = (name: string): Plain => ({
  metadata: { name },
  spec: { source: { blank: {} }, storage: { resources: { requests: { storage: '1Gi' } } } },
});

/** A template that is used, with one fault in it. */
const templateFault =
  (fault: (made: Plain, spec: Plain) => void): Fault =>
  (manifest) => {
    const { object, volumes, disks } = manifest;
    if (object['kind'] !== 'VirtualMachine') return;
    const templates = ((object['spec'] as Plain)['dataVolumeTemplates'] ??= []) as Plain[];
    const name = `made-${templates.length}`;
    const made = template(name);
    templates.push(made);
    volumes.push({ name, dataVolume: { name } });
    disks.push({ name, disk: { bus: 'virtio' } });
    fault(made, made['spec'] as Plain);
  };

const faults: readonly Fault[] = [
  // Probes
  ({ spec }, pick) => (spec[pick(probes)] = pick<Plain>([{}, { guestAgentPing: null }, { periodSeconds: 5 }])),
  ({ spec }, pick) =>
    (spec[pick(probes)] = {
      exec: { command: ['true'] },
      ...pick<Plain>([{ guestAgentPing: {} }, { tcpSocket: { port: 22 } }, { httpGet: { port: 80 }, tcpSocket: {} }]),
    }),

  // How it starts
  ({ spec }, pick) => (spec['startStrategy'] = pick(['paused', 'Pausd', 'Running', 'Paused'])),
  ({ spec }, pick) => {
    spec['startStrategy'] = pick(['Paused', 'paused']);
    spec['livenessProbe'] = { guestAgentPing: {} };
  },

  // Launch security
  ({ domain }, pick) => {
    domain['launchSecurity'] = pick<Plain>([
      {},
      { sev: {} },
      { sev: { attestation: {} } },
      { snp: { policy: pick(['0x30000', 'strict', '-1']) } },
      { tdx: {} },
      { sev: {}, snp: {} },
      { sev: null },
    ]);
    const efi = pick([
      undefined,
      {},
      { secureBoot: false },
      { secureBoot: false, persistent: true },
      { secureBoot: true },
    ]);
    if (efi) put(domain, 'firmware.bootloader.efi', efi);
    else if (pick([true, false])) put(domain, 'firmware.bootloader.bios', {});
    const smm = pick([undefined, {}, { enabled: true }, { enabled: false }]);
    if (smm) put(domain, 'features.smm', smm);
  },

  // Credentials
  (manifest, pick) => addCredential(manifest, credential(pick(['sshPublicKey', 'userPassword']), {})),
  (manifest, pick) => addCredential(manifest, credential('sshPublicKey', { [pick(['noCloud', 'configDrive'])]: {} })),
  (manifest, pick) => {
    const users = pick<Plain>([{ users: [] }, { users: null }, {}]);
    const method: Plain = { qemuGuestAgent: users };
    addCredential(manifest, credential('sshPublicKey', pick([true, false]) ? method : { ...method, noCloud: {} }));
  },
  (manifest) => addCredential(manifest, credential('userPassword', { noCloud: {} })),
  (manifest, pick) =>
    addCredential(manifest, {
      [pick(['sshPublicKey', 'userPassword'])]: {
        source: pick<Plain>([{}, { secret: null }]),
        propagationMethod: { qemuGuestAgent: { users: ['root'] } },
      },
    }),
  (manifest) =>
    addCredential(manifest, { sshPublicKey: { propagationMethod: { qemuGuestAgent: { users: ['root'] } } } }),
  (manifest, pick) =>
    addCredential(
      manifest,
      pick([true, false])
        ? {}
        : {
            ...credential('sshPublicKey', { qemuGuestAgent: { users: ['root'] } }),
            ...credential('userPassword', { qemuGuestAgent: {} }),
          },
    ),
  ({ volumes }, pick) =>
    volumes.push({ name: 'init', [pick(['cloudInitNoCloud', 'cloudInitConfigDrive'])]: { userData: '#cloud-config' } }),

  // DataVolume templates
  templateFault((made) => (made['metadata'] = {})),
  templateFault((made) => put(made, 'metadata.name', '')),
  templateFault((_, spec) => Reflect.deleteProperty(spec, 'storage')),
  templateFault((_, spec) => (spec['storage'] = null)),
  templateFault((_, spec) => (spec['pvc'] = { accessModes: ['ReadWriteOnce'] })),
  templateFault((_, spec) => Reflect.deleteProperty(spec, 'source')),
  templateFault((_, spec) => (spec['source'] = {})),
  templateFault((_, spec) => (spec['source'] = { blank: null })),
  templateFault((_, spec) => (spec['source'] = null)),
  templateFault((_, spec) => put(spec, 'source.http', { url: 'http://example.org/a.img' })),
  templateFault((_, spec) => put(spec, 'storage.dataSource', { kind: 'VolumeSnapshot', name: 'a' })),
  templateFault((_, spec) => {
    put(spec, 'sourceRef', { kind: 'DataSource', name: 'a' });
    spec['source'] = {};
  }),
  (manifest, pick) => {
    templateFault((made) => put(made, 'metadata.namespace', 'other'))(manifest, pick);
    put(manifest.object, 'metadata.namespace', 'tenant');
  },
];

const rules = new Set([
  'invalid-access-credentials',
  'invalid-data-volume-template',
  'invalid-launch-security',
  'invalid-probe',
  'unsupported-start-strategy',
]);

describe.each(['v1.6', 'v1.9'])('KubeVirt %s', (release) => {
  it('each fix takes its finding away and brings no Error', { timeout: 240_000 }, () => {
    const gates = '[WorkloadEncryptionSEV, WorkloadEncryptionTDX]';
    const project = `release: ${release}\nconfiguration: { developerConfiguration: { featureGates: ${gates} } }\n`;
    const found = new Set<string>();
    const fixed = new Set<string>();
    fc.assert(
      fc.property(
        manifestsWith(faults).map(({ text }) => text),
        (text) => {
          const met = checkFixes(text, rules, project);
          for (const rule of met.found) found.add(rule);
          for (const rule of met.fixed) fixed.add(rule);
        },
      ),
      { numRuns: 300 },
    );
    // Otherwise the faults above miss a rule, and nothing was put to the test.
    expect([...found].sort()).toEqual([...rules].sort());
    expect([...fixed].sort()).toEqual([...rules].sort());
  });
});
