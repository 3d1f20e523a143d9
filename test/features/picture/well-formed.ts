/**
 * A strict reader of the XML that pictures are written in: elements, quoted attributes, the five entities and numbers, text.
 * Throws at whatever else there is, so that a text which was not escaped cannot pass.
 */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

const tag = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;
const attribute = /([\w:-]+)="([^"<]*)"/g;
const entity = /&(?:(amp|lt|gt|quot|apos)|#(\d+)|#x([0-9a-fA-F]+));/g;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
// eslint-disable-next-line no-control-regex -- XML allows none of these
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export function readXml(text: string): Element {
  if (forbidden.test(text)) throw new Error('a character that XML does not allow');
  const open: { name: string; attributes: Record<string, string>; children: (Element | string)[] }[] = [];
  let root: Element | undefined;
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at);
      const own = decoded(text.slice(at, end === -1 ? undefined : end));
      const parent = open.at(-1);
      if (parent) parent.children.push(own);
      else if (own.trim() !== '') throw new Error(`text outside of the root: ${own}`);
      at = end === -1 ? text.length : end;
      continue;
    }
    tag.lastIndex = at;
    const found = tag.exec(text);
    if (!found) throw new Error(`no tag: ${text.slice(at, at + 60)}`);
    const [whole, isEnd, name = '', own = '', isEmpty] = found;
    at += whole.length;
    if (isEnd) {
      const last = open.pop();
      if (last?.name !== name) throw new Error(`</${name}> ends <${last?.name ?? 'nothing'}>`);
      if (open.length === 0) root = last;
      continue;
    }
    if (root) throw new Error('a second root');
    const attributes: Record<string, string> = {};
    for (const [, key = '', value = ''] of own.matchAll(attribute)) {
      if (key in attributes) throw new Error(`${key} twice`);
      attributes[key] = decoded(value);
    }
    const element = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    if (!isEmpty) open.push(element);
    else if (open.length === 0) root = element;
  }
  if (open.length > 0 || !root) throw new Error(`not ended: ${open.at(-1)?.name ?? 'nothing'}`);
  return root;
}

function decoded(text: string): string {
  if (text.replace(entity, '').includes('&')) throw new Error(`no entity: ${text}`);
  return text.replace(entity, (_, name?: string, decimal?: string, hexadecimal?: string) =>
    name !== undefined
      ? (named[name] ?? '')
      : String.fromCodePoint(decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal)),
  );
}

/** All elements of a tree, the root first. */
export function* elementsOf(root: Element): Iterable<Element> {
  yield root;
  for (const child of root.children) if (typeof child !== 'string') yield* elementsOf(child);
}

export function textOf({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}
