/**
 * The style sheet of the picture. Inside VS Code it takes the colours of the theme, high contrast too; on its own it follows
 * what the reader prefers, light or dark, or the colours that the system forces. Each colour is stated plainly first, for
 * programs that know no variables.
 */
import { edgeFace, faces, laneFace } from './layout.ts';

interface Colour {
  /** Variables of VS Code, the first that a theme sets. */
  readonly theme: readonly string[];
  readonly light: string;
  readonly dark: string;
  /** Colour of the system, where it forces its own. */
  readonly forced: string;
}

const colours = {
  page: { theme: ['editor-background'], light: '#ffffff', dark: '#1f1f1f', forced: 'Canvas' },
  lane: { theme: ['sideBar-background'], light: '#f3f4f6', dark: '#2a2b2d', forced: 'Canvas' },
  'lane-line': {
    theme: ['contrastBorder', 'panel-border', 'sideBar-border'],
    light: '#dfe1e5',
    dark: '#3c3e41',
    forced: 'CanvasText',
  },
  card: { theme: ['editor-background'], light: '#ffffff', dark: '#1f1f1f', forced: 'Canvas' },
  line: {
    theme: ['contrastBorder', 'editorLineNumber-foreground'],
    light: '#6b7280',
    dark: '#9aa0a6',
    forced: 'CanvasText',
  },
  text: { theme: ['foreground', 'editor-foreground'], light: '#1f2328', dark: '#e3e3e3', forced: 'CanvasText' },
  quiet: { theme: ['descriptionForeground'], light: '#57606a', dark: '#b0b4ba', forced: 'CanvasText' },
  strong: { theme: ['focusBorder'], light: '#005fb8', dark: '#4daafc', forced: 'Highlight' },
  done: { theme: ['testing-iconPassed', 'charts-green'], light: '#2e7d32', dark: '#73c991', forced: 'CanvasText' },
  waiting: { theme: ['charts-yellow'], light: '#9a6700', dark: '#e2b93d', forced: 'CanvasText' },
  stuck: { theme: ['charts-red', 'errorForeground'], light: '#c62828', dark: '#f47067', forced: 'CanvasText' },
  unknown: { theme: ['descriptionForeground'], light: '#57606a', dark: '#b0b4ba', forced: 'CanvasText' },
} as const satisfies Readonly<Record<string, Colour>>;

type ColourName = keyof typeof colours;

const entries = Object.entries(colours) as readonly [ColourName, Colour][];

function variables(pick: (colour: Colour) => string): string {
  return entries.map(([name, colour]) => `--nics-${name}:${pick(colour)}`).join(';');
}

/** `var(--vscode-a, var(--vscode-b, fallback))`. */
function themed({ theme }: Colour, fallback: string): string {
  return theme.reduceRight((inner, name) => `var(--vscode-${name}, ${inner})`, fallback);
}

/** The declaration twice: plainly, and by the variable. */
function paint(property: 'fill' | 'stroke', name: ColourName): string {
  return `${property}:${colours[name].light};${property}:var(--nics-${name})`;
}

function font({ size, isFixed = false, isBold = false }: (typeof faces)[keyof typeof faces]): string {
  return [
    `font-size:${size}px`,
    ...(isBold ? ['font-weight:600'] : []),
    ...(isFixed ? [`font-family:${fixedFamily}`] : []),
  ].join(';');
}

const family = 'var(--vscode-font-family, system-ui), "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const fixedFamily = 'ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace';

export const pictureStyle: string = [
  `.nics{${variables((colour) => themed(colour, colour.light))};font-family:"Segoe UI", Roboto, Arial, sans-serif;font-family:${family}}`,
  `@media (prefers-color-scheme:dark){.nics{${variables((colour) => themed(colour, colour.dark))}}}`,
  `@media (forced-colors:active){.nics{${variables(({ forced }) => forced)}}}`,
  `.nics text{${paint('fill', 'text')}}`,
  `.nics .page{${paint('fill', 'page')}}`,
  `.nics .heading{font-size:16px;font-weight:600}`,
  `.nics .lane{${paint('fill', 'lane')};${paint('stroke', 'lane-line')}}`,
  `.nics .lane-title{font-size:${laneFace.size}px;font-weight:600;${paint('fill', 'quiet')}}`,
  ...(Object.keys(faces) as (keyof typeof faces)[]).map((role) => `.nics .${role}{${font(faces[role])}}`),
  `.nics .caption,.nics .legend{${paint('fill', 'quiet')}}`,
  `.nics .legend{font-size:11px}`,
  `.nics .frame{${paint('fill', 'card')};${paint('stroke', 'line')};stroke-width:1.25}`,
  `.nics .missing{stroke-dasharray:6 4}`,
  `.nics .unknown-look{stroke-dasharray:2 3}`,
  `.nics .way{fill:none;${paint('stroke', 'line')};stroke-width:1.5}`,
  `.nics .direct{stroke-width:3.5}`,
  `.nics .way-text{font-size:${edgeFace.size}px;paint-order:stroke;stroke-width:5px;stroke-linejoin:round}`,
  `.nics .on-lane{${paint('stroke', 'lane')}}`,
  `.nics .on-page{${paint('stroke', 'page')}}`,
  ...(['done', 'waiting', 'stuck', 'unknown'] as const).flatMap((progress) => [
    `.nics .mark-${progress}{${paint('fill', progress)}}`,
    `.nics .ring-${progress}{fill:none;${paint('stroke', progress)};stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}`,
  ]),
  `.nics .sign{fill:none;${paint('stroke', 'card')};stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}`,
  `.nics .card{outline:none}`,
  `.nics [role=link]{cursor:pointer}`,
  `.nics .card:hover .frame{${paint('stroke', 'strong')}}`,
  `.nics .card:focus-visible .frame{${paint('stroke', 'strong')};stroke-width:3;stroke-dasharray:none}`,
  `.nics .way.lit{${paint('stroke', 'strong')};stroke-width:2.75}`,
].join('\n');
