// Drives a real VS Code with VirtLens installed from its .vsix as a person does, checks in the page that things are drawn,
// and writes pictures into test/artefacts/screenshots: `node tools/editor/screenshots.mjs [SCENE…] [--vsix FILE]`. Each scene is a file
// in tools/editor/scenes/ and is played in a light and a dark theme; a scene is
// `{ name, file, settings?, language?, highContrast?, play(stage) }`, `file` being one of examples/; `highContrast` plays it in these themes too. See stage.mjs for what a stage can do.
import { chromium } from 'playwright-core';
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../run-command.mjs';
import { runEditorCommand } from './editor-command.mjs';
import { openStage } from './stage.mjs';
import { freshRun, installVsix, keepLog, startWorkbench } from './workbench.mjs';

const scenesFolder = path.join(import.meta.dirname, 'scenes');
const shots = path.join(root, 'test/artefacts/screenshots');

const themes = [
  { name: 'light', id: 'Default Light Modern', cssClass: 'vs' },
  { name: 'dark', id: 'Default Dark Modern', cssClass: 'vs-dark' },
];

/** For scenes that draw something themselves. */
const highContrastThemes = [
  { name: 'high-contrast', id: 'Default High Contrast', cssClass: 'hc-black' },
  { name: 'high-contrast-light', id: 'Default High Contrast Light', cssClass: 'hc-light' },
];

/** What pictures need beside the quiet profile. */
const pictureSettings = {
  'editor.fontSize': 14,
  'editor.stickyScroll.enabled': false,
  'editor.hover.delay': 200,
  'workbench.activityBar.location': 'hidden',
  'workbench.statusBar.visible': true,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'breadcrumbs.enabled': false,
};

/** Names of all scenes. */
export function sceneNames() {
  return readdirSync(scenesFolder)
    .filter((file) => file.endsWith('.mjs'))
    .map((file) => path.basename(file, '.mjs'));
}

/** Plays scenes in both themes; answers `{ passed, failed }`. `browser` comes from findBrowser, `say` gets lines. */
export async function playScenes(names, { browser, vsix, say }) {
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  const scenes = await Promise.all(
    names.map(async (name) => (await import(pathToFileURL(path.join(scenesFolder, `${name}.mjs`)).href)).default),
  );
  const total = { passed: 0, failed: 0 };
  for (const language of new Set(scenes.map((scene) => scene.language))) {
    const spoken = scenes.filter((scene) => scene.language === language);
    const { passed, failed } = await playTogether(spoken, language, { browser, vsix, say });
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

/** Plays scenes in one editor, which is in one language. */
async function playTogether(scenes, language, { browser, vsix, say }) {
  const run = freshRun({ settings: pictureSettings, language });
  const total = { passed: 0, failed: 0 };
  let workbench;
  let session;
  try {
    await installVsix(run, vsix);
    workbench = await startWorkbench(run);
    session = await chromium.launch(browser.options);
    for (const scene of scenes) {
      for (const theme of scene.highContrast ? [...themes, ...highContrastThemes] : themes) {
        const trouble = await playScene({ scene, theme, session, workbench, run, say });
        total[trouble ? 'failed' : 'passed']++;
      }
    }
  } finally {
    await session?.close().catch(() => {});
    await workbench?.stop();
    if (total.failed > 0) say(`  the server's log: ${keepLog(run, 'screenshots')}`);
    run.remove();
  }
  return total;
}

/** One scene in one theme, in a browser profile and a workspace copy of its own. Answers the error, if any. */
async function playScene({ scene, theme, session, workbench, run, say }) {
  const began = Date.now();
  const title = `${scene.name}, ${theme.name}`;
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  const context = await session.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const folder = path.join(run.workspace, `${scene.name}-${theme.name}`);
  cpSync(path.join(root, 'examples'), folder, { recursive: true });
  try {
    const stage = await openStage({ page, workbench, folder, scene, theme, shots });
    await scene.play(stage);
    say(`  ok   ${title} (${seconds()})${stage.notes.map((note) => `; ${note}`).join('')}`);
    return undefined;
  } catch (error) {
    say(`  FAIL ${title} (${seconds()}): ${error.message}${error.cause ? `\n${error.cause.message}` : ''}`);
    await page.screenshot({ path: path.join(shots, `failed-${scene.name}-${theme.name}.png`) }).catch(() => {});
    return error;
  } finally {
    await context.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(`pictures go to ${path.relative(root, shots)}`);
  await runEditorCommand(sceneNames(), playScenes);
}
