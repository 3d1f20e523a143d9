/** What a client shows of dumps: hints, hovers and findings on the samples of examples/dumps, in one file and in many. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Hover, Position } from 'vscode-languageserver';
import type { Counters } from '../../server/src/core/counters.ts';
import { drawHints, labelOf, TestClient, type TestClientOptions } from '../support/client.ts';
import { twoNetworks } from '../support/manifests.ts';
import { drawRange, placeOf } from '../support/places.ts';

const folder = 'file:///repo/';
const settings = {
  release: 'v1.9',
  inlayHints: { annotation: false, linkNames: false, podInterface: false, nad: false },
};
const sample = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, `../../examples/dumps/${name}.yaml`), 'utf8');
const statusEmpty = sample('status-empty');
const podNotGuest = sample('pod-not-guest');
const migrationRequired = sample('migration-required');
const [, vmiOfDb = '', podOfDb = ''] = /^#[^\n]*\n([\s\S]*?)^---\n([\s\S]*)$/m.exec(podNotGuest) ?? [];

let client: TestClient | undefined;

afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function opened(name: string, text: string, options: TestClientOptions = {}): Promise<TestClient> {
  client = await TestClient.start({ settings, folders: [folder.slice(0, -1)], ...options });
  await client.settle();
  await client.open(folder + name, text);
  await client.diagnostics(folder + name);
  await client.settle();
  return client;
}

/** Lines that have hints. */
async function hinted(server: TestClient, name: string, text: string): Promise<readonly string[]> {
  const drawn = drawHints(text, await server.hints(folder + name));
  return drawn.split('\n').flatMap((line) => (line.includes('«') ? [line.trim()] : []));
}

async function hoverOf(server: TestClient, name: string, position: Position): Promise<string> {
  const uri = folder + name;
  const found = await server.request<Hover | null>('textDocument/hover', { textDocument: { uri }, position });
  return (found?.contents as { value: string } | undefined)?.value ?? '';
}

const severities = ['', 'error', 'warning', 'information', 'hint'];
async function findings(server: TestClient, name: string, text: string): Promise<readonly string[]> {
  return (await server.diagnostics(folder + name)).map(
    ({ code, range, severity }) => `${drawRange(text, range)} ${severities[severity ?? 0]} ${String(code)}`,
  );
}

describe('a NAD that is right and a status that is empty', () => {
  it('are told by hints, findings and the hover of the NIC', async () => {
    const server = await opened('dump.yaml', statusEmpty);
    expect(await hinted(server, 'dump.yaml', statusEmpty)).toMatchInlineSnapshot(`
      [
        "- name: data«Pod ✘ · domain ✘ · guest ✘ – waits to be attached to the Pod»",
        "- name: default«default network»",
        "infoSource: domain, guest-agent«Pod ✔ · domain ✔ · guest ✔ – in Pod and guest»",
        "podInterfaceName: eth0«default»",
        ""interface": "eth0"«default: Pod ✔ · domain ✔ · guest ✔»,",
      ]
    `);
    expect(await findings(server, 'dump.yaml', statusEmpty)).toMatchInlineSnapshot(`
      [
        "22: - name: «data» information nic-waiting",
        "54: - type: «MigrationRequired» information migration-required",
        "80: «k8s.v1.cni.cncf.io/network-status»: |- information unusable-network-status",
      ]
    `);
    expect(await hoverOf(server, 'dump.yaml', placeOf(statusEmpty, '- name: d|ata'))).toMatchInlineSnapshot(`
      "**\`data\`: waits to be attached to the Pod** – Pod ✘ · domain ✘ · guest ✘

      Network data is requested as pod3a6eb0790f3, but the Pod’s network-status has no such interface: Multus did not (yet) attach NAD tenant-b/vlan300. The dynamic networks controller has until 2025-10-06T09:30:20Z for that; then KubeVirt asks for a live migration.

      **Next**

      1. Look for the events AddedInterface, FailedAddingInterface, InterfaceAddRejected of the Pod: \`kubectl describe pod virt-launcher-web-x7k2p -n tenant-b\`.
      2. Look at the NAD: \`kubectl get net-attach-def vlan300 -n tenant-b -o yaml\`.
      3. Without such an event no dynamic networks controller is at work: a live migration has to bring the NIC.

      **Pod interface \`pod3a6eb0790f3\`** – logical network \`data\`, a secondary Multus network

      **Path** guest NIC (\`virtio\`) → tap \`tap3a6eb0790f3\` → bridge \`k6t-3a6eb0790f3\` → \`3a6eb0790f3-nic\`, once Pod interface \`pod3a6eb0790f3\` → NAD \`tenant-b/vlan300\` (\`bridge\`) → node: \`br1\`, VLAN \`300\`

      **Address** none by KubeVirt: a DHCP server on that network gives it, or it is set in the guest.

      **Live migration** possible, as far as the networks of the VM go.

      1. SHA-256 of the logical network name \`data\`: \`3a6eb0790f39ac87…\`
      2. \`pod\` and its first 11 hex digits: \`pod3a6eb0790f3\`

      The name depends on the logical name alone, not on the NAD, so interfaces can be added and removed without renaming the others.

      A VM that was started before KubeVirt v1.0 and only migrated since may still call it \`net1\`."
    `);
  });

  it('tell on the conditions which one is missing', async () => {
    const without = statusEmpty.replace('type: MigrationRequired', 'type: Ready');
    const server = await opened('dump.yaml', without);
    const told = await hoverOf(server, 'dump.yaml', placeOf(without, 'condi|tions:'));
    expect(told).toContain('The VMI does not have the condition MigrationRequired, though it should by its NICs.');
    expect(told).toContain('NIC data asks for it');
  });

  it('leads to the launcher Pod and the NAD', async () => {
    const server = await opened('dump.yaml', statusEmpty);
    const waiting = (await server.diagnostics(`${folder}dump.yaml`)).find(({ code }) => code === 'nic-waiting');
    expect(
      waiting?.relatedInformation?.map(({ location, message }) => [drawRange(statusEmpty, location.range), message]),
    ).toMatchInlineSnapshot(`
      [
        [
          "89: k8s.v1.cni.cncf.io/networks: «'[{"name":"vlan300","namespace":"tenant-b","interface":"pod3a6eb0790f3"}]'»",
          "asked for in the launcher Pod",
        ],
        [
          "118: name: «vlan300»",
          "the NAD",
        ],
      ]
    `);
  });
});

describe('a NIC in the Pod and not in the guest', () => {
  it('is told by hints and findings', async () => {
    const server = await opened('dump.yaml', podNotGuest);
    expect(await hinted(server, 'dump.yaml', podNotGuest)).toMatchInlineSnapshot(`
      [
        "- name: default«default network»",
        "infoSource: domain, guest-agent«Pod ✔ · domain ✔ · guest ✔ – in Pod and guest»",
        "podInterfaceName: eth0«default»",
        "infoSource: multus-status«Pod ✔ · domain ✘ · guest ✘ – in the Pod, not in the guest»",
        "podInterfaceName: pod3a6eb0790f3«data → tenant-b/vlan300»",
        "- infoSource: guest-agent«guest ✔ – known to the guest alone»",
        ""interface": "eth0"«default: Pod ✔ · domain ✔ · guest ✔»,",
        ""interface": "pod3a6eb0790f3"«data → tenant-b/vlan300: Pod ✔ · domain ✘ · guest ✘»,",
      ]
    `);
    expect(await findings(server, 'dump.yaml', podNotGuest)).toMatchInlineSnapshot(`
      [
        "51: - type: «Synchronized» warning failing-condition",
        "71: infoSource: «multus-status» warning nic-not-in-guest",
      ]
    `);
  });

  it('is told the same by dumps in a must-gather folder', async () => {
    const pod = 'must-gather/namespaces/tenant-b/pods/virt-launcher-db-m4q9t/virt-launcher-db-m4q9t.yaml';
    const vmi = 'must-gather/namespaces/tenant-b/kubevirt.io/virtualmachineinstances/db.yaml';
    const server = await opened(vmi, vmiOfDb, { files: { [folder + vmi]: vmiOfDb, [folder + pod]: podOfDb } });
    expect(await hinted(server, vmi, vmiOfDb)).toContain(
      'infoSource: multus-status«Pod ✔ · domain ✘ · guest ✘ – in the Pod, not in the guest»',
    );
    const found = (await server.diagnostics(folder + vmi)).find(({ code }) => code === 'nic-not-in-guest');
    expect(found?.relatedInformation?.map(({ location }) => location.uri)).toEqual([folder + pod]);
  });

  it('is told by lists of JSON that leave the kind of their items to the list', async () => {
    const list = JSON.stringify(
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachineInstanceList',
        items: [
          {
            metadata: { name: 'db', namespace: 'tenant-b' },
            spec: {
              domain: {
                memory: { guest: '1Gi' },
                devices: { interfaces: [{ name: 'data', bridge: {} }], autoattachPodInterface: false },
              },
              networks: [{ name: 'data', multus: { networkName: 'vlan300' } }],
            },
            status: {
              phase: 'Running',
              interfaces: [{ name: 'data', infoSource: 'multus-status', podInterfaceName: 'pod3a6eb0790f3' }],
            },
          },
        ],
      },
      undefined,
      2,
    );
    const server = await opened('vmis.json', list, { files: { [`${folder}pod.yaml`]: podOfDb } });
    expect(await hinted(server, 'vmis.json', list)).toEqual([
      '"infoSource": "multus-status"«Pod ✔ · domain ✘ · guest ✘ – in the Pod, not in the guest»,',
      '"podInterfaceName": "pod3a6eb0790f3"«data → tenant-b/vlan300»',
    ]);
  });

  it('says that the Pod is not the guest, and what else is believed, where it matters', async () => {
    const server = await opened('dump.yaml', podNotGuest);
    const at = (piece: string): Promise<string> => hoverOf(server, 'dump.yaml', placeOf(podNotGuest, piece));
    const podIsGuest = '“Attached to the Pod means attached to the guest.”';
    const multusDoesAll = '“Multus takes care of the guest’s network.”';
    const isDisplay = '“status.interfaces is there to be looked at.”';
    expect(await at('infoSource: multus|-status')).toContain(podIsGuest);
    expect(await at('infoSource: |domain, guest-agent')).not.toContain(podIsGuest);
    expect(await at('k8s.v1.cni.cncf.io/network-|status')).toContain(podIsGuest);
    expect(await at('k8s.v1.cni.cncf.io/network-|status')).toContain(multusDoesAll);
    expect(await at('  inter|faces:')).not.toContain(isDisplay);
    expect(await hoverOf(server, 'dump.yaml', placeOf(podNotGuest, '  inter|faces:', 1))).toContain(isDisplay);
    expect(await at('info|Source: multus-status')).toContain(isDisplay);
    const silent = podNotGuest
      .replace('infoSource: multus-status', 'infoSource: domain, guest-agent, multus-status')
      .replace(/ {4}- type: Synchronized[\s\S]*?10:02:31Z"\n/, '');
    await server.change(`${folder}dump.yaml`, { line: 0, character: 0 }, { line: 1000, character: 0 }, silent);
    const withoutAddress = placeOf(silent, 'infoSource: domain, guest-agent, multus|-status');
    expect(await hoverOf(server, 'dump.yaml', withoutAddress)).toContain(multusDoesAll);
  });

  it('has hovers on the members of both statuses', async () => {
    const server = await opened('dump.yaml', podNotGuest);
    const at = (piece: string): Promise<string> => hoverOf(server, 'dump.yaml', placeOf(podNotGuest, piece));
    expect(await at('podInterfaceName: pod3a6|eb0790f3')).toMatchInlineSnapshot(`
      "**Pod interface \`pod3a6eb0790f3\`** – logical network \`data\`

      \`pod\` and the first 11 hex digits of the SHA-256 of \`data\`.

      Attached by NAD \`tenant-b/vlan300\`.

      KubeVirt finds the NIC in the Pod’s network status by this name alone; without it a NIC is neither unplugged nor moved to another NAD."
    `);
    expect(await at('mac: 02:00:|00:aa:00:01')).toMatchInlineSnapshot(`
      "**\`mac\`** of \`default\`

      The MAC address of the guest’s NIC, as libvirt says. By it the guest agent’s NICs are recognised. The NIC in the Pod has \`0a:58:0a:f4:02:09\`, which is another device."
    `);
    expect(await at('"inter|face": "pod3a6eb0790f3"')).toMatchInlineSnapshot(`
      "\`interface\` – text

      Name of the NIC in the Pod, as the CNI plugin reported it. KubeVirt finds the NIC of a network by this name and by nothing else; without it the network counts as not attached."
    `);
    expect((await at('"interface": "pod3|a6eb0790f3"')).split('\n')[0]).toMatchInlineSnapshot(
      `"**\`data\`: in the Pod, not in the guest** – Pod ✔ · domain ✘ · guest ✘"`,
    );
    expect((await at('- type: Synchro|nized')).split('\n')[0]).toMatchInlineSnapshot(
      `"**Condition \`Synchronized\`: False**"`,
    );
  });
});

describe('a migration that is required after a NIC was plugged', () => {
  it('is told with the NIC that asks for it', async () => {
    const server = await opened('dump.yaml', migrationRequired);
    expect(await hinted(server, 'dump.yaml', migrationRequired)).toMatchInlineSnapshot(`
      [
        "- name: default«Pod ✔ · domain ✔ · guest ✔ – in Pod and guest»",
        "- name: data«Pod ✘ · domain ✘ · guest ✘ – not attached to the Pod, needs a migration»",
        "- name: default«default network»",
        "- name: data«Pod ✘ · domain ✘ · guest ✘ – not attached to the Pod, needs a migration»",
        "- name: default«default network»",
        "infoSource: domain, guest-agent«Pod ✔ · domain ✔ · guest ✔ – in Pod and guest»",
        "podInterfaceName: eth0«default»",
        ""interface": "eth0"«default: Pod ✔ · domain ✔ · guest ✔»,",
      ]
    `);
    expect(await findings(server, 'dump.yaml', migrationRequired)).toMatchInlineSnapshot(`
      [
        "79: - name: «data» information nic-waiting",
        "111: - type: «MigrationRequired» information migration-required",
        "138: «k8s.v1.cni.cncf.io/network-status»: |- information unusable-network-status",
      ]
    `);
    expect(await hoverOf(server, 'dump.yaml', placeOf(migrationRequired, '- type: Migration|Required')))
      .toMatchInlineSnapshot(`
      "**Condition \`MigrationRequired\`: True**

      Only a new Pod has what the VMI asks for: a live migration is required. NIC data asks for it: it was added, and the Pod does not have it. Whether KubeVirt migrates the VMI by itself depends on workloadUpdateMethods of the KubeVirt resource, which is not known here.

      since 2025-10-06T11:45:20Z

      The NIC it is about: \`data\`, not attached to the Pod, needs a migration.

      **Next**

      1. See what KubeVirt does by itself: \`kubectl get kubevirt -A -o jsonpath='{.items[*].spec.workloadUpdateStrategy.workloadUpdateMethods}'\`.
      2. See how the migration fares: \`kubectl get vmim -n tenant-b\`.
      3. Migrate the VMI: \`virtctl migrate cache -n tenant-b\`."
    `);
  });
});

describe('a manifest beside a dump of its VM', () => {
  const vm = twoNetworks.replace('name: router', 'name: db').replace('tenant-a', 'tenant-b').replaceAll('blue', 'data');

  it('shows how far its NICs are, has no findings of it, and follows the dump', async () => {
    const dump = `${folder}dumps/vmi.yaml`;
    const server = await opened('vm.yaml', vm, { files: { [dump]: vmiOfDb } });
    // The dump is known by its facts until somebody asks for it.
    await server.hints(`${folder}vm.yaml`);
    await server.settle();
    expect(await hinted(server, 'vm.yaml', vm)).toMatchInlineSnapshot(`
      [
        "- name: default«Pod ✔ · domain ✔ · guest ✔ – in Pod and guest»",
        "- name: data«Pod ✔ · domain ✘ · guest ✘ – in the Pod, not in the guest»",
        "- name: default«default network»",
      ]
    `);
    expect((await findings(server, 'vm.yaml', vm)).filter((text) => / (?:nic|migration)-/.test(text))).toEqual([]);
    await server.open(dump, vmiOfDb.replace('infoSource: multus-status', 'infoSource: domain, multus-status'));
    expect((await server.hints(`${folder}vm.yaml`)).map(labelOf)).toContain(
      'Pod ✔ · domain ✔ · guest ✘ – in the guest’s hardware, no word from the guest',
    );
  });

  it('shows nothing of a VM of another namespace, and nothing when the kind is off', async () => {
    const other = vm.replace('tenant-b', 'tenant-c');
    const server = await opened('vm.yaml', other, { files: { [`${folder}vmi.yaml`]: vmiOfDb } });
    expect((await server.hints(`${folder}vm.yaml`)).map(labelOf)).toEqual(['default network']);
    await server.open(`${folder}vm.yaml`, vm);
    server.settings = { ...settings, inlayHints: { ...settings.inlayHints, status: false } };
    await server.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await server.settle();
    expect((await server.hints(`${folder}vm.yaml`)).map(labelOf)).toEqual(['default network']);
  });
});

describe('dumps and the documents that ask for them', () => {
  const counted = (server: TestClient): Promise<Counters> => server.request('virtlens/counters', {});

  it('are analysed again when another object of their VM changes, and only then', async () => {
    const server = await opened('vmi.yaml', vmiOfDb, { files: { [`${folder}pod.yaml`]: podOfDb } });
    await server.open(`${folder}pod.yaml`, podOfDb);
    const names = async (): Promise<unknown[]> =>
      (await server.diagnostics(`${folder}vmi.yaml`)).map(({ code }) => code);
    expect(await names()).toContain('nic-not-in-guest');
    const before = await counted(server);
    await server.diagnostics(`${folder}vmi.yaml`);
    expect((await counted(server)).documentsAnalysed).toBe(before.documentsAnalysed);
    const moved = podOfDb.replaceAll('"tenant-b/vlan300"', '"tenant-b/vlan400"');
    await server.change(`${folder}pod.yaml`, { line: 0, character: 0 }, { line: 1000, character: 0 }, moved);
    expect(await names()).toContain('nic-on-other-nad');
  });

  it('cost a keystroke in other documents nothing', async () => {
    const server = await opened('vm.yaml', twoNetworks, { files: { [`${folder}vmi.yaml`]: vmiOfDb } });
    const before = await counted(server);
    const at = placeOf(twoNetworks, 'name: router|');
    await server.change(`${folder}vm.yaml`, at, at, 'x');
    await server.diagnostics(`${folder}vm.yaml`);
    await server.hints(`${folder}vm.yaml`);
    const after = await counted(server);
    expect(after.statusesRead).toBe(before.statusesRead);
    expect(after.documentsAnalysed - before.documentsAnalysed).toBe(1);
    expect(after.documentsParsed - before.documentsParsed).toBe(1);
  });
});
