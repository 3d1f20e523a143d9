// Writes dist/sbom.cdx.json: the packages that the product holds something of, in CycloneDX 1.6 – what each is, where it is
// from, its licence, the digest the lock file demands, and which files hold it. The same build gives the same text: it has
// no time and no number of its own.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundledPackages } from './bundled-packages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'dist', 'sbom.cdx.json');

/** What a package is called everywhere: `pkg:npm/%40scope/name@1.0.0`. */
function purl(name, version) {
  return `pkg:npm/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`;
}

function nameParts(name) {
  const [group, own] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return { ...(group && { group }), name: own };
}

/** `sha512-BASE64` of the lock file as CycloneDX writes it. Throws for a package that is not locked. */
function hashOf(locked, folder) {
  // node_modules may be a link to another place.
  const entry = locked[folder.replace(/^.*?(?=node_modules\/)/, '')];
  const [, algorithm, digest] = /^(sha512)-(\S+)$/.exec(entry?.integrity ?? '') ?? [];
  if (!digest) throw new Error(`the lock file has no digest for ${folder}`);
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') };
}

function bomOf(manifest, packages, locked) {
  const self = purl(manifest.name, manifest.version);
  const components = packages.map(({ name, version, license, folder, files }) => ({
    type: 'library',
    'bom-ref': purl(name, version),
    ...nameParts(name),
    version,
    scope: 'required',
    hashes: [hashOf(locked, folder)],
    licenses: [{ license: { id: license } }],
    purl: purl(name, version),
    properties: files.map((value) => ({ name: 'virtlens:file', value })),
  }));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        'bom-ref': self,
        name: manifest.name,
        version: manifest.version,
        licenses: [{ license: { id: manifest.license } }],
        purl: self,
        externalReferences: [{ type: 'vcs', url: manifest.repository.url }],
      },
    },
    components,
    // Everything is part of one program; who brought whom is no longer to be seen in it.
    dependencies: [
      { ref: self, dependsOn: components.map((component) => component['bom-ref']) },
      ...components.map((component) => ({ ref: component['bom-ref'] })),
    ],
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const read = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
  try {
    const bom = bomOf(read('package.json'), bundledPackages(root), read('package-lock.json').packages);
    writeFileSync(target, JSON.stringify(bom, null, 2) + '\n');
    console.log(`${path.relative(root, target)}: ${bom.components.length} packages`);
  } catch (fault) {
    console.error(fault.message);
    process.exitCode = 1;
  }
}
