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
} as const;

/** Commands of lenses that only a client with commands of its own gets; they have no place in its palette. */
export const clientCommands = {
  /** `CommandTarget` with a position: shows what refers to the name there. */
  showReferences: 'virtlens.showReferences',
} as const;

/** Where a command works: a document, and either a VM's field or a place in the text. */
export interface CommandTarget {
  readonly uri: string;
  /** Field of a VM's root in its document, with the document's first line. */
  readonly vm?: { readonly line: number; readonly field: string };
  readonly position?: { readonly line: number; readonly character: number };
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
}

/** A logical network found by one of its derived names. */
export interface FoundNetwork {
  readonly uri: string;
  readonly range: {
    readonly start: { line: number; character: number };
    readonly end: { line: number; character: number };
  };
  readonly network: string;
  readonly vm: string;
  readonly podInterface: string;
}

/** Requests that the extension sends; other clients use the commands. */
export const requests = {
  /** `CommandTarget` → `VmChoice[]`: the VMs a command could mean, the one at the place first. */
  vms: 'virtlens/vms',
  /** `{ name: string }` → `FoundNetwork[]`. */
  findNetwork: 'virtlens/findNetwork',
  /** `{ target: CommandTarget, vm: VmChoice }` → `WorkspaceEdit | null`: writes the VM's annotation at the target. */
  annotationEdit: 'virtlens/annotationEdit',
  /** `{ uri: string }` → `StatusReport`. */
  status: 'virtlens/status',
  /** Test-only: `{}` → the counters of `core/counters.ts`. */
  counters: 'virtlens/counters',
} as const;

/** Notification server → client: facts changed, the status of open documents may be another. */
export const statusChanged = 'virtlens/statusChanged';

/** Notification client → server: `{ isThere: boolean }`, another YAML server came or went. */
export const otherYamlServerChanged = 'virtlens/otherYamlServer';

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
}
