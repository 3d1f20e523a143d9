/**
 * Texts that are made to bring a server down, each of any size `n`. What is said of them does not matter here, but that it
 * is said with the time and memory of a plain text.
 */
const machine = 'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nmetadata:\n  name: a\n';
const spec = `${machine}spec:\n  template:\n    spec:\n      domain:\n        devices: {}\n`;
const nad = 'apiVersion: k8s.cni.cncf.io/v1\nkind: NetworkAttachmentDefinition\nmetadata:\n  name: a\n';

function lines(n: number, line: (index: number) => string): string {
  return Array.from({ length: n }, (_, index) => `${line(index)}\n`).join('');
}

/** Anchors that each hold the one before several times. */
function bomb(n: number, holding: (index: number) => string): string {
  return `b0: &b0 {x: 1}\n${lines(n, (index) => `b${index + 1}: &b${index + 1} ${holding(index)}`)}`;
}

const inJson = (depth: number): string => '{"a":['.repeat(depth) + ']}'.repeat(depth);

export const hostileTexts = {
  'a bomb of lists': (n: number) => bomb(n, (index) => `[${Array(9).fill(`*b${index}`).join(', ')}]`) + machine,
  'a bomb of mappings': (n: number) =>
    bomb(n, (index) => `{${Array.from('pqrstuvwx', (key) => `${key}: *b${index}`).join(', ')}}`) + machine,
  'a bomb of merge keys': (n: number) => bomb(n, (index) => `{<<: [*b${index}, *b${index}]}`) + machine,
  'a bomb as the spec': (n: number) =>
    `${bomb(n, (index) => `[${Array(9).fill(`*b${index}`).join(', ')}]`)}${machine}spec: *b${n}\n`,
  'aliases to a long list of networks': (n: number) =>
    `${spec}      networks: &n\n${lines(n, (index) => `      - {name: n${index}, pod: {}}`)}x:\n${lines(n, () => '- *n')}`,
  'a plain text': (n: number) => `${machine}x: ${'y'.repeat(n)}\n`,
  'a quoted text': (n: number) => `${machine}x: "${'y'.repeat(n)}"\n`,
  'a block text': (n: number) => `${machine}x: |\n${`  ${'y'.repeat(97)}\n`.repeat(n / 100)}`,
  'a text that is never closed': (n: number) => `${machine}x: "${'y'.repeat(n)}\n`,
  'a comment': (n: number) => `${machine}# ${'y'.repeat(n)}\n`,
  'block levels': (n: number) => machine + lines(n, (depth) => `${' '.repeat(depth)}a:`),
  'list levels': (n: number) => `${machine}spec: \n  ${'- '.repeat(n)}a\n`,
  'flow levels': (n: number) => `${machine}spec: ${'['.repeat(n)}${']'.repeat(n)}\n`,
  'flow levels never closed': (n: number) => `${machine}spec: ${'{a: '.repeat(n)}\n`,
  'levels in the JSON of a NAD': (n: number) => `${nad}spec:\n  config: '${inJson(n)}'\n`,
  'plugins in plugins': (n: number) =>
    `${nad}spec:\n  config: '${'{"type":"bridge","plugins":['.repeat(n)}1${']}'.repeat(n)}'\n`,
  'levels in the JSON of an annotation': (n: number) =>
    `${machine}  annotations:\n    k8s.v1.cni.cncf.io/networks: '${inJson(n)}'\n`,
  'NUL characters': (n: number) => `${machine}x: "${'\0'.repeat(n)}"\n`,
  'control characters': (n: number) => machine + lines(n, (index) => `k${index}: \u0001\u0007\u001b`),
  'lone surrogates': (n: number) => machine + lines(n, (index) => `\ud800${index}: "\udc00"`),
  'conflict markers': (n: number) => machine + '<<<<<<< a\nspec: 1\n=======\nspec: 2\n>>>>>>> b\n'.repeat(n),
  'unknown keys': (n: number) => machine + lines(n, (index) => `k${index}: 1`),
  'unknown keys of the VMI': (n: number) => spec + lines(n, (index) => `      k${index}: 1`),
  'one key again and again': (n: number) => machine + 'k: 1\n'.repeat(n),
  anchors: (n: number) => machine + lines(n, (index) => `k${index}: &a${index} 1`),
  networks: (n: number) =>
    `${spec}      networks:\n${lines(n, (index) => `      - {name: n${index}, multus: {networkName: b${index}}}`)}`,
  documents: (n: number) => `---\n${machine}`.repeat(n),
  'empty documents': (n: number) => '---\n'.repeat(n),
  comments: (n: number) => machine + '# x\n'.repeat(n),
  'comments that silence nothing': (n: number) => machine + '# virtlens-disable-next-line missing-memory\n'.repeat(n),
  'templates never closed': (n: number) => machine + '{{ if a }}\n'.repeat(n),
  'members of one line': (n: number) => `${machine}x: [${'y,'.repeat(n)}]\n`,
} as const;

export type HostileText = keyof typeof hostileTexts;
