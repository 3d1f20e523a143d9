/**
 * The page with the picture of a VM's NICs: puts the drawing and the table in place, moves between the cards by keys, and
 * tells the extension which of them was chosen. It decides nothing and loads nothing.
 */
import type { NicsPicture } from '../../server/src/lsp/protocol.ts';
import type { FromPage, PageState, ShownPage, ToPage } from '../src/picture-messages.ts';
import { nextCard, type Direction } from './next-card.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPage): void; setState(state: PageState): void };

const editor = acquireVsCodeApi();
const heading = required('heading');
const drawing = required('drawing');
const table = required('table');
const exportButton = required('export');
const help = required('help');
const status = required('status');
const styles = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles];

/** Longest text of the table that is not broken into lines. */
const longestName = 40;

/** How far texts may shrink where the window is narrow; then the drawing is moved under it. */
const smallestScale = 0.7;

let goneText = '';

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.type) {
    case 'words':
      editor.setState({ vm: data.vm });
      drawing.setAttribute('aria-label', data.words.drawing);
      table.setAttribute('aria-label', data.words.table);
      exportButton.textContent = data.words.exportSvg;
      help.textContent = data.words.help;
      status.textContent = data.words.waiting;
      goneText = data.words.gone;
      break;
    case 'picture':
      show(data.picture);
      break;
    case 'gone':
      status.textContent = goneText;
      break;
    case 'press': {
      const card = document.getElementById(data.node);
      card?.focus();
      card?.dispatchEvent(new KeyboardEvent('keydown', { key: data.key, bubbles: true, cancelable: true }));
      break;
    }
    case 'tell':
      editor.postMessage({ type: 'shown', shown: shown() });
      break;
  }
});

exportButton.addEventListener('click', () => editor.postMessage({ type: 'export' }));

drawing.addEventListener('click', ({ target }) => {
  const card = cardAround(target);
  if (card) choose(card.id);
});

drawing.addEventListener('keydown', (event) => {
  const card = cardAround(event.target);
  if (!card || event.ctrlKey || event.altKey || event.metaKey) return;
  const direction = directions[event.key];
  const next = direction && nextCard(card, cards(), direction);
  if (next) next.focus();
  else if (event.key === 'Enter' || event.key === ' ') choose(card.id);
  else if (!direction) return;
  event.preventDefault();
});

for (const kind of ['focusin', 'mouseover'] as const)
  drawing.addEventListener(kind, ({ target }) => light(cardAround(target)));
for (const kind of ['focusout', 'mouseleave'] as const) drawing.addEventListener(kind, () => light(undefined));

const directions: Readonly<Partial<Record<string, Direction>>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Puts a picture in place of the one before, and the focus back on the card that had it. */
function show(picture: NicsPicture): void {
  const focused = cardAround(document.activeElement)?.id;
  styles.replaceSync(picture.style);
  status.textContent = '';
  heading.textContent = picture.title;
  document.title = picture.title;
  const drawn = new DOMParser().parseFromString(picture.svg, 'image/svg+xml').documentElement;
  const width = Number(drawn.getAttribute('width'));
  drawing.replaceChildren(document.importNode(drawn, true));
  const svg = drawing.firstElementChild;
  if (svg instanceof SVGElement) svg.style.minWidth = `${Math.round(width * smallestScale)}px`;
  table.replaceChildren(tableOf(picture));
  if (focused !== undefined) document.getElementById(focused)?.focus();
}

function tableOf({ title, columns, rows }: NicsPicture): HTMLTableElement {
  const made = document.createElement('table');
  made.createCaption().textContent = title;
  const head = made.createTHead().insertRow();
  for (const column of columns) head.append(cell('th', column, 'col'));
  const body = made.createTBody();
  for (const { cells, node, progress } of rows) {
    const row = body.insertRow();
    if (progress !== undefined) row.dataset['progress'] = progress;
    cells.forEach((text, index) => {
      if (index !== 1) {
        row.append(cell('td', text));
        return;
      }
      // The name is what a row is called by, and leads to its line.
      const name = cell('th', '', 'row');
      const link = document.createElement('button');
      link.className = 'link';
      link.textContent = text;
      link.addEventListener('click', () => choose(node));
      name.append(link);
      row.append(name);
    });
  }
  return made;
}

function cell(kind: 'th' | 'td', text: string, scope?: string): HTMLTableCellElement {
  const made = document.createElement(kind);
  made.textContent = text;
  // Sentences get room; names stay whole.
  if (text.length > longestName) made.className = 'prose';
  if (scope !== undefined) made.scope = scope;
  return made;
}

function choose(node: string): void {
  editor.postMessage({ type: 'go', node });
}

/** Shows the whole way of the NICs that pass a card. */
function light(card: Element | undefined): void {
  const wanted = new Set((card?.getAttribute('data-nics') ?? '').split(' ').filter((nic) => nic !== ''));
  for (const way of drawing.querySelectorAll('.way[data-nics]')) {
    const own = (way.getAttribute('data-nics') ?? '').split(' ');
    way.classList.toggle(
      'lit',
      own.some((nic) => wanted.has(nic)),
    );
  }
}

function cards(): readonly SVGGElement[] {
  return [...drawing.querySelectorAll<SVGGElement>('g.card')];
}

function cardAround(target: EventTarget | null): SVGGElement | undefined {
  return target instanceof Element ? (target.closest<SVGGElement>('g.card') ?? undefined) : undefined;
}

function shown(): ShownPage {
  const texts = (selector: string): readonly string[] =>
    [...table.querySelectorAll(selector)].map(({ textContent }) => textContent ?? '');
  return {
    heading: heading.textContent ?? '',
    headers: texts('thead th'),
    rows: [...table.querySelectorAll('tbody tr')].map((row) => [...row.children].map((one) => one.textContent ?? '')),
    labels: cards().map((card) => card.getAttribute('aria-label') ?? ''),
    focused: cardAround(document.activeElement)?.id ?? '',
    status: status.textContent ?? '',
  };
}

function required(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no ${id}`);
  return element;
}

editor.postMessage({ type: 'ready' });
