/**
 * What others wrote and is given on: the list of parts (CycloneDX) and the notices name exactly the packages that the bundles
 * hold something of, with licences that were agreed to, and both are in what is published.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../..');
const sbomText = readFileSync(path.join(root, 'dist/sbom.cdx.json'), 'utf8');
const notices = readFileSync(path.join(root, 'dist/THIRD_PARTY_NOTICES.md'), 'utf8');

interface Component {
  readonly 'bom-ref': string;
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes: readonly { readonly content: string }[];
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
  readonly properties: readonly { readonly name: string; readonly value: string }[];
}

interface Bom {
  readonly metadata: { readonly component: { readonly 'bom-ref': string; readonly version: string } };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const bom = JSON.parse(sbomText) as Bom;
const fullName = ({ group, name }: Component): string => (group === undefined ? name : `${group}/${name}`);

/** Licences under which parts of others are given on; another one is a decision, and that is made here too. */
const agreed = ['Apache-2.0', 'BlueOak-1.0.0', 'ISC', 'MIT'];

/** The parts of CycloneDX 1.6 that are used, as its specification has them; nothing besides. */
const text = { type: 'string', minLength: 1 };
const purl = { type: 'string', pattern: '^pkg:npm/(?:%40[\\w.-]+/)?[\\w.-]+@\\d+\\.\\d+\\.\\d+$' };
const licenses = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    required: ['license'],
    additionalProperties: false,
    properties: {
      license: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: { enum: agreed } } },
    },
  },
};
const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const list = (items: object) => ({ type: 'array', minItems: 1, uniqueItems: true, items });
const schema = object({
  $schema: { const: 'http://cyclonedx.org/schema/bom-1.6.schema.json' },
  bomFormat: { const: 'CycloneDX' },
  specVersion: { const: '1.6' },
  version: { const: 1 },
  metadata: object({
    lifecycles: list(object({ phase: { const: 'build' } })),
    component: object({
      type: { const: 'application' },
      'bom-ref': purl,
      name: text,
      version: text,
      licenses,
      purl,
      externalReferences: list(object({ type: { const: 'vcs' }, url: { type: 'string', pattern: '^https://' } })),
    }),
  }),
  components: list(
    object(
      {
        type: { const: 'library' },
        'bom-ref': purl,
        group: { type: 'string', pattern: '^@' },
        name: text,
        version: text,
        scope: { const: 'required' },
        hashes: list(object({ alg: { const: 'SHA-512' }, content: { type: 'string', pattern: '^[0-9a-f]{128}$' } })),
        licenses,
        purl,
        properties: list(object({ name: text, value: text })),
      },
      ['type', 'bom-ref', 'name', 'version', 'scope', 'hashes', 'licenses', 'purl', 'properties'],
    ),
  ),
  dependencies: list(object({ ref: purl, dependsOn: list(purl) }, ['ref'])),
});

/** `name@version` of each package that a file below node_modules of a bundle belongs to, by the bundle's name. */
function bundled(): ReadonlyMap<string, ReadonlySet<string>> {
  const cache = path.join(root, '.cache');
  const found = new Map<string, Set<string>>();
  for (const metafile of readdirSync(cache).filter((name) => name.endsWith('.meta.json'))) {
    const { inputs, outputs } = JSON.parse(readFileSync(path.join(cache, metafile), 'utf8')) as {
      readonly inputs: Readonly<Record<string, unknown>>;
      readonly outputs: Readonly<Record<string, unknown>>;
    };
    const [bundle = ''] = Object.keys(outputs);
    for (const input of Object.keys(inputs)) {
      const parts = input.split('/');
      const at = parts.lastIndexOf('node_modules');
      if (at < 0) continue;
      const folder = parts.slice(0, at + (parts[at + 1]?.startsWith('@') ? 3 : 2));
      const { name, version } = JSON.parse(
        readFileSync(path.join(root, ...folder, 'package.json'), 'utf8'),
      ) as Component;
      found.set(bundle, (found.get(bundle) ?? new Set()).add(`${name}@${version}`));
    }
  }
  return found;
}

describe('the list of parts', () => {
  it('is CycloneDX 1.6', () => {
    const ajv = new Ajv({ allErrors: true });
    ajv.validate(schema, bom);
    expect(ajv.errors).toBeNull();
    expect(ajv.validate(schema, { ...bom, specVersion: '9' })).toBe(false);
  });

  it('holds exactly the packages that each bundle holds something of', () => {
    const listed = new Map<string, Set<string>>();
    for (const component of bom.components)
      for (const { value } of component.properties)
        listed.set(value, (listed.get(value) ?? new Set()).add(`${fullName(component)}@${component.version}`));
    // Texts of fields come from a package too, but not through a bundle.
    expect(listed.get('dist/schemas/docs.json')?.size).toBe(1);
    listed.delete('dist/schemas/docs.json');
    expect(listed).toEqual(bundled());
    expect(listed.get('dist/cli.cjs')?.size).toBeGreaterThan(3);
  });

  it('names each once, with the digest that the lock file demands', () => {
    expect(new Set(bom.components.map((one) => one['bom-ref'])).size).toBe(bom.components.length);
    const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string }>>;
    };
    for (const component of bom.components) {
      const places = Object.entries(packages).filter(
        ([place, { version }]) =>
          place.endsWith(`node_modules/${fullName(component)}`) && version === component.version,
      );
      const digests = places.map(([, { integrity = '' }]) =>
        Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex'),
      );
      expect(digests, fullName(component)).toContain(component.hashes[0]?.content);
    }
  });

  it('says of the program that it depends on all of them', () => {
    const self = `pkg:npm/virtlens@${manifest.version}`;
    expect(bom.metadata.component['bom-ref']).toBe(self);
    const refs = bom.components.map((one) => one['bom-ref']);
    expect(bom.dependencies.find(({ ref }) => ref === self)?.dependsOn).toEqual(refs);
    expect(bom.dependencies.map(({ ref }) => ref)).toEqual([self, ...refs]);
  });

  it('tells nothing of the machine it was made on', () => {
    expect(sbomText).not.toContain(root);
    expect(sbomText).not.toMatch(/registry|timestamp|serialNumber|node_modules/);
  });
});

describe('the notices', () => {
  it('name the same packages and licences', () => {
    const named = [...notices.matchAll(/^## (\S+) (\d\S*)\n\nLicence: (\S+)$/gm)].map(([, ...parts]) =>
      parts.join(' '),
    );
    const listed = bom.components.map((one) => `${fullName(one)} ${one.version} ${one.licenses[0]?.license.id ?? ''}`);
    expect([...named].sort()).toEqual([...listed].sort());
  });

  it('bring the text of each licence', () => {
    const sections = notices.split(/^## (?=\S+ \d\S*$)/m).slice(1);
    expect(sections).toHaveLength(bom.components.length);
    for (const section of sections) expect(section.length, section.slice(0, 40)).toBeGreaterThan(400);
  });
});

describe('what is published', () => {
  it.each(['expected-npm-files.txt', 'expected-vsix-files.txt'])('brings both: %s', (list) => {
    const files = readFileSync(path.join(import.meta.dirname, list), 'utf8').split('\n');
    for (const name of ['dist/sbom.cdx.json', 'dist/THIRD_PARTY_NOTICES.md'])
      expect(files.some((file) => file.endsWith(name))).toBe(true);
  });
});
