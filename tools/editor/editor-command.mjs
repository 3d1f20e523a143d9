// The command line that run-suite.mjs and screenshots.mjs share: `[NAME…] [--vsix FILE]`.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { packages } from '../package.mjs';
import { root } from '../run-command.mjs';
import { findBrowser } from './browser.mjs';
import { installCodeServer } from './code-server.mjs';

/**
 * Prepares the editor and a browser, calls `play(names, { browser, vsix, say })` with the names asked for or all of them,
 * prints the sum of its `{ passed, failed, skipped? }` and ends the process: 0 passed, 1 failed or no browser, 2 no .vsix.
 */
export async function runEditorCommand(allNames, play) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { vsix: { type: 'string' } } });
  const say = (line) => console.log(line);
  const vsix = path.resolve(values.vsix ?? packages.vsix);
  if (!existsSync(vsix)) {
    console.error(`${path.relative(root, vsix)} is missing: run \`npm run package\` first.`);
    process.exit(2);
  }
  await installCodeServer(say);
  const browser = await findBrowser(say);
  if (browser.reason !== undefined) {
    console.error(`no browser starts, so there is no real editor:\n${browser.reason}`);
    process.exit(1);
  }
  say(`browser: ${browser.name}`);
  const names = positionals.length > 0 ? positionals : allNames;
  const { passed, failed, skipped = 0 } = await play(names, { browser, vsix, say });
  say(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exit(failed === 0 && passed > 0 ? 0 : 1);
}
