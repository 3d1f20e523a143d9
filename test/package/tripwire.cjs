/**
 * Loaded before a program (`node --require`): every way that Node has out of a process – sockets, name look-ups, requests,
 * programs, workers, native code, debuggers, code from outside the program's own folder – is noted in the file that VIRTLENS_TRIPWIRE names, one a line, and then
 * refused. What it knows by name is Node's own; no-way-out.test.ts trips each wire once to show that it holds.
 */
'use strict';
const { appendFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const report = process.env.VIRTLENS_TRIPWIRE;

/** Puts a wire in place of `owner[name]`. */
function wire(label, owner, name) {
  if (owner === undefined || owner === null || !(name in owner)) return;
  const tripped = function () {
    appendFileSync(report, `${label}.${name}\n`);
    throw new Error(`tripwire: ${label}.${name}`);
  };
  Object.defineProperty(owner, name, { value: tripped, configurable: true, writable: true, enumerable: true });
}

const net = require('node:net');
for (const name of ['connect', 'createConnection']) wire('net', net, name);
wire('net.Socket', net.Socket.prototype, 'connect');
wire('net.Server', net.Server.prototype, 'listen');

const dgram = require('node:dgram');
for (const name of ['bind', 'connect', 'send']) wire('dgram.Socket', dgram.Socket.prototype, name);
wire('dgram', dgram, 'createSocket');

const dns = require('node:dns');
for (const [label, owner] of [
  ['dns', dns],
  ['dns.promises', dns.promises],
  ['dns.Resolver', dns.Resolver.prototype],
])
  for (const name of Object.getOwnPropertyNames(owner))
    if (/^(lookup|lookupService|resolve\w*|reverse)$/.test(name)) wire(label, owner, name);

for (const label of ['http', 'https']) {
  const module = require(`node:${label}`);
  for (const name of ['request', 'get', 'createServer']) wire(label, module, name);
}
const http2 = require('node:http2');
for (const name of ['connect', 'createServer', 'createSecureServer']) wire('http2', http2, name);
const tls = require('node:tls');
for (const name of ['connect', 'createServer']) wire('tls', tls, name);
for (const name of ['fetch', 'WebSocket', 'EventSource']) wire('globalThis', globalThis, name);

const programs = require('node:child_process');
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'])
  wire('child_process', programs, name);
wire('child_process.ChildProcess', programs.ChildProcess.prototype, 'spawn');
wire('cluster', require('node:cluster'), 'fork');
wire('worker_threads', require('node:worker_threads'), 'Worker');

// Native code, and Node's own insides, would lead past all of the above; a debugger listens.
for (const name of ['dlopen', 'binding', '_linkedBinding', '_debugProcess']) wire('process', process, name);
wire('inspector', require('node:inspector'), 'open');

// A package that happens to lie in some node_modules is not part of the program. Looking for one is enough.
const own = process.argv[1] === undefined ? undefined : path.dirname(process.argv[1]) + path.sep;
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...others) {
  const isOwn = own !== undefined && (request === process.argv[1] || request.startsWith(own));
  if (Module.isBuiltin(request) || isOwn) return resolve.call(this, request, ...others);
  appendFileSync(report, `module.${request}\n`);
  throw new Error(`tripwire: module.${request}`);
};
