// Which packages the product really holds something of: read from the metafiles that tools/build.mjs keeps of its bundles,
// and the package whose texts dist/schemas/docs.json holds. The notices and the list of parts are views of this.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { descriptionPackage } from './schema-modules.mjs';

/** Names of the bundles, by which their metafiles are called. */
const bundles = {
  client: 'dist/client.cjs',
  nics: 'dist/nics.js',
  server: 'dist/server.cjs',
  'server-cached': 'dist/server-cached.cjs',
  cli: 'dist/cli.cjs',
};

/** Licences under which parts of others may be given on. */
export const agreedLicences = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
]);

/** Folder below node_modules of the package that a file of a bundle comes from, relative to the project. */
function packageFolder(input) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/'))?.[0];
}

/**
 * `{ name, version, license, author, folder, files }` of each package, sorted; `files` are those of dist/ that hold some of it.
 * The same version in two folders is one package. Throws before a build, and for a licence that nobody agreed to.
 */
export function bundledPackages(root) {
  const found = new Map();
  const add = (folder, file) => {
    const { name, version, license, author } = JSON.parse(
      readFileSync(path.join(root, folder, 'package.json'), 'utf8'),
    );
    if (!agreedLicences.has(license))
      throw new Error(`${name} ${version} has the licence ${license}, which is not agreed to`);
    const key = `${name}@${version}`;
    if (!found.has(key)) found.set(key, { name, version, license, author, folder, files: new Set() });
    found.get(key).files.add(file);
  };
  for (const [bundle, file] of Object.entries(bundles)) {
    const metafile = path.join(root, '.cache', `${bundle}.meta.json`);
    if (!existsSync(metafile)) throw new Error('build first: the bundles’ metafiles are missing');
    const inputs = Object.keys(JSON.parse(readFileSync(metafile, 'utf8')).inputs);
    for (const folder of new Set(inputs.map(packageFolder))) if (folder !== undefined) add(folder, file);
  }
  add(`node_modules/${descriptionPackage}`, 'dist/schemas/docs.json');
  return [...found.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { files, ...parts }]) => ({ ...parts, files: [...files] }));
}
