/**
 * What differs between KubeVirt releases, as named facts. Code asks a release for a fact, never for its number; a new
 * release is a new table and a line in `index.ts`.
 */

/** Maturity of a feature gate in a release; a gate that is not listed does not exist there. */
export type GateStage = 'alpha' | 'beta' | 'ga' | 'discontinued';

export interface Release {
  /** `v1.9`: how users name it. */
  readonly id: string;
  /** The newest patch release, whose behaviour the facts are: `v1.9.0`. */
  readonly patch: string;

  /** API fields that came after v1.6. */
  readonly fields: {
    readonly passtBinding: boolean;
    readonly portRanges: boolean;
    readonly resourceClaim: boolean;
    /** Feature gates that are turned off, in the KubeVirt resource. */
    readonly disabledFeatureGates: boolean;
  };

  readonly gates: Readonly<Record<string, GateStage>>;
  /** Whether beta gates are on unless listed in `disabledFeatureGates`. */
  readonly betaGatesOnByDefault: boolean;

  /**
   * Which network is the default network: the first that is not a secondary Multus network (one without any source
   * included), or the first on the Pod network or with `multus.default`.
   */
  readonly defaultNetwork: 'not-secondary' | 'pod-or-multus-default';

  /**
   * Ordinal Pod interface names on the target of a migration: always kept, or kept unless the gate
   * `PodSecondaryInterfaceNamingUpgrade` lets them be hashed.
   */
  readonly ordinalNamesOnMigration: 'kept' | 'kept-unless-upgraded';

  /** Where the webhooks' rules differ. */
  readonly admission: {
    /** How many bindings an interface may name: exactly one of all, or a plugin only without a core binding. */
    readonly bindingCount: {
      readonly rule: 'exactly-one' | 'plugin-alone';
      /** Core bindings that count. */
      readonly coreBindings: readonly (
        'bridge' | 'slirp' | 'masquerade' | 'sriov' | 'macvtap' | 'passt' | 'passtBinding'
      )[];
    };
    /** Bindings that are refused when a VM or VMI is created. */
    readonly discontinuedBindings: readonly ('slirp' | 'passt' | 'macvtap')[];
    /** Whether macvtap and passt are still judged by feature gates of their own. */
    readonly gatedOlderBindings: boolean;
    /** Member of a port that its faults are reported at; empty: the port itself. */
    readonly portField: '' | 'port';
    /** The largest port number that passes. */
    readonly largestPort: number;
    /** Whether a CPU architecture other than the control plane's needs the gate `MultiArchitecture`. */
    readonly foreignArchitectures: 'gated' | 'accepted';
    /** How the message about missing memory names the size of huge pages. */
    readonly pageSizeName: 'size' | 'pageSize';
    /** Where faults of devices from resource claims are reported, below the VMI spec. */
    readonly claimedDevicesField: 'spec.domain.devices' | 'domain.devices';
    /** Kinds of memory encryption: SEV alone, or one of SEV, SEV-SNP and TDX. */
    readonly launchSecurity: 'sev' | 'one-of-several';
  };

  /** What becomes of edits of a running VM. */
  readonly liveUpdate: {
    /** A Pod network that the running VM does not have: asks for a restart, or is passed over. */
    readonly addedPodNetwork: 'restart' | 'ignored';
    /** When networks of the VMI are written anew: with its interfaces, or when they differ themselves too. */
    readonly networkPatch: 'with-interfaces' | 'on-its-own';
    /** The disk of a CD-ROM that is taken away. */
    readonly removedCdrom: 'restart' | 'ignored';
    /** A volume is to move to a claim that does not exist. */
    readonly missingDestination: 'reported' | 'accepted';
  };

  /** Why the network side keeps a VMI from live migration. */
  readonly migratability: {
    /** Whether a Pod network without interface stands in the way. */
    readonly missingPrimary: 'blocks' | 'ignored';
    readonly message: string;
  };

  /** What `kubevirt.io/network-info` tells of each NIC. */
  readonly networkInfo: {
    /** NICs whose status has no device info are listed too. */
    readonly withoutDeviceInfo: boolean;
    readonly mac: boolean;
    readonly mtu: boolean;
  };
}
