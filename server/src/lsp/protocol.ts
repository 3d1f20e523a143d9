/**
 * Names shared by server and clients: the section of the settings, custom requests and commands, and the shape of
 * their parameters. Types only besides the names; the client imports nothing else of the server.
 */

/** Section of all settings. */
export const settingsSection = 'virtlens';

/** Scheme of virtual documents. */
export const virtualScheme = 'virtlens';

/** What a client may put into `initializationOptions`. */
export interface InitializationOptions {
  /** Settings for clients without `workspace/configuration`: the section's content, or an object that holds it. */
  readonly settings?: unknown;
  /**
   * `client`: the client has commands of its own by the names in `commands` and the server offers none of them (the
   * VS Code extension). Left out: the server executes them itself.
   */
  readonly commands?: 'client' | 'server';
  /**
   * Another YAML server reads the same files and tells faults of syntax; VirtLens then leaves those to it (setting
   * `virtlens.syntaxChecks`). When that changes later, the client sends the notification `virtlens/otherYamlServer`.
   */
  readonly otherYamlServer?: boolean;
  /**
   * How old texts of files are learnt from git, which edits are compared with: `git: 'client'` – the client answers
   * `virtlens/baselineText` and `virtlens/changedFiles` and sends `virtlens/baselineChanged` (the VS Code extension);
   * `git: true` – the server may run `git`. Left out: it runs no program, and edits are compared with the text on disk.
   */
  readonly impact?: { readonly git?: boolean | 'client' };
  /**
   * The user does not trust the workspace (yet): no program is run or asked for, and settings that say which files or
   * revisions are read keep their defaults. The client sends `virtlens/trustGranted` when that changes.
   */
  readonly untrusted?: boolean;
  /** Answer the test-only request `virtlens/counters`. */
  readonly counters?: boolean;
  /** The contents of a message bundle, for the user's language. */
  readonly l10n?: Record<string, string>;
}

/** Commands that lenses and code actions refer to; see docs/commands.md. */
export const commands = {
  copyAnnotation: 'virtlens.copyAnnotation',
  showAnnotations: 'virtlens.showAnnotations',
  insertAnnotation: 'virtlens.insertAnnotation',
  findNetworkByHash: 'virtlens.findNetworkByHash',
  addNetwork: 'virtlens.addNetwork',
  createNad: 'virtlens.createNad',
  chooseBaseline: 'virtlens.chooseBaseline',
  explainImpact: 'virtlens.explainImpact',
  explainVm: 'virtlens.explainVm',
  showNics: 'virtlens.showNics',
  reportProblem: 'virtlens.reportProblem',
} as const;

/** Commands that only a client with commands of its own has. */
export const clientCommands = {
  /** `CommandTarget` with a position: shows what refers to the name there. */
  showReferences: 'virtlens.showReferences',
  /** A text: shows it in a document that is not saved anywhere. */
  showText: 'virtlens.showText',
  /** `CommandTarget`, and maybe the URI of a file: writes the picture of a VM's NICs; the one of these in the palette. */
  exportNicsSvg: 'virtlens.exportNicsSvg',
  /** Test-only: `VmChoice.picture`, and maybe a key to press on a card: what the page shows. */
  tellNics: 'virtlens.tellNics',
} as const;

/** Where a command works: a document, and either a VM's field or a place in the text. */
export interface CommandTarget {
  readonly uri: string;
  /** Field of a VM's root in its document, with the document's first line. */
  readonly vm?: { readonly line: number; readonly field: string };
  readonly position?: { readonly line: number; readonly character: number };
  /** A launcher Pod at the position stands for its VM, and for itself where its VM is not known. */
  readonly pods?: boolean;
}

/** A VM that a command can work on. */
export interface VmChoice {
  readonly uri: string;
  /** How it relates to the place asked about: it is named or around it, in the same file, or elsewhere. */
  readonly near: 'here' | 'file' | 'elsewhere';
  /** First line of the VM's document in the file, from 0. */
  readonly line: number;
  readonly field: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  /** Value of the networks annotation; undefined: KubeVirt writes none, or it cannot be known. */
  readonly annotation: string | undefined;
  /** Virtual document with all annotations. */
  readonly document: string;
  /** Virtual document that explains what the edits of the VM do. */
  readonly explanation: string;
  /** Virtual document that tells the whole way of each of its NICs. */
  readonly story: string;
  /** Virtual document with the picture of its NICs, an SVG; what the VM is called in requests for the picture. */
  readonly picture: string;
}

/** A part of a file. */
export interface FileRange {
  readonly uri: string;
  readonly range: {
    readonly start: { line: number; character: number };
    readonly end: { line: number; character: number };
  };
}

/** The picture of a VM's NICs, for a page that has a script. */
export interface NicsPicture {
  /** Name of the VM, for a title with little room. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    readonly progress?: 'done' | 'waiting' | 'stuck' | 'unknown';
    /** Id of the NIC's card in the drawing. */
    readonly node: string;
  }[];
  /** The drawing, without styles of its own. Its cards are elements with an id. */
  readonly svg: string;
  /** The style sheet of the drawing. */
  readonly style: string;
  /** Where what a card stands for is written, by the card's id. */
  readonly places: Readonly<Record<string, FileRange>>;
}

/** A logical network found by one of its derived names. */
export interface FoundNetwork extends FileRange {
  readonly network: string;
  readonly vm: string;
  readonly podInterface: string;
}

/** One line of a list to choose from. */
export interface Choice {
  readonly label: string;
  readonly detail: string;
}

/** Where a NAD is written: a file that is made, or the end of one that is there. */
export interface NadPlace {
  readonly in: 'new-file' | 'file';
  readonly uri: string;
}

/** Kinds of NADs that can be written, those that fit first, and places for one. */
export interface NadChoices {
  /** `namespace/name`. */
  readonly nad: string;
  readonly templates: readonly (Choice & { readonly template: string })[];
  readonly places: readonly (Choice & { readonly place: NadPlace })[];
}

/** How a network is added to a VM; what is left out is chosen by the server. */
export interface NetworkAnswers {
  /** The NAD, as it is written into `multus.networkName`. */
  readonly reference?: string;
  /** Makes the NAD that the reference names. */
  readonly newNad?: { readonly template: string; readonly place: NadPlace };
  /** `bridge`, `sriov` or `plugin:NAME`. */
  readonly binding?: string;
  /** A MAC address, `generate`, or empty for none. */
  readonly mac?: string;
  readonly model?: string;
  /** The logical name. */
  readonly name?: string;
  /** What becomes of the NIC that KubeVirt adds to a VM without networks: written out as it is, with masquerade, or none. */
  readonly podNic?: 'keep' | 'masquerade' | 'none';
}

/** What there is to choose from, after the answers so far. */
export interface NetworkChoices {
  /** `VirtualMachine tenant-a/router`. */
  readonly vm: string;
  /** The nearest first. */
  readonly nads: readonly (Choice & { readonly reference: string; readonly uri: string; readonly isUsed: boolean })[];
  readonly newNads: readonly (Choice & { readonly template: string })[];
  /** Where a NAD of the reference's name could be written. */
  readonly places: readonly (Choice & { readonly place: NadPlace })[];
  /** Those that work with the NAD, the best first. */
  readonly bindings: readonly (Choice & { readonly binding: string })[];
  readonly models: readonly string[];
  /** Suggested. */
  readonly name: string;
  /** What `generate` would give; absent where many VMs would get it. */
  readonly mac?: string | undefined;
  /** Empty where KubeVirt adds no NIC by itself. */
  readonly podNic: readonly (Choice & { readonly podNic: 'keep' | 'masquerade' | 'none' })[];
}

/** A network as it would be added. */
export interface NetworkPlan<Edit> {
  /** Null where a problem is an error. */
  readonly edit: Edit | null;
  readonly problems: readonly {
    /** The answer at fault; `vm` where the VM itself is in the way. */
    readonly of: keyof NetworkAnswers | 'vm';
    readonly severity: 'error' | 'warning';
    readonly message: string;
  }[];
  readonly notes: readonly string[];
  /** All answers, those that the server chose too. */
  readonly answers: NetworkAnswers;
}

/** A revision that files are compared with; without a `ref` the merge base is that with the default branch. */
export type RevisionChoice =
  { readonly kind: 'revision'; readonly ref: string } | { readonly kind: 'merge-base'; readonly ref?: string };

/** What a client with git answers for a file; the reasons are those of `core/ports.ts`. */
export type OldText =
  | { readonly state: 'text'; readonly text: string; readonly uri: string; readonly ref?: string }
  | { readonly state: 'new'; readonly ref?: string }
  | {
      readonly state: 'none';
      readonly reason:
        | 'git-off'
        | 'no-repository'
        | 'no-commits'
        | 'no-revision'
        | 'no-default-branch'
        | 'no-merge-base'
        | 'too-large'
        | 'no-text'
        | 'failed';
      readonly detail?: string;
    };

/** What edits are compared with in this session: as a setting says it, or for one file another; neither: as settings say. */
export interface BaselineChoiceParams {
  readonly baseline?: string;
  readonly pair?: { readonly uri: string; readonly other: string };
}

/** Requests that the server sends to a client with git. */
export const clientRequests = {
  /** `{ uri: string, choice: RevisionChoice, maxBytes: number }` → `OldText`. */
  baselineText: 'virtlens/baselineText',
  /** `{ uri: string, choice: RevisionChoice }` → `string[]`: files that were otherwise, by where they lay then. */
  changedFiles: 'virtlens/changedFiles',
} as const;

/** Notification client → server: `{ folders?: string[] }`, repositories are in another state. */
export const baselineChanged = 'virtlens/baselineChanged';

/** Requests that the extension sends; other clients use the commands. */
export const requests = {
  /** `CommandTarget` → `VmChoice[]`: the VMs a command could mean, the one at the place first. */
  vms: 'virtlens/vms',
  /** `{ name: string }` → `FoundNetwork[]`. */
  findNetwork: 'virtlens/findNetwork',
  /** `{ target: CommandTarget, vm: VmChoice }` → `WorkspaceEdit | null`: writes the VM's annotation at the target. */
  annotationEdit: 'virtlens/annotationEdit',
  /** `{ target: CommandTarget, answers?: NetworkAnswers }` → `NetworkChoices | null`. */
  addNetworkChoices: 'virtlens/addNetworkChoices',
  /** The same → `NetworkPlan<WorkspaceEdit> | null`: null where there is no VM that a network can be added to. */
  addNetworkEdit: 'virtlens/addNetworkEdit',
  /** `{ target: CommandTarget }` → `NadChoices | null`: for the NAD that the NIC at the target's position lacks. */
  createNadChoices: 'virtlens/createNadChoices',
  /** `{ target: CommandTarget, template?: string, place?: NadPlace }` → `WorkspaceEdit | null`. */
  createNadEdit: 'virtlens/createNadEdit',
  /** `{ vm: string }`, a VM by `VmChoice.picture` → `NicsPicture | null`: null where the VM is not there. */
  nicsPicture: 'virtlens/nicsPicture',
  /** The same → `string | null`: the drawing as a file of its own. */
  nicsSvg: 'virtlens/nicsSvg',
  /** `BaselineChoiceParams` → null. */
  chooseBaseline: 'virtlens/chooseBaseline',
  /** `{ editor?: string }` → the text of a problem report, in Markdown; `editor`: the editor in words. */
  problemReport: 'virtlens/problemReport',
  /** `{ uri: string }` → `StatusReport`. */
  status: 'virtlens/status',
  /** Test-only: `{}` → the counters of `core/counters.ts`. */
  counters: 'virtlens/counters',
} as const;

/** Notification server → client: facts changed, the status of open documents may be another. */
export const statusChanged = 'virtlens/statusChanged';

/** Notification client → server: `{ isThere: boolean }`, another YAML server came or went. */
export const otherYamlServerChanged = 'virtlens/otherYamlServer';

/** Notification client → server: the user trusts the workspace from now on. */
export const trustGranted = 'virtlens/trustGranted';

/** What the server goes by for one document. */
export interface StatusReport {
  readonly release: string;
  /** One line a fact: what, and where it was learnt. */
  readonly facts: readonly {
    readonly label: string;
    readonly value: string;
    readonly source: string;
    readonly assumed: boolean;
  }[];
  readonly assumptions: readonly string[];
  /** What edits of the file are compared with; `because` where there is no such text. */
  readonly baseline: { readonly label: string; readonly because?: string };
  /** Why not all of the workspace is known, where it is too large. */
  readonly limited?: string;
  /** How many kinds of faults the server had so far; a client may offer to report them. */
  readonly faults: number;
}
