/** The page with the picture of NICs: what it may load, and what it can make the extension do. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromPage } from '../../client/src/page-answers.ts';
import { pageFrame } from '../../client/src/page-frame.ts';

const script = 'https://file+.vscode-resource.vscode-cdn.net/extension/dist/nics.js';
const frame = pageFrame(script, 'ko');

function policyOf(html: string): Readonly<Record<string, readonly string[]>> {
  const [, content = ''] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
  return Object.fromEntries(
    content.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

const nonceOf = (html: string): string => /nonce="([^"]*)"/.exec(html)?.[1] ?? '';

describe('the frame', () => {
  it('may load nothing but what bears its nonce', () => {
    const nonce = `'nonce-${nonceOf(frame)}'`;
    expect(policyOf(frame)).toEqual({
      'default-src': ["'none'"],
      'style-src': [nonce],
      'script-src': [nonce],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
    });
  });

  it('has a nonce of 144 bits, another one each time, on each script and style', () => {
    const nonces = new Set(Array.from({ length: 50 }, () => nonceOf(pageFrame(script, 'en'))));
    expect(nonces.size).toBe(50);
    for (const nonce of nonces) expect(nonce).toMatch(/^[\w-]{24}$/);
    const elements = frame.match(/<(?:script|style)\b[^>]*>/g) ?? [];
    expect(elements).toHaveLength(2);
    for (const element of elements) expect(element).toContain(`nonce="${nonceOf(frame)}"`);
  });

  it('states its policy before anything that it is about', () => {
    expect(frame.indexOf('Content-Security-Policy')).toBeLessThan(frame.search(/<(?:script|style|link|img)\b/));
  });

  it('names no other address, and has no handlers or styles in attributes', () => {
    expect(frame.replace(`src="${script}"`, '')).not.toMatch(
      /\b(?:src|href|url|action)\s*[=(]|https?:|\/\/\w|@import/i,
    );
    expect(frame).not.toMatch(/<[^>]*\s(?:on\w+|style)\s*=/i);
  });

  it('lets neither a language nor an address out of its attribute', () => {
    const hostile = pageFrame('x"><script>alert(1)</script>', 'en"><script>');
    expect(hostile.match(/<script/g)).toHaveLength(1);
    expect(hostile).toContain('<html lang="enscript">');
  });
});

describe('the script of the page', () => {
  const folder = new URL('../../client/webview/', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts'));

  it.each(sources)('puts no text into the page as markup, and loads and runs nothing: %s', (name) => {
    expect(readFileSync(new URL(name, folder), 'utf8')).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|\bFunction\s*\(|\bfetch\b|XMLHttpRequest|WebSocket|import\(/,
    );
  });
});

describe('a message of the page', () => {
  const shown = { heading: 'a', headers: ['b'], rows: [['c'], []], labels: [], focused: '', status: '' };

  it.each([
    [{ type: 'ready' }, { type: 'ready' }],
    [{ type: 'export', file: 'file:///etc/passwd' }, { type: 'export' }],
    [
      { type: 'go', node: 'nic-1', uri: 'file:///etc/passwd' },
      { type: 'go', node: 'nic-1' },
    ],
    [
      { type: 'shown', shown },
      { type: 'shown', shown },
    ],
  ])('is taken, without what it does not need: %j', (sent, taken) => {
    expect(fromPage(sent)).toEqual(taken);
  });

  it.each([
    [undefined],
    [null],
    ['ready'],
    [42],
    [[]],
    [{}],
    [{ type: 'command', command: 'workbench.action.terminal.new' }],
    [{ type: 'words' }],
    [{ type: ['ready'] }],
    [{ type: 'go' }],
    [{ type: 'go', node: ['nic-1'] }],
    [{ type: 'shown' }],
    [{ type: 'shown', shown: null }],
    [{ type: 'shown', shown: { ...shown, rows: [[1]] } }],
    [{ type: 'shown', shown: { ...shown, headers: 'b' } }],
  ])('is not taken: %j', (sent) => {
    expect(fromPage(sent)).toBeUndefined();
  });
});
