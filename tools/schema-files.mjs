// Reads schemas/ as one set of definitions for all releases: what is equal between releases, with all that it leads to,
// is one definition and is compiled once. Also what the lookup of fields is made from.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Hand-written schemas, and the first release that has the kind; of kinds of others every release has them. */
const handWritten = {
  NetworkAttachmentDefinition: 'v1.6',
  VirtualMachineTemplate: 'v1.9',
  Template: 'v1.6',
  List: 'v1.6',
};

/**
 * `definitions`: schema by canonical name (`v1.Interface~1`), with references as canonical names.
 * `kinds`: kind → release → canonical name; releases without the kind are left out.
 */
export function readSchemas(root) {
  const folder = path.join(root, 'schemas');
  const releases = readdirSync(path.join(folder, 'kubevirt')).sort();
  const definitions = {};
  const kinds = {};
  const known = new Map();
  for (const release of releases) {
    const { definitions: own } = readJson(path.join(folder, 'kubevirt', release, 'definitions.json'));
    const names = canonicalNames(own, known);
    for (const [name, schema] of Object.entries(own)) definitions[names.get(name)] ??= withReferences(schema, names);
    for (const file of readdirSync(path.join(folder, 'kubevirt', release)).sort()) {
      if (file === 'definitions.json') continue;
      const { $ref } = readJson(path.join(folder, 'kubevirt', release, file));
      (kinds[path.basename(file, '.json')] ??= {})[release] = names.get($ref.slice($ref.lastIndexOf('/') + 1));
    }
    if (release !== releases.at(-1)) continue;
    for (const [kind, first] of Object.entries(handWritten)) {
      const schema = readJson(path.join(folder, `${kind}.json`));
      definitions[kind] = withReferences(schema, names);
      kinds[kind] = Object.fromEntries(releases.slice(releases.indexOf(first)).map((each) => [each, kind]));
    }
  }
  return { releases, definitions, kinds };
}

/** A name for each definition of a release, the same where an earlier release has the same content. */
function canonicalNames(definitions, known) {
  const contents = new Map();
  const contentOf = (name, above) => {
    const done = contents.get(name);
    if (done !== undefined) return done;
    if (above.includes(name)) return `↺${above.length - above.indexOf(name)}`;
    const text = JSON.stringify(definitions[name], (key, value) =>
      key === '$ref' ? contentOf(referred(value), [...above, name]) : value,
    );
    const content = createHash('sha256').update(`${name} ${text}`).digest('hex');
    contents.set(name, content);
    return content;
  };
  const names = new Map();
  for (const name of Object.keys(definitions)) {
    const variants = known.get(name) ?? [];
    known.set(name, variants);
    const content = contentOf(name, []);
    if (!variants.includes(content)) variants.push(content);
    names.set(name, `${name}~${variants.indexOf(content) + 1}`);
  }
  return names;
}

function withReferences(schema, names) {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === '$schema' || key === '$comment') return undefined;
    return key === '$ref' && typeof value === 'string' ? names.get(referred(value)) : value;
  });
}

const referred = (reference) => reference.slice(reference.lastIndexOf('/') + 1);
