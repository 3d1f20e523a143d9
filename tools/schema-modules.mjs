// Makes what the product loads from dist/schemas/ on first sight of a kind, from schemas/:
//   KIND.cjs         validators of one kind for every release (`v1.9` → function), compiled with ajv, self-contained
//   structure.json   the fields of all kinds and releases, for looking up
//   docs.json        descriptions of fields, from @kubevirt-ui-ext/kubevirt-api
// An error of these validators has `keyword`, `instancePath` and the name of the key that is missing or too many;
// everything else about it is read from the structure, which keeps the modules small.
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { transform } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSchemas } from './schema-files.mjs';

/** The package whose texts docs.json holds: tools/notices.mjs names it too. */
export const descriptionPackage = '@kubevirt-ui-ext/kubevirt-api';

/**
 * What the CRD's pattern lets pass and Go's `resource.ParseQuantity` reads (k8s.io/apimachinery · pkg/api/resource):
 * a decimal number with a binary or decimal suffix, or a whole exponent.
 */
const quantity = /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
/** What go-openapi's strfmt takes for a time. */
const dateTime =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** File name → text. */
export async function schemaModules(root) {
  const schemas = readSchemas(root);
  const files = {
    'structure.json': JSON.stringify(schemas),
    'docs.json': JSON.stringify(descriptions(root, schemas.definitions)),
  };
  for (const [kind, releases] of Object.entries(schemas.kinds))
    files[`${kind}.cjs`] = await validatorModule(schemas.definitions, releases);
  return files;
}

async function validatorModule(definitions, releases) {
  const ajv = new Ajv.default({
    code: { source: true },
    allErrors: true,
    messages: false,
    strict: false,
    // One function a definition: small, where inlining would repeat them.
    inlineRefs: 3,
    formats: { quantity, 'date-time': dateTime },
  });
  const added = new Set();
  const add = (name) => {
    if (added.has(name)) return;
    added.add(name);
    ajv.addSchema(asServed(definitions[name]), name);
    for (const reference of referencesOf(definitions[name])) add(reference);
  };
  const names = new Map(Object.entries(releases).map(([release, name]) => [release.replace('.', '_'), name]));
  for (const name of names.values()) add(name);
  for (const name of names.values()) ajv.getSchema(name);
  const code = standaloneCode
    .default(ajv, Object.fromEntries(names))
    .replaceAll(/schemaPath:(?:"(?:[^"\\]|\\.)*"|[^,]*),/g, '')
    .replaceAll(/,params:\{(?:type|allowedValues|format|comparison):[^}]*\}/g, '');
  const ajvLeft = /require\([^)]*\)|schemaPath/.exec(code);
  if (ajvLeft) throw new Error(`a validator is not self-contained: ${ajvLeft[0]}`);
  const { code: small } = await transform(code, { minify: true, treeShaking: true, format: 'cjs', target: 'node20' });
  return small;
}

function referencesOf(schema) {
  const found = [];
  JSON.stringify(schema, (key, value) => {
    if (key === '$ref') found.push(value);
    return value;
  });
  return found;
}

/** The CRD takes no fractions where a text or a whole number may stand, which KubeVirt's own description lets pass. */
function asServed(schema) {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === 'type' && Array.isArray(value) && value.includes('string') && value.includes('number')
      ? ['string', 'integer']
      : value,
  );
}

/** Definition (without its release's variant) → property → Markdown; `''` for the definition as a whole. */
function descriptions(root, definitions) {
  const declarations = readFileSync(
    path.join(root, 'node_modules', descriptionPackage, 'dist/kubevirt/index.d.ts'),
    'utf8',
  );
  const interfaces = new Map();
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*/;
  const declaration = new RegExp(`${comment.source}^interface (\\w+) \\{\\n([\\s\\S]*?)^\\}`, 'gm');
  const member = new RegExp(`${comment.source}'?([\\w$.-]+)'?\\??:`, 'g');
  for (const [, about, name, body] of declarations.matchAll(declaration)) {
    const members = [...body.matchAll(member)].map(([, text, property]) => [property, commentText(text)]);
    interfaces.set(name, new Map([['', commentText(about)], ...members].filter(([, text]) => text !== '')));
  }
  const found = {};
  for (const [name, schema] of Object.entries(definitions)) {
    const definition = name.replace(/~\d+$/, '');
    const texts = interfaces.get(interfaceName(definition));
    for (const property of ['', ...Object.keys(schema.properties ?? {})])
      if (texts?.has(property)) (found[definition] ??= {})[property] = texts.get(property);
  }
  return found;
}

/** `k8s.io.api.core.v1.Affinity` → `K8sIoApiCoreV1Affinity`, as the package's generator writes it. */
function interfaceName(definition) {
  return definition.replaceAll(/(?:^|[.-])(\w)/g, (_, letter) => letter.toUpperCase());
}

/** What stands before the tags, as Markdown that shows it as it is written. */
function commentText(comment) {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*?\s?/, '').trimEnd());
  const end = lines.findIndex((line) => line.startsWith('@'));
  const text = lines
    .slice(0, end < 0 ? undefined : end)
    .join('\n')
    .trim();
  return text.replaceAll(/[\\*_<[\]]/g, '\\$&');
}
