// The server to compare with: yaml-language-server in one pinned version, with VirtLens's own KubeVirt schema. It is
// installed into `.cache/peers` when the benchmark is run and is never a dependency; where npm cannot have it, or this
// Node is not one it supports, the benchmark goes without it and says so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const peerPackage = { name: 'yaml-language-server', version: '1.25.0' };

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '.cache/peers');
const installed = path.join(folder, 'node_modules', peerPackage.name);

/** `{ command, settings }` of the peer, or `{ missing }`: why there is none. */
export function preparePeer() {
  const failure = install();
  if (failure !== undefined) return { missing: failure };
  const schema = path.join(folder, 'kubevirt.json');
  writeFileSync(schema, JSON.stringify(peerSchema()));
  return {
    command: [process.execPath, path.join(installed, 'bin/yaml-language-server'), '--stdio'],
    settings: {
      yaml: {
        schemas: { [pathToFileURL(schema).href]: '*.yaml' },
        schemaStore: { enable: false },
        validate: true,
        hover: true,
        completion: true,
      },
    },
  };
}

/** Why the peer is not there after all, or undefined. */
function install() {
  const manifest = path.join(installed, 'package.json');
  const isThere = () =>
    existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === peerPackage.version;
  if (isThere()) return undefined;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true }));
  const run = spawnSync(
    'npm',
    [
      'install',
      '--engine-strict',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      `${peerPackage.name}@${peerPackage.version}`,
    ],
    { cwd: folder, encoding: 'utf8', timeout: 180_000 },
  );
  if (isThere()) return undefined;
  return (run.stderr || run.error?.message || 'npm did not install it').trim().split('\n')[0];
}

/**
 * One schema that chooses by `kind`, as a user would have to write it. The peer refuses a schema as a whole when one
 * reference leads nowhere, so references into the file of definitions are made ones into this schema.
 */
function peerSchema() {
  const schemas = path.join(root, 'schemas');
  const newest = readdirSync(path.join(schemas, 'kubevirt'))
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .at(-1);
  const read = (file) =>
    JSON.parse(readFileSync(path.join(schemas, file), 'utf8'), (key, value) =>
      key === '$schema' ? undefined : key === '$ref' ? value.slice(value.indexOf('#')) : value,
    );
  const attachment = 'NetworkAttachmentDefinition';
  const { definitions } = read(`kubevirt/${newest}/definitions.json`);
  definitions[attachment] = read(`${attachment}.json`);
  const chosen = {
    VirtualMachine: 'v1.VirtualMachine',
    VirtualMachineInstance: 'v1.VirtualMachineInstance',
    KubeVirt: 'v1.KubeVirt',
    [attachment]: attachment,
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    definitions,
    allOf: Object.entries(chosen).map(([kind, definition]) => ({
      if: { properties: { kind: { const: kind } }, required: ['kind'] },
      then: { $ref: `#/definitions/${definition}` },
    })),
  };
}
