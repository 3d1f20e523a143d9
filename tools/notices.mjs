// Writes dist/THIRD_PARTY_NOTICES.md: every package that the product holds something of, with version, licence and the
// licence's text. Ends with 1 for a licence nobody has agreed to, and for one whose text can be had from nowhere.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundledPackages } from './bundled-packages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'dist', 'THIRD_PARTY_NOTICES.md');

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

/** The licence's texts for a package. Throws when it brings none, and none can stand for it. */
function textsOf({ name, version, license, author, folder }) {
  const own = path.join(root, folder);
  const texts = readdirSync(own)
    .filter((file) => /^(licen[cs]e|copying|notice|thirdpartynotices)(\.(md|txt))?$/i.test(file))
    .sort()
    .map((file) => readFileSync(path.join(own, file), 'utf8').trim());
  const holder = typeof author === 'string' ? author : author?.name;
  if (texts.length === 0 && license === 'MIT' && holder) texts.push(`Copyright (c) ${holder}\n\n${mitText}`);
  if (texts.length === 0) throw new Error(`${name} ${version} (${license}) brings no licence text`);
  return texts;
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
  const notices = bundledPackages(root).map((one) => ({ ...one, texts: textsOf(one) }));
  writeFileSync(target, pageOf(notices));
  return notices.length;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(`${path.relative(root, target)}: ${run()} packages`);
  } catch (fault) {
    console.error(fault.message);
    process.exitCode = 1;
  }
}
