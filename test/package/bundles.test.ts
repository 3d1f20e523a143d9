/** What the bundles reach for, read off their text: Node's own modules and VS Code, each named here; no code made of text. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const dist = path.resolve(import.meta.dirname, '../../dist');
const textOf = (name: string): string => readFileSync(path.join(dist, name), 'utf8');

/** Modules that a text asks for, without the prefix of Node's own, sorted. */
function required(text: string): readonly string[] {
  const names = [...text.matchAll(/require(?:\.resolve)?\((["'`])([^"'`]+)\1\)/g)].map(([, , name = '']) =>
    name.replace(/^node:/, ''),
  );
  return [...new Set(names)].sort();
}

/** Sockets (`net`) are what the protocol's library can also talk over, and processes (`child_process`) are git's. */
const expected: Readonly<Record<string, string>> = {
  'server.cjs': 'buffer child_process crypto fs fs/promises module net os path process url util',
  'server-cached.cjs': 'buffer crypto fs module path url vm',
  'cli.cjs': 'buffer child_process crypto fs fs/promises module os path process url util worker_threads',
  'client.cjs': 'child_process crypto fs net os path readline util vscode',
  'nics.js': '',
};

/** Text that is run: `eval`, and functions made of text. */
const madeOfText = /(?<![\w$.])eval\s*\(|(?<![\w$])new\s+Function\s*\(|(?<![\w$.])Function\s*\(/;

describe('the bundles', () => {
  it.each(Object.entries(expected))('ask for what is known: %s', (name, modules) => {
    expect(required(textOf(name)).join(' ')).toBe(modules);
  });

  it('are all there are', () => {
    const programs = readdirSync(dist).filter((name) => /\.c?js$/.test(name));
    expect(programs.sort()).toEqual(Object.keys(expected).sort());
  });

  it.each([...Object.keys(expected), ...readdirSync(path.join(dist, 'schemas')).map((name) => `schemas/${name}`)])(
    'run no text: %s',
    (name) => {
      if (!name.endsWith('.json')) expect(textOf(name)).not.toMatch(madeOfText);
    },
  );

  it('of the page load and send nothing, and put no text into the page as markup', () => {
    expect(textOf('nics.js')).not.toMatch(
      /fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|import\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write/,
    );
  });
});

describe('the look at a text', () => {
  it.each(['eval("1")', 'new Function("a", b)', 'x=Function("return this")()'])('finds %s', (text) => {
    expect(text).toMatch(madeOfText);
  });

  it('finds modules however they are asked for', () => {
    expect(required('a=require("node:net");b=require.resolve(\'tls\');__require(`x`);__require("y")')).toEqual([
      'net',
      'tls',
      'x',
      'y',
    ]);
  });
});
