// What is asked of the servers and how often. Each round goes from server to server and back in the next, so that the
// same noise meets all. A server that takes too long in a phase leaves it early and keeps the rounds it has; every
// figure is told with its number of rounds.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { DrivenServer } from './driven-server.mjs';

/** The label of Node that starts and ends without doing anything, beside the servers that start. */
export const bareStart = 'node -e 0, until it ends';

const burstKeys = 20;
const burstGap = 20;

/** Samples by phase and label: `{ wall: [], cpu: [] }`, undefined for a sample that was missed. */
class Samples {
  phases = {};

  of(phase, label) {
    this.phases[phase] ??= {};
    return (this.phases[phase][label] ??= { wall: [], cpu: [] });
  }

  add(phase, label, wall, cpu) {
    const { wall: walls, cpu: cpus } = this.of(phase, label);
    walls.push(wall);
    cpus.push(cpu);
  }
}

/**
 * Runs all phases. `subjects` are `{ label, command, settings, stream }`, each with a file of its own; `counts` tell how
 * many rounds: `{ starts, samples, warmUp, bursts, budget }`, the last in ms for one server in one phase.
 */
export async function runPhases(subjects, counts) {
  const samples = new Samples();
  for (let round = 0; round < counts.starts; round++)
    for (const subject of inTurn([undefined, ...subjects], round))
      if (subject) await coldStart(subject, samples);
      else samples.add('initialize', bareStart, await bareNode(), undefined);

  const servers = [];
  for (const subject of subjects) {
    const server = await DrivenServer.start(subject, subject.stream);
    await server.open();
    await server.settle();
    servers.push(server);
  }
  const canTell = servers.filter((server) => !server.spec.isIdle);
  const run = (phase, among, rounds, act) => inRounds(samples, counts.budget, phase, among, rounds, act);
  const isFirst = (round) => round % 2 === 0;
  const typed = (server, round) => server.keystroke(isFirst(round));
  const toggled = (server, round) => server.toggle(isFirst(round));

  await run('toggleCold', canTell, counts.samples, toggled);
  await run('warmUp', servers, counts.warmUp, typed);
  await run('toggle', canTell, counts.samples, toggled);
  await run('keystroke', servers, counts.samples, typed);
  for (const method of ['inlayHint', 'hover', 'completion']) {
    const offering = servers.filter((server) => server.offers(method));
    await run(`${method}AfterKey`, offering, counts.samples, (server, round) =>
      server.asked(method, () => server.change(server.stream.edit, isFirst(round))),
    );
    await run(method, offering, counts.samples, (server) => server.asked(method));
  }
  await run('burst', canTell, counts.bursts, burst);
  const memory = Object.fromEntries(servers.map((server) => [server.spec.label, server.peakMemory()]));
  await Promise.all(servers.map((server) => server.stop()));
  return { phases: samples.phases, memory };
}

const inTurn = (list, round) => (round % 2 === 0 ? list : [...list].reverse());

async function bareNode() {
  const start = performance.now();
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  return performance.now() - start;
}

async function coldStart(subject, samples) {
  const server = await DrivenServer.start(subject, subject.stream);
  const opened = await server.open();
  const sinceSpawn = performance.now() - server.startedAt;
  samples.add('initialize', subject.label, server.initializeMs, undefined);
  samples.add('open', subject.label, opened, undefined);
  samples.add('start', subject.label, opened === undefined ? undefined : sinceSpawn, server.cpu());
  await server.stop();
}

/** An even number of rounds, since every second one takes back what the one before has typed. */
async function inRounds(samples, budget, phase, servers, wanted, act) {
  const spent = new Map(servers.map((server) => [server, 0]));
  for (let round = 0; round < wanted; round++)
    for (const server of inTurn(servers, round)) {
      if (round % 2 === 0 && spent.get(server) > budget) spent.set(server, Infinity);
      if (spent.get(server) === Infinity) continue;
      const start = performance.now();
      await server.settle();
      const before = server.cpu();
      const wall = await act(server, round);
      await server.settle();
      const after = server.cpu();
      samples.add(phase, server.spec.label, wall, before === undefined ? undefined : after - before);
      spent.set(server, spent.get(server) + performance.now() - start);
    }
}

/** Keys that come faster than a server may keep up; from the last one, which breaks or mends a value. */
async function burst(server, round) {
  for (let key = 0; key < burstKeys; key++) {
    await server.change(server.stream.edit, key % 2 === 0);
    await sleep(burstGap);
  }
  return server.toggle(round % 2 === 0);
}
