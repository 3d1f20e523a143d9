/**
 * The samples that first steps are taken on: which files of `examples/` each consists of, and what is done in it. The
 * walkthrough of package.json names them; the files are in the package as they are in the repository.
 */

export interface Sample {
  /** Below `examples/`; several become documents of one text, so that a VM and its NADs are together. */
  readonly files: readonly [string, ...string[]];
  /** Where the cursor is put: the first such text. */
  readonly at: string;
  /** What stands there is replaced, so that there is an edit to look at; the text before it is what it is compared with. */
  readonly edit?: { readonly from: string; readonly to: string };
}

export const samples = {
  nics: { files: ['multi-nic-vm.yaml', 'networks.yaml'], at: '- name: blue' },
  refused: { files: ['refused-vm.yaml', 'networks.yaml'], at: 'masquerade:' },
  edit: {
    files: ['multi-nic-vm.yaml', 'networks.yaml'],
    at: '02:00:00:aa:bb:01',
    edit: { from: '02:00:00:aa:bb:01', to: '02:00:00:aa:bb:09' },
  },
  dump: { files: ['dumps/pod-not-guest.yaml'], at: 'infoSource: multus-status' },
} as const satisfies Record<string, Sample>;

export type SampleId = keyof typeof samples;

export const sampleIds = Object.keys(samples) as readonly SampleId[];

/** Contexts by which the walkthrough ticks its steps off. */
export const contexts = {
  /** A sample was opened. */
  opened: (id: SampleId) => `virtlens.sample.${id}.opened`,
  /** A command was run on a sample that was opened for it. */
  used: (id: SampleId) => `virtlens.sample.${id}.used`,
  /** The refused sample is refused no more. */
  mended: 'virtlens.sample.refused.mended',
} as const;

/** Commands of the palette that no server has. */
export const firstSteps = {
  openSample: 'virtlens.openSample',
  openWalkthrough: 'virtlens.openWalkthrough',
} as const;

export const walkthrough = 'virtlens.virtlens#firstSteps';

/** One text of several files, each a document of its own. */
export function joinManifests(texts: readonly string[]): string {
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n');
}
