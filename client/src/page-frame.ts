/**
 * The frame of the page with the picture of NICs, as text. What it may load is its own script, and nothing else: no style,
 * script or picture from anywhere, no form, no other base for addresses; and nothing of a manifest stands in it.
 */
import { randomBytes } from 'node:crypto';

/** `script`: the address that VS Code gives the script; `language`: of the user. Each frame has a nonce of its own. */
export function pageFrame(script: string, language: string): string {
  const nonce = randomBytes(18).toString('base64url');
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    // These two do not follow the default.
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language.replace(/[^A-Za-z0-9-]/g, '')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>VirtLens</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<header><h1 id="heading"></h1><button id="export" type="button"></button></header>
<p id="status" role="status"></p>
<section id="drawing" role="region" aria-describedby="help"></section>
<p id="help"></p>
<section id="table" role="region" tabindex="0"></section>
</main>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

function escaped(attribute: string): string {
  return attribute.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
body { padding: 0 16px 16px; color: var(--vscode-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); }
header { display: flex; align-items: center; justify-content: space-between; gap: 16px; margin: 12px 0; }
h1 { font-size: 1.25em; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
button { font: inherit; cursor: pointer; }
#export { flex: none; padding: 4px 12px; color: var(--vscode-button-secondaryForeground, var(--vscode-foreground)); background: var(--vscode-button-secondaryBackground, transparent); border: 1px solid var(--vscode-contrastBorder, var(--vscode-button-border, transparent)); border-radius: 2px; }
#export:hover { background: var(--vscode-button-secondaryHoverBackground, transparent); }
button:focus-visible, section:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
#status:empty { display: none; }
#help { color: var(--vscode-descriptionForeground); margin: 8px 0 16px; }
#drawing, #table { overflow-x: auto; }
#drawing svg { max-width: 100%; height: auto; display: block; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: start; font-weight: 600; padding: 4px 0 8px; }
th, td { text-align: start; vertical-align: top; padding: 4px 16px 4px 0; white-space: nowrap; border-bottom: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border)); }
.prose { white-space: normal; min-width: 11em; }
thead th { color: var(--vscode-descriptionForeground); font-weight: 600; }
tbody th { font-weight: 600; }
.link { padding: 0; border: none; background: none; color: var(--vscode-textLink-foreground); text-align: start; font-weight: inherit; }
.link:hover { color: var(--vscode-textLink-activeForeground); text-decoration: underline; }
`;
