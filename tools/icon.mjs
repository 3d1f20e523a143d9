// Renders media/icon.svg as media/icon.png, 256 pixels wide, in a browser: `node tools/icon.mjs`. The marketplace takes no
// SVG. Run it when the drawing has changed.
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findBrowser } from './editor/browser.mjs';
import { root } from './run-command.mjs';

const size = 256;

const browser = await findBrowser((line) => console.log(line));
if (browser.reason !== undefined) throw new Error(`no browser starts:\n${browser.reason}`);
const session = await chromium.launch(browser.options);
try {
  const page = await session.newPage({ viewport: { width: size, height: size } });
  const drawing = readFileSync(path.join(root, 'media/icon.svg')).toString('base64');
  await page.setContent(
    `<body style="margin:0"><img width="${size}" height="${size}" src="data:image/svg+xml;base64,${drawing}">`,
  );
  await page.locator('img').evaluate((image) => image.decode());
  await page.screenshot({ path: path.join(root, 'media/icon.png'), omitBackground: true });
} finally {
  await session.close();
}
