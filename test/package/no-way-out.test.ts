/**
 * What is built opens no socket, starts no process unless it is told to, and runs no code but its own: a real session with the server and every
 * command of the command line run under a tripwire, over files that tempt them, and on Linux the operating system is asked
 * too. Each wire is tripped once, so that it is known to hold.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InitializationOptions } from '../../server/src/lsp/protocol.ts';
import { holdSession, temptingFiles, writeFiles, type SessionAnswers } from './busy-session.ts';
import { children, finished, openSockets, startWatched, systemTells, type Finished } from './watched-process.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');

let listener: Server;
/** What was asked of the address that the files name. */
const visits: string[] = [];
let address: string;
beforeAll(async () => {
  listener = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end('{}');
  });
  listener.on('connection', () => visits.push('connection'));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
});
afterAll(() => listener.close());

let folder: string;
let report: string;
beforeEach(() => {
  visits.length = 0;
  const own = mkdtempSync(path.join(os.tmpdir(), 'virtlens-way-out-'));
  folder = path.join(own, 'work');
  report = path.join(own, 'tripped.txt');
  mkdirSync(folder);
});
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

interface Session {
  readonly answers: SessionAnswers;
  readonly tripped: readonly string[];
  readonly sockets: readonly string[];
  readonly children: readonly string[];
}

async function session(program: string, options: InitializationOptions): Promise<Session> {
  const files = temptingFiles(address);
  writeFiles(folder, files);
  const server = startWatched([path.join(dist, program), '--stdio'], report, {
    cwd: folder,
    env: { VIRTLENS_CODE_CACHE: path.join(path.dirname(folder), 'code') },
  });
  const seen = { sockets: [] as readonly string[], children: [] as readonly string[] };
  const answers = await holdSession(server, folder, files, options, (pid) => {
    if (systemTells) Object.assign(seen, { sockets: openSockets(pid), children: children(pid) });
  });
  return { answers, tripped: server.tripped(), ...seen };
}

describe('a session with the server', () => {
  it.each(['server.cjs', 'server-cached.cjs'])('leaves no way out by default: %s', async (program) => {
    const { answers, tripped, sockets, children: started } = await session(program, {});
    expect(answers.faults).toEqual([]);
    expect(answers.vms).toContain('web');
    for (const kind of ['diagnostics', 'hovers', 'completions', 'actions'] as const)
      expect(answers[kind], kind).toBeGreaterThan(0);
    expect({ tripped, sockets, started, visits }).toEqual({ tripped: [], sockets: [], started: [], visits: [] });
    expect(existsSync(path.join(folder, 'was-run'))).toBe(false);
  });

  it('trips the wire as soon as the client allows git', async () => {
    const { tripped } = await session('server.cjs', { impact: { git: true } });
    expect(new Set(tripped)).toEqual(new Set(['child_process.execFile']));
    expect(visits).toEqual([]);
  });
});

describe('the command line', () => {
  const run = async (...args: string[]): Promise<Finished & { readonly tripped: readonly string[] }> => {
    writeFiles(folder, temptingFiles(address));
    const watched = startWatched([path.join(dist, 'cli.cjs'), ...args], report, { cwd: folder });
    const { code, stdout, stderr } = await finished(watched);
    return { code, stdout, stderr, tripped: watched.tripped() };
  };

  it.each([
    ['check', '.'],
    ['names', '.'],
    ['annotate', '.'],
    ['explain', 'web', '.'],
    ['diagram', 'web', '.'],
    ['impact', '--old', 'vm.yaml', '--new', 'chart/templates/vm.yaml'],
    ['check', 'https://127.0.0.1/vm.yaml'],
    ['--help'],
  ])('leaves no way out: %s %s', async (...args) => {
    const { code, stdout, stderr, tripped } = await run(...args);
    expect(code, stderr).not.toBe(3);
    expect(stdout + stderr).not.toBe('');
    expect({ tripped, visits }).toEqual({ tripped: [], visits: [] });
    expect(existsSync(path.join(folder, 'was-run'))).toBe(false);
  });

  it('starts git and nothing else for old texts', async () => {
    const { tripped } = await run('impact', '.');
    expect(new Set(tripped)).toEqual(new Set(['child_process.execFile']));
  });
});

/** One use of each way out, as a program would use it. */
const waysOut: readonly (readonly [tripped: string, program: string])[] = [
  ['net.connect', "require('net').connect(9, '127.0.0.1')"],
  ['net.createConnection', "require('net').createConnection(9)"],
  ['net.Socket.connect', "new (require('net').Socket)().connect(9)"],
  ['net.Server.listen', "require('net').createServer().listen(0)"],
  ['dgram.createSocket', "require('dgram').createSocket('udp4')"],
  ['dgram.Socket.send', "new (require('dgram').Socket)('udp4').send('x', 9)"],
  ['dns.lookup', "require('dns').lookup('localhost', () => {})"],
  ['dns.promises.resolve4', "require('dns/promises').resolve4('localhost')"],
  ['dns.Resolver.resolveTxt', "new (require('dns').Resolver)().resolveTxt('localhost', () => {})"],
  ['http.get', "require('http').get('http://127.0.0.1:9')"],
  ['http.createServer', "require('http').createServer()"],
  ['https.request', "require('https').request('https://127.0.0.1:9')"],
  ['http2.connect', "require('http2').connect('http://127.0.0.1:9')"],
  ['tls.connect', "require('tls').connect(9)"],
  ['globalThis.fetch', "fetch('http://127.0.0.1:9')"],
  ['child_process.spawn', "require('child_process').spawn('true')"],
  ['child_process.spawnSync', "require('child_process').spawnSync('true')"],
  ['child_process.exec', "require('child_process').exec('true')"],
  ['child_process.execSync', "require('child_process').execSync('true')"],
  ['child_process.execFile', "require('child_process').execFile('true')"],
  ['child_process.execFileSync', "require('child_process').execFileSync('true')"],
  ['child_process.fork', "require('child_process').fork('x.js')"],
  ['child_process.ChildProcess.spawn', "new (require('child_process').ChildProcess)().spawn({ file: 'true' })"],
  ['cluster.fork', "require('cluster').fork()"],
  ['worker_threads.Worker', "new (require('worker_threads').Worker)('', { eval: true })"],
  ['process.binding', "process.binding('fs')"],
  ['process.dlopen', "process.dlopen({ exports: {} }, 'x.node')"],
  ['inspector.open', "require('inspector').open(0)"],
  ['module.picomatch', "require('picomatch')"],
  ['module.fdir', "require('module').createRequire('/x.js').resolve('fdir')"],
];

describe('the tripwire', () => {
  it.each(waysOut)('holds for %s', async (name, program) => {
    const watched = startWatched(['-e', program], report, { cwd: folder });
    const { code } = await finished(watched);
    expect(watched.tripped()).toEqual([name]);
    expect(code).not.toBe(0);
  });

  it('holds in modules of the other form', async () => {
    const program =
      "import { createConnection } from 'node:net'; import('node:net').then((net) => new net.Socket().connect(9))";
    const watched = startWatched(['--input-type=module', '-e', program], report, { cwd: folder });
    await finished(watched);
    expect(watched.tripped()).toEqual(['net.Socket.connect']);
  });

  it('stays silent for a program that keeps to itself', async () => {
    const watched = startWatched(['-e', "require('fs').readdirSync('.')"], report, { cwd: folder });
    expect((await finished(watched)).code).toBe(0);
    expect(watched.tripped()).toEqual([]);
  });
});

describe.runIf(systemTells)('the operating system', () => {
  it('tells of a socket and of a child', async () => {
    const program =
      "process.stdin.resume(); require('child_process').spawn('sleep', ['60'], { stdio: 'ignore' });" +
      "require('net').createServer().listen(0, () => console.log('ready')); process.stdin.on('end', () => process.exit())";
    const { spawn } = await import('node:child_process');
    const running = spawn(process.execPath, ['-e', program]);
    await new Promise((resolve) => running.stdout.once('data', resolve));
    const pid = running.pid ?? -1;
    const started = children(pid);
    expect(openSockets(pid)).toHaveLength(1);
    expect(started).toHaveLength(1);
    for (const child of started) process.kill(Number(child));
    running.stdin.end();
    await new Promise((resolve) => running.once('close', resolve));
  });
});
