/**
 * Reads a page of docs/rules as a test: fenced YAML blocks with a role in their info string, and marks in comments for
 * the findings of a bad one. An example with a `before` block is an edit of that. Knows nothing of rules; must not guess, so a block or a mark it cannot read is an error.
 */

/** A finding that a page promises. Lines from 0 and columns in UTF-16 units of the example without its marks. */
export interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly severity: string;
  readonly rule: string;
}

export interface Example {
  readonly role: 'bad' | 'good';
  /** Name of the file that the example is. */
  readonly file: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Files that stand beside it: of each name the last one above it on the page, or the first below. */
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Old text of the example's file, where it is an edit. */
  readonly before?: string;
  /** What a quick fix makes of the example, or of the file named, by the fix's title. */
  readonly fixed: readonly Fixed[];
}

export interface Fixed {
  readonly title: string;
  readonly file: string;
  readonly text: string;
  /** What is found then. */
  readonly marks: readonly Mark[];
}

export interface Page {
  readonly title: string;
  /** Headings of the second level, with what stands below each. */
  readonly sections: readonly { readonly heading: string; readonly body: string }[];
  readonly examples: readonly Example[];
}

/** What a block is; without one it is another file. */
type Role = 'bad' | 'good' | 'fixed' | 'before';

/** Where an example stands unless its info string says another name. */
const usualFile = 'vm.yaml';

/** Reads a page. Throws on an info string or a mark that means nothing. */
export function readPage(markdown: string): Page {
  const examples: (Omit<Example, 'files'> & { fixed: Fixed[]; block: number })[] = [];
  const files: OtherFile[] = [];
  const olds: OtherFile[] = [];
  let block = 0;
  for (const [, info = '', body = ''] of markdown.matchAll(/^```yaml([^\n]*)\n([\s\S]*?)^```$/gm)) {
    block++;
    const { role, file, title } = readInfo(info.trim());
    switch (role) {
      case 'bad':
      case 'good':
        examples.push({ role, file: file ?? usualFile, ...readMarks(body), fixed: [], block });
        break;
      case 'fixed': {
        const before = examples.filter((example) => example.role === 'bad').at(-1);
        if (!before || title === undefined) throw new Error(`fixed needs a title and a bad example above it: ${info}`);
        before.fixed.push({ title, file: file ?? before.file, ...readMarks(body) });
        break;
      }
      case 'before':
        olds.push({ name: file ?? usualFile, text: body, block });
        break;
      case undefined:
        if (file === undefined) throw new Error(`a block that is no example needs a file name: ${info}`);
        files.push({ name: file, text: body, block });
    }
  }
  const [title = '', ...parts] = markdown.split(/^## /m);
  return {
    title: /^# (.*)/.exec(title)?.[1] ?? '',
    sections: parts.map((part) => {
      const end = part.indexOf('\n');
      return { heading: part.slice(0, end).trim(), body: part.slice(end).trim() };
    }),
    examples: examples.map(({ block: at, ...example }) => {
      const old = filesBeside(olds, at).find(({ name }) => name === example.file);
      return { ...example, files: filesBeside(files, at), ...(old && { before: old.text }) };
    }),
  };
}

/** A text beside the examples, with its place on the page. */
interface OtherFile {
  readonly name: string;
  readonly text: string;
  readonly block: number;
}

function filesBeside(files: readonly OtherFile[], at: number): readonly { name: string; text: string }[] {
  return [...new Set(files.map(({ name }) => name))].flatMap((name) => {
    const own = files.filter((file) => file.name === name);
    const beside = own.filter(({ block }) => block < at).at(-1) ?? own[0];
    return beside ? [{ name, text: beside.text }] : [];
  });
}

function readInfo(info: string): { role?: Role; file?: string; title?: string } {
  const match = /^(?:(bad|good|fixed|before)\b)?\s*(?:"([^"]*)")?\s*(?:file=(\S+))?$/.exec(info);
  if (!match) throw new Error(`unreadable info string: ${info}`);
  const [, role, title, file] = match;
  return {
    ...(role !== undefined && { role: role as Role }),
    ...(title !== undefined && { title }),
    ...(file !== undefined && { file }),
  };
}

/** Takes the marks out of a block; each belongs to the line above it. */
function readMarks(body: string): { text: string; marks: readonly Mark[] } {
  const marks: Mark[] = [];
  const lines: string[] = [];
  for (const line of body.split('\n')) {
    const match = /^\s*#\s*(\^+)\s*(.*)$/.exec(line);
    if (!match) {
      lines.push(line);
      continue;
    }
    const [, carets = '', promise = ''] = match;
    const [, severity, rule] = /^(error|warning|information|hint): \[([a-z-]+)\]$/.exec(promise) ?? [];
    if (severity === undefined || rule === undefined || lines.length === 0) throw new Error(`unreadable mark: ${line}`);
    const start = line.indexOf('^');
    marks.push({ line: lines.length - 1, start, end: start + carets.length, severity, rule });
  }
  return { text: lines.join('\n'), marks };
}
