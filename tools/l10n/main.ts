/**
 * `npm run l10n` writes the English bundle from the sources, and then says what the translations lack; it fails where
 * one is wrong. `-- --missing` prints nothing but the untranslated texts, as JSON to fill in.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { faultsOfFiles, readTexts, translatedFiles } from './translated-files.ts';
import { untranslated } from './translation-faults.ts';

const root = process.cwd();

function writeEnglish(): void {
  const tool = path.join(root, 'node_modules/@vscode/l10n-dev/dist/cli.js');
  const run = spawnSync(process.execPath, [tool, 'export', '--outDir', 'l10n', './client/src', './server/src'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

if (process.argv.includes('--missing')) {
  for (const { english, translated } of translatedFiles) {
    const texts = readTexts(root, english);
    const missing = untranslated(texts, readTexts(root, translated));
    console.log(`${translated}: ${missing.length} of ${Object.keys(texts).length} texts are missing`);
    if (missing.length > 0)
      console.log(JSON.stringify(Object.fromEntries(missing.map((key) => [key, texts[key]])), null, 2));
  }
} else {
  writeEnglish();
  const terms = readFileSync(path.join(root, 'docs/korean-terms.md'), 'utf8');
  const faults = translatedFiles.flatMap((files) =>
    faultsOfFiles(root, files, terms).map((fault) => `${files.translated}: ${fault}`),
  );
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}
