/**
 * What it costs to judge a VM – schema, webhooks, every rule – over what it costs to parse it: with the `yaml` package as a
 * server needs it (source tokens and lines), and with VirtLens's own reading on top of that package's lexer. One process,
 * all in turn, CPU time. Prints JSON; run by `npm run bench`. The ratios count, the times belong to the machine.
 */
import { generatedSchemas } from '../test/support/schemas.ts';
import { LineCounter, parseDocument } from 'yaml';
import { newCounters } from '../server/src/core/counters.ts';
import { resourcesOf } from '../server/src/core/resources/resources.ts';
import { FindingStore } from '../server/src/core/rules/findings.ts';
import { Workspace } from '../server/src/core/workspace/workspace.ts';
import { readDocument } from '../server/src/core/yaml/read-document.ts';
import { median, ratioOf } from './figures.mjs';

const nics = 10;
const rounds = 60;
const perRound = 40;
/** Rounds before the first that counts: a server that has been typed into for a while. */
const warmUp = 150;

/** A VM with ten NICs, most of them with a few values of their own; `mark` makes each text new. */
function tenNicVm(mark: number): string {
  const names = Array.from({ length: nics }, (_, at) => `net${at}`);
  const interfaces = names.map((name, at) =>
    at === 0
      ? `            - name: ${name}
              masquerade: {}
              ports:
                - name: ssh
                  port: 22
                - name: web
                  port: 443
                  protocol: TCP`
      : `            - name: ${name}
              bridge: {}
              model: virtio
              macAddress: "02:00:00:00:00:${at.toString(16).padStart(2, '0')}"`,
  );
  const networks = names.map((name, at) =>
    at === 0
      ? `        - name: ${name}
          pod: {}`
      : `        - name: ${name}
          multus:
            networkName: shared-nets/vlan${at}`,
  );
  return `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: vm${mark}
  namespace: tenant-a
spec:
  runStrategy: Always
  template:
    spec:
      domain:
        cpu:
          cores: 2
        devices:
          disks:
            - name: root
              disk:
                bus: virtio
          interfaces:
${interfaces.join('\n')}
        memory:
          guest: 2Gi
      networks:
${networks.join('\n')}
      volumes:
        - name: root
          containerDisk:
            image: registry.example/image
`;
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const uri = 'file:///bench/vm.yaml';
const parsing: number[] = [];
const reading: number[] = [];
const judging: number[] = [];
let findings = 0;
let mark = 0;

for (let round = 0; round < rounds + warmUp; round++) {
  const texts = Array.from({ length: perRound }, () => tenNicVm(mark++));
  let start = cpu();
  for (const text of texts) parseDocument(text, { keepSourceTokens: true, lineCounter: new LineCounter() });
  const parsed = cpu() - start;
  start = cpu();
  for (const text of texts) resourcesOf(readDocument(text));
  const read = cpu() - start;
  // The same documents as the store sees them, read beforehand.
  const stores = texts.map((text) => {
    const own = new Workspace(newCounters(), {}, generatedSchemas);
    own.setDiskFile('file:///bench/.virtlens.yaml', 'release: v1.9\nconfiguration: {}\n');
    own.setDiskFile(uri, text);
    own.view(uri, 0);
    own.known.cluster(uri);
    return new FindingStore(own);
  });
  start = cpu();
  for (const store of stores) for (const { findings: found } of store.of(uri)) findings += found.length;
  const judged = cpu() - start;
  if (round < warmUp) continue;
  parsing.push(parsed / perRound);
  reading.push(read / perRound);
  judging.push(judged / perRound);
}

console.log(
  JSON.stringify({
    nics,
    rounds,
    findings,
    parsingMicroseconds: median(parsing),
    readingMicroseconds: median(reading),
    judgingMicroseconds: median(judging),
    overParsing: ratioOf(judging, parsing),
    overReading: ratioOf(judging, reading),
  }),
);
