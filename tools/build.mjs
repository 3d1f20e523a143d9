// Bundles the product into dist/: client and server for VS Code, the command line. One CommonJS file each, no
// node_modules beside them; what they load on first sight of a kind goes into dist/schemas/. `--watch` keeps building. The metafile is kept for the size check of the package.
import { build, context } from 'esbuild';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const watch = process.argv.includes('--watch');
const generated = spawnSync(process.execPath, [path.join(root, 'tools/generate.mjs')], { stdio: 'inherit' });
if (generated.status !== 0) process.exit(generated.status ?? 1);

/** Each file that imports a CommonJS package gets a copy of its names. Where many files do, all of them get the same one. */
const oneNamespace = {
  name: 'one-namespace',
  setup({ onResolve, onLoad }) {
    onResolve(
      { filter: /^(?:@vscode\/l10n|vscode-languageserver(?:-protocol|\/node\.js)?)$/ },
      ({ path: name, namespace }) =>
        namespace === oneNamespace.name ? undefined : { path: name, namespace: oneNamespace.name },
    );
    onLoad({ filter: /./, namespace: oneNamespace.name }, ({ path: name }) => ({
      contents: `export * from '${name}';`,
      resolveDir: root,
    }));
  },
};

/**
 * `fdir` looks beside the bundle for a package that it can do without, in any `node_modules` up to the root, and runs what it
 * finds there. A bundle runs nothing but itself.
 */
const nothingFromBeside = {
  name: 'nothing-from-beside',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]fdir[\\/]dist[\\/]index\.mjs$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      const look = /__require\.resolve\("picomatch"\);\s*pm = __require\("picomatch"\);/;
      if (!look.test(text)) throw new Error(`${file} looks for packages in another way than it did`);
      return { contents: text.replace(look, ''), loader: 'js' };
    });
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // 'module' first: packages in UMD form bundle badly otherwise.
  mainFields: ['module', 'main'],
  conditions: ['node', 'module', 'import', 'default'],
  // Names stay: reports of faults hold them, and keeping them beside short ones costs a tenth of the start.
  minifyWhitespace: !watch,
  minifySyntax: !watch,
  sourcemap: watch ? 'linked' : false,
  legalComments: 'none',
  plugins: [oneNamespace],
  logLevel: watch ? 'info' : 'warning', // the editor's build task waits for the lines of 'info'
  metafile: true,
  plugins: [nothingFromBeside],
};

// Packages in module form ask for their own address, which a CommonJS bundle has to tell them.
const address = "const bundleAddress = require('node:url').pathToFileURL(__filename).href;";
const define = { 'import.meta.url': 'bundleAddress' };

const bundles = [
  { entryPoints: ['client/src/extension.ts'], outfile: 'dist/client.cjs', external: ['vscode'] },
  {
    entryPoints: ['client/webview/nics.ts'],
    outfile: 'dist/nics.js',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  },
  { entryPoints: ['server/src/main.node.ts'], outfile: 'dist/server.cjs', define, banner: { js: address } },
  { entryPoints: ['server/src/main.cached.ts'], outfile: 'dist/server-cached.cjs', define, banner: { js: address } },
  {
    entryPoints: ['server/src/main.cli.ts'],
    outfile: 'dist/cli.cjs',
    define,
    banner: { js: `#!/usr/bin/env node\n${address}` },
  },
];

/** Validators, fields and descriptions, as tools/generate.mjs made them. */
function copySchemas() {
  const from = path.join(root, 'server/src/core/schemas/generated');
  const into = path.join(root, 'dist/schemas');
  mkdirSync(into, { recursive: true });
  for (const name of readdirSync(from))
    if (/\.(cjs|json)$/.test(name)) copyFileSync(path.join(from, name), path.join(into, name));
}

if (watch) {
  copySchemas();
  for (const bundle of bundles) await (await context({ ...common, ...bundle })).watch();
} else {
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  for (const bundle of bundles) {
    const { metafile } = await build({ ...common, ...bundle });
    const name = path.parse(bundle.outfile).name;
    writeFileSync(path.join(root, '.cache', `${name}.meta.json`), JSON.stringify(metafile));
  }
  copySchemas();
  chmodSync(path.join(root, 'dist/cli.cjs'), 0o755);
  // What the bundles hold, with its licences; one that is not allowed stops the build.
  for (const writer of ['notices.mjs', 'sbom.mjs']) {
    const { status } = spawnSync(process.execPath, [path.join(root, 'tools', writer)], { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
}
