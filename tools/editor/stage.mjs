// What a scene has at hand: one file of examples/ open in a real VS Code as a person sees it, and checks of what is drawn.
// Everything is looked for in the page (the DOM), and waited for by looking again. Spaces of inlay hints are drawn as
// no-break spaces, so texts are compared with every run of white space as one space.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { remoteUri, workbenchUrl } from './workbench.mjs';

/** How long a scene waits for one thing to be drawn, in milliseconds; generous, for a busy machine. */
const patience = 30_000;

const editorSelector = '.editor-instance .monaco-editor';

/**
 * Opens a scene's file in its own copy of the workspace: `{ page, workbench, folder, file, theme, settings, shots }`, with
 * `shots` the folder for pictures. Answers the stage once the editor is drawn and the extension has answered.
 */
export async function openStage({ page, workbench, folder, scene, theme, shots }) {
  mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  const settings = { 'workbench.colorTheme': theme.id, ...scene.settings };
  writeFileSync(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings, null, 2));
  page.setDefaultTimeout(patience);
  const openFile = ['openFile', remoteUri(workbench, path.join(folder, scene.file))];
  await page.goto(workbenchUrl(workbench, folder, [openFile]));
  const editor = page.locator(editorSelector).first();
  await editor.waitFor({ state: 'visible' });
  await page.locator(`body .monaco-workbench.${theme.cssClass}`).waitFor({ state: 'visible' });
  await editor.locator('.view-line').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+b'); // the side bar only takes room
  await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  const notes = [];

  const stage = {
    page,
    editor,
    theme,
    /** Things worth a look though nothing failed, such as a second try. */
    notes,

    /** Waits until an inlay hint of one part with this text (or pattern) is drawn with a visible box. */
    async seeHint(text) {
      return see(`hint ${text}`, editor.locator('.view-line span', { hasText: pattern(text, true) }));
    },

    /** Waits until no hint with this text is drawn. */
    async seeNoHint(text) {
      await editor
        .locator('.view-line span', { hasText: pattern(text, true) })
        .first()
        .waitFor({ state: 'detached' });
    },

    /** Waits until a line of the editor reads so, its hints included: for hints that consist of several parts. */
    async seeLine(text) {
      return see(`line ${text}`, editor.locator('.view-line', { hasText: pattern(text) }));
    },

    /** Does something, again where need be, until a line reads so; more than one try is noted. */
    async repeatUntil(what, act, text) {
      const line = editor.locator('.view-line', { hasText: pattern(text) }).first();
      for (let tries = 1; ; tries++) {
        await act();
        try {
          await line.waitFor({ state: 'visible', timeout: 5_000 });
          if (tries > 1) notes.push(`${what}: ${tries} tries`);
          return;
        } catch (error) {
          if (tries === 5) throw error;
        }
      }
    },

    /** Waits until a code lens with this text is drawn. */
    async seeLens(text) {
      return see(`code lens ${text}`, editor.locator('.codelens-decoration', { hasText: pattern(text) }));
    },

    /** Clicks a link of a code lens, such as `show`. */
    async clickLens(text) {
      await editor
        .locator('.codelens-decoration a', { hasText: pattern(text, true) })
        .first()
        .click();
    },

    /** Waits until a squiggle of this severity (`error`, `warning`, `info`) is drawn; answers it for the other calls. */
    async seeSquiggle(severity) {
      const squiggle = editor.locator(`.view-overlays .squiggly-${severity}`).first();
      const box = await see(`${severity} squiggle`, squiggle);
      if (box.width < 8) throw new Error(`the ${severity} squiggle is ${box.width} pixels wide`);
      return squiggle;
    },

    /** Waits until no squiggle of this severity is drawn. */
    async seeNoSquiggle(severity) {
      await editor.locator(`.view-overlays .squiggly-${severity}`).first().waitFor({ state: 'detached' });
    },

    /** Puts the mouse on the first `text` of the editor's source (not of a hint) and waits for a hover that has `expected`. */
    async hoverText(text, expected) {
      await hover(editor.locator('.view-line > span > span', { hasText: pattern(text) }).first(), expected);
    },

    /** Puts the mouse on a squiggle and waits for a hover that has `expected`. */
    async hoverSquiggle(squiggle, expected) {
      await hover(squiggle, expected);
    },

    /** Puts the cursor into a squiggle and opens the quick-fix menu; waits until it offers `title`. */
    async openQuickFix(squiggle, title) {
      return quickFixMenu(squiggle, title);
    },

    /** The same on the first `text` of the editor's source. */
    async openQuickFixAtText(text, title) {
      return quickFixMenu(editor.locator('.view-line > span > span', { hasText: pattern(text) }).first(), title);
    },

    /** Asks for completions at the cursor until one with this label is in the list; its details are shown beside it. */
    async suggest(label) {
      const row = suggestionRow(label);
      for (let tries = 1; ; tries++) {
        await page.keyboard.press('Control+Space');
        try {
          await row.waitFor({ state: 'visible', timeout: 5_000 });
          if (tries > 1) notes.push(`suggestions: ${tries} tries`);
          return;
        } catch (error) {
          if (tries === 5) throw error;
          await page.keyboard.press('Escape');
        }
      }
    },

    /** Accepts the suggestion with this label. */
    async acceptSuggestion(label) {
      const row = suggestionRow(label);
      await row.click();
      // A click may only choose it. What follows may be a choice of its own, in the same list.
      if (await row.isVisible()) await page.keyboard.press('Enter');
      await row.waitFor({ state: 'hidden' });
    },

    /** Puts the cursor into a line, at its start or at a column; both counted from 1. */
    async goToLine(line, column = 1) {
      await page.keyboard.press('Control+g');
      const input = page.locator('.quick-input-widget input').first();
      await input.waitFor({ state: 'visible' });
      await page.keyboard.type(`${line}:${column}`);
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden' });
      await editor
        .locator('.line-numbers.active-line-number', { hasText: new RegExp(`^${line}$`) })
        .waitFor({ state: 'visible' });
    },

    /** Waits until a part of the window that is not the editor, such as a peek view, is drawn with a text in it. */
    async seeIn(selector, text) {
      return see(`${selector} with ${text}`, page.locator(selector, { hasText: pattern(text) }));
    },

    /** Runs a command by its title through the command palette. */
    async runCommand(title) {
      await page.keyboard.press('F1');
      const input = page.locator('.quick-input-widget input').first();
      await input.waitFor({ state: 'visible' });
      await input.fill(`>${title}`);
      await page
        .locator('.quick-input-list .monaco-list-row', { hasText: pattern(title) })
        .first()
        .waitFor({ state: 'visible' });
      await page.keyboard.press('Enter');
    },

    /** Waits until a picker asks this, and has an entry with this text. */
    async seePicker(placeholder, entry) {
      await page.locator(`.quick-input-widget input[placeholder*="${placeholder}"]`).waitFor({ state: 'visible' });
      await see(`entry ${entry}`, pickerEntry(entry));
    },

    /** Chooses the entry of a picker that has this text; by keys, as hovers of other entries may lie over it. */
    async choose(entry) {
      const focused = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: pattern(entry) });
      for (let moves = 0; !(await focused.isVisible()); moves++) {
        if (moves === 50) throw new Error(`no entry ${entry} to choose`);
        await page.keyboard.press('ArrowDown');
      }
      await page.keyboard.press('Enter');
    },

    /** Goes back to the question before. */
    async goBack() {
      await page.locator('.quick-input-widget .quick-input-titlebar .codicon-quick-input-back').click();
    },

    /** Waits until a box asks this. */
    async seeQuestion(prompt) {
      await page
        .locator('.quick-input-widget .quick-input-message', { hasText: pattern(prompt) })
        .waitFor({ state: 'visible' });
    },

    /** Puts a text into the box that is open. */
    async fill(text) {
      await page.locator('.quick-input-widget input').first().fill(text);
    },

    /** Chooses an entry of the open menu of actions. */
    async chooseAction(title) {
      await page
        .locator('.action-widget .monaco-list-row', { hasText: pattern(title) })
        .first()
        .click();
    },

    /** The page of the webview that is open. */
    webview() {
      return page.frameLocator('iframe.webview').frameLocator('iframe#active-frame');
    },

    /** Writes `<scene>[-name]-<theme>.png`. */
    async shoot(name) {
      const file = [scene.name, name, theme.name].filter(Boolean).join('-');
      await page.screenshot({ path: path.join(shots, `${file}.png`), animations: 'disabled' });
    },
  };
  return stage;

  /** Waits until one of the locator's elements is drawn with a size; answers its box. Redraws in between are normal. */
  async function see(what, locator) {
    const shown = locator.filter({ visible: true }).first();
    const end = Date.now() + patience;
    while (Date.now() < end) {
      const box = await shown.boundingBox({ timeout: 1_000 }).catch(() => null);
      if (box && box.width > 0 && box.height > 0) return box;
    }
    throw new Error(`not drawn within ${patience / 1000} s: ${what}`);
  }

  /** A place near the start of what is drawn. Read anew at each use: code lenses that appear push lines down. */
  async function pointOn(locator) {
    const box = await see('the place to point at', locator);
    return { x: box.x + Math.min(box.width / 2, 20), y: box.y + box.height / 2 };
  }

  async function quickFixMenu(squiggle, title) {
    await page.keyboard.press('Escape');
    const item = page.locator('.action-widget .monaco-list-row', { hasText: pattern(title) }).first();
    // Now and then VS Code opens no menu at the first key (its own light-bulb request is on its way then).
    for (let tries = 1; ; tries++) {
      const { x, y } = await pointOn(squiggle);
      await page.mouse.click(x, y);
      await page.keyboard.press('Control+.');
      try {
        await item.waitFor({ state: 'visible', timeout: 5_000 });
        if (tries > 1) notes.push(`quick fix menu: ${tries} tries`);
        return item;
      } catch (error) {
        if (tries === 5) throw error;
        await page.keyboard.press('Escape');
      }
    }
  }

  function pickerEntry(text) {
    return page.locator('.quick-input-list .monaco-list-row', { hasText: pattern(text) }).first();
  }

  function suggestionRow(label) {
    return page.locator('.suggest-widget.visible .monaco-list-row', { hasText: pattern(label) }).first();
  }

  async function hover(locator, expected) {
    const shown = page.locator('.monaco-hover:not(.hidden)', { hasText: pattern(expected) }).first();
    for (let tries = 1; ; tries++) {
      const { x, y } = await pointOn(locator);
      await page.mouse.move(x + tries, y);
      try {
        await shown.waitFor({ state: 'visible', timeout: 5_000 });
        if (tries > 1) notes.push(`hover ${expected}: ${tries} tries`);
        return;
      } catch (error) {
        if (tries === 5) throw new Error(`not drawn: hover ${expected}`, { cause: error });
        await page.mouse.move(2, 2);
      }
    }
  }
}

/** Text as a pattern that takes any white space where the text has some; `whole` ties both ends. */
function pattern(text, whole = false) {
  if (text instanceof RegExp) return text;
  const body = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(whole ? `^\\s*${body}\\s*$` : body);
}
