// Writes dist/THIRD_PARTY_NOTICES.md: every package that the bundles hold something of (by the metafiles that
// tools/build.mjs keeps) and the one whose texts dist/schemas/docs.json holds, with version, licence and the licence's text. Ends with 1 for a licence nobody has agreed to,
// and for a package whose licence text can be had from nowhere.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { descriptionPackage } from './schema-modules.mjs';

const root = path.resolve(import.meta.dirname, '..');
const metafiles = ['client', 'nics', 'server', 'cli'].map((name) => path.join(root, '.cache', `${name}.meta.json`));
const target = path.join(root, 'dist', 'THIRD_PARTY_NOTICES.md');
const agreed = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0']);

/** The licence's own standard text, for packages that name it and do not bring it. */
const mitText = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** Folders of the packages below node_modules that files of a bundle come from, relative to the project, sorted. */
export function packageFolders(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input.replaceAll('\\', '/'))?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders].sort();
}

/** Name, version, licence id and texts of the package in a folder. Throws when it may not be given on. */
export function readNotice(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (!agreed.has(license)) throw new Error(`${name} ${version} has the licence ${license}, which is not agreed to`);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|thirdpartynotices)(\.(md|txt))?$/i.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  const holder = typeof author === 'string' ? author : author?.name;
  if (texts.length === 0 && license === 'MIT' && holder) texts.push(`Copyright (c) ${holder}\n\n${mitText}`);
  if (texts.length === 0) throw new Error(`${name} ${version} (${license}) brings no licence text`);
  return { name, version, license, texts };
}

function pageOf(notices) {
  const sections = notices.map(
    ({ name, version, license, texts }) =>
      `## ${name} ${version}\n\nLicence: ${license}\n\n${texts.map((text) => `${fenceFor(text)}text\n${text}\n${fenceFor(text)}`).join('\n\n')}\n`,
  );
  return ['# Third-party notices\n', 'VirtLens contains parts of these packages.\n', ...sections].join('\n');
}

/** A fence that the text does not end by itself. */
function fenceFor(text) {
  const longest = Math.max(2, ...[...text.matchAll(/^`+/gm)].map(([ticks]) => ticks.length));
  return '`'.repeat(longest + 1);
}

function run() {
  const missing = metafiles.filter((file) => !existsSync(file));
  if (missing.length > 0) throw new Error('build first: the bundles’ metafiles are missing');
  const inputs = metafiles.flatMap((file) => Object.keys(JSON.parse(readFileSync(file, 'utf8')).inputs));
  // The same package may lie in several folders, but the same version of it is one entry.
  const notices = new Map();
  for (const folder of [...packageFolders(inputs), `node_modules/${descriptionPackage}`]) {
    const notice = readNotice(path.join(root, folder));
    notices.set(`${notice.name}@${notice.version}`, notice);
  }
  writeFileSync(target, pageOf([...notices.values()]));
  return notices.size;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(`${path.relative(root, target)}: ${run()} packages`);
  } catch (fault) {
    console.error(fault.message);
    process.exitCode = 1;
  }
}
