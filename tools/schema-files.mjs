// Reads schemas/ as one set of definitions for all releases: what is equal between releases, with all that it leads to,
// is one definition and is compiled once. Also what the lookup of fields is made from.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** Hand-written schemas: kinds that are the same for every release. */
const releaseFreeKinds = ['NetworkAttachmentDefinition', 'VirtualMachineTemplate', 'Template', 'List'];

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
    for (const kind of releaseFreeKinds) {
      const schema = readJson(path.join(folder, `${kind}.json`));
      definitions[kind] = withReferences(schema, names);
      kinds[kind] = Object.fromEntries(releases.map((each) => [each, kind]));
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
  const { $schema, $comment, ...rest } = schema;
  return JSON.parse(JSON.stringify(rest), (key, value) =>
    key === '$ref' && typeof value === 'string' ? names.get(referred(value)) : value,
  );
}

const referred = (reference) => reference.slice(reference.lastIndexOf('/') + 1);
