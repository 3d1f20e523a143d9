// Makes the streams that the benchmark edits: VMs and NADs the way people write them, the same bytes for the same seed.
// The document in the middle is the same whatever the number of documents, so that two sizes are compared on equal work.
// It must never read a file or a clock.

/** Small seeded generator of numbers in [0, 1): a linear congruential step with an output mix. */
export function newRandom(seed) {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x45d9f3b) ^ (mixed >>> 13);
    return (mixed >>> 0) / 2 ** 32;
  };
}

const teams = ['edge', 'billing', 'voice', 'storage', 'lab'];
const roles = ['router', 'gateway', 'database', 'probe', 'desktop'];
const segments = ['vlan100', 'vlan200', 'backup', 'management', 'radio-user-plane'];
const binding = 'bridge: {}';

/** A binding that no KubeVirt resource of the stream registers, so VirtLens has something to say of it. */
const unknownPlugin = 'binding:\n                name: l2bridge';

export const choose = (random, list) => list[Math.floor(random() * list.length)];
export const between = (random, low, high) => low + Math.floor(random() * (high - low + 1));

/** The NAD of a number, by its reference. */
const nadName = (index) => `${segments[index % segments.length]}-${index}`;
const nadTeam = (index) => teams[Math.floor(index / segments.length) % teams.length];

/** `nads` is how many there are for its networks. */
export function vmDocument(random, name, nics, withFinding, nads) {
  const team = choose(random, teams);
  const interfaces = ['            - name: default', '              masquerade: {}'];
  const networks = ['        - name: default', '          pod: {}'];
  for (let nic = 1; nic < nics; nic++) {
    const network = `${choose(random, ['data', 'oam', 'fronthaul'])}-${nic}`;
    if (random() < 0.3) interfaces.push(`            # uplink ${nic}: the switch port carries the same number`);
    interfaces.push(
      `            - name: ${network}`,
      `              ${nic === 1 && withFinding ? unknownPlugin : binding}`,
    );
    if (random() < 0.5) {
      const bytes = Array.from({ length: 4 }, () => between(random, 16, 255).toString(16));
      interfaces.push(`              macAddress: "02:${bytes.join(':')}:0${nic}"`);
    }
    const nad = between(random, 0, nads - 1);
    networks.push(
      `        - name: ${network}`,
      '          multus:',
      `            networkName: ${nadTeam(nad)}/${nadName(nad)}`,
    );
  }
  const userData = Array.from(
    { length: between(random, 8, 20) },
    (_, line) => `              - [sh, -c, "echo step ${line} of ${name} >> /var/log/first-boot.log"]`,
  );
  return [
    '---',
    `# ${name}, run by ${team}`,
    'apiVersion: kubevirt.io/v1',
    'kind: VirtualMachine',
    'metadata:',
    `  name: ${name}`,
    `  namespace: ${team}`,
    '  labels:',
    `    app.kubernetes.io/name: "${name}"`,
    'spec:',
    '  runStrategy: Always',
    '  template:',
    '    metadata:',
    '      labels: {tier: gold}',
    '    spec:',
    '      domain:',
    '        cpu:',
    `          cores: ${between(random, 1, 8)}`,
    '        devices:',
    '          disks:',
    '            - name: root',
    '              disk:',
    '                bus: virtio',
    '          interfaces:',
    ...interfaces,
    '        memory:',
    `          guest: ${between(random, 1, 16)}Gi`,
    '      networks:',
    ...networks,
    '      volumes:',
    '        - name: root',
    '          containerDisk:',
    `            image: registry.example/os/server:${between(random, 1, 40)}`,
    '        - name: first-boot',
    '          cloudInitNoCloud:',
    '            userData: |',
    '              #cloud-config',
    '              runcmd:',
    ...userData,
    '',
  ].join('\n');
}

export function nadDocument(random, index) {
  return [
    '---',
    'apiVersion: k8s.cni.cncf.io/v1',
    'kind: NetworkAttachmentDefinition',
    'metadata:',
    `  name: ${nadName(index)}`,
    `  namespace: ${nadTeam(index)}`,
    'spec:',
    `  config: '{"cniVersion": "1.0.0", "name": "net${index}", "type": "bridge", "bridge": "br${between(random, 1, 9)}", "vlan": ${between(random, 2, 4000)}, "preserveDefaultVlan": false}'`,
    '',
  ].join('\n');
}

/** In the smallest stream; the edited VM uses no others. */
const fewestNads = 2;

/**
 * A stream of `count` documents, every fourth a NAD, and the place to type at: the end of the name of the second NIC of
 * the VM in the middle. `toggle` is where its `cores` begin, a number that one letter in front makes a finding. Lines and
 * characters count from 0, as in LSP. The VM in the middle has one finding;
 * `findings: 'everywhere'` gives every VM one; `nics` are how many the edited VM has, and the others at least and at most.
 */
export function manifestStream(count, { seed = 1, findings = 'edited', nics = [6, 3, 8] } = {}) {
  const isEverywhere = findings === 'everywhere';
  const middle = Math.floor(count / 2);
  const nads = Math.max(fewestNads, Math.floor(count / 4));
  const documents = [];
  let edit;
  let toggle;
  let line = 0;
  for (let index = 0; index < count; index++) {
    const random = newRandom(seed * 100_003 + index);
    const text =
      index === middle
        ? vmDocument(newRandom(seed), 'edited', nics[0], true, fewestNads)
        : index % 4 === 3
          ? nadDocument(random, Math.floor(index / 4))
          : vmDocument(
              random,
              `${choose(random, roles)}-${index}`,
              between(random, nics[1], nics[2]),
              isEverywhere,
              nads,
            );
    const lines = text.split('\n');
    if (index === middle) {
      const nic = lines.findIndex(
        (one, at) => /^ {12}- name: /.test(one) && at > lines.indexOf('          interfaces:') + 2,
      );
      edit = { line: line + nic, character: lines[nic].length, document: text };
      const cores = lines.findIndex((one) => /^ +cores: /.test(one));
      toggle = { line: line + cores, character: lines[cores].indexOf(': ') + 2 };
    }
    line += lines.length - 1;
    documents.push(text);
  }
  return { text: documents.join(''), edit, toggle };
}
