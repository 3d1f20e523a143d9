import { type Line, gates, specWith, vm, vmi } from './objects.ts';
import { expectRows, type Row } from './rows.ts';

const T = 'spec.template.spec';
const label =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const subdomain =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

const rows: readonly Row[] = [
  {
    id: 'S2',
    object: vm(specWith({}), { running: true }),
    expected: [
      [
        'INV',
        'Running and RunStrategy are mutually exclusive. Note that Running is deprecated, please use RunStrategy instead',
        'spec.running',
        'invalid-run-strategy',
      ],
    ],
  },
  {
    id: 'S3',
    object: vm(specWith({}), { runStrategy: undefined }),
    expected: [['INV', 'RunStrategy must be specified', 'spec.running', 'invalid-run-strategy']],
  },
  {
    id: 'S4',
    object: vm(specWith({}), { runStrategy: 'always' }),
    expected: [['INV', 'Invalid RunStrategy (always)', 'spec.runStrategy', 'invalid-run-strategy']],
  },
  {
    id: 'S4, WaitAsReceiver',
    object: vm(specWith({}), { runStrategy: 'WaitAsReceiver' }),
    expected: [
      [
        'INV',
        'Invalid RunStrategy (WaitAsReceiver), DecentralizedLiveMigration feature gate is not enabled in kubevirt resource',
        'spec.runStrategy',
        'feature-gate-not-enabled',
      ],
    ],
  },
  {
    id: 'S4, WaitAsReceiver with its gate',
    object: vm(specWith({}), { runStrategy: 'WaitAsReceiver' }),
    surrounding: gates('DecentralizedLiveMigration'),
    expected: [],
  },
  { id: 'S4w is no refusal', object: vm(specWith({}), { runStrategy: undefined, running: false }), expected: [] },
  {
    id: 'S15',
    object: vm(specWith({}), {
      dataVolumeTemplates: [{ metadata: { name: 'dv' }, spec: { storage: {}, source: { blank: {} } } }],
    }),
    expected: [
      [
        'REQ',
        "DataVolumeTemplate entry spec.dataVolumeTemplate[0] must be referenced in the VMI template's 'volumes' list",
        'spec.dataVolumeTemplate[0]',
        'unused-data-volume-template',
      ],
    ],
  },
  {
    id: 'data volume templates without storage, with two, without source',
    object: vm(specWith({}), {
      dataVolumeTemplates: [
        { metadata: { name: 'a' }, spec: { source: { blank: {} } } },
        { metadata: { name: 'b' }, spec: { storage: {}, pvc: {}, source: { blank: {} } } },
        { metadata: { name: 'c' }, spec: { storage: {} } },
        { metadata: { name: 'd' }, spec: { storage: {}, source: { blank: {}, http: {} } } },
        { metadata: {}, spec: {} },
      ],
    }),
    expected: [
      [
        'INV',
        'Missing Data volume PVC or Storage',
        'spec.dataVolumeTemplate[0].PVC.Storage',
        'invalid-data-volume-template',
      ],
      [
        'INV',
        'Duplicate storage definition, both target storage and target pvc defined',
        'spec.dataVolumeTemplate[1].PVC.Storage',
        'invalid-data-volume-template',
      ],
      [
        'INV',
        'Data volume should have either Source, SourceRef, or be externally populated',
        'spec.dataVolumeTemplate[2].source.sourceRef',
        'invalid-data-volume-template',
      ],
      ['INV', 'Multiple dataVolume sources', 'spec.dataVolumeTemplate[3].source', 'invalid-data-volume-template'],
      [
        'REQ',
        "'name' field must not be empty for DataVolumeTemplate entry spec.dataVolumeTemplate[4].name.",
        'spec.dataVolumeTemplate[4].name',
        'invalid-data-volume-template',
      ],
    ],
  },
  {
    id: 'S25',
    object: vmi(specWith({ hostname: 'My.Host', subdomain: 'a_b' })),
    expected: [
      [
        'INV',
        `spec.hostname does not conform to the kubernetes DNS_LABEL rules : ${label}`,
        'spec.hostname',
        'invalid-hostname',
      ],
      [
        'INV',
        `spec.subdomain does not conform to the kubernetes DNS_SUBDOMAIN rules : ${subdomain}`,
        'spec.subdomain',
        'invalid-hostname',
      ],
    ],
  },
  {
    id: 'S25, too long',
    object: vmi(specWith({ hostname: 'a'.repeat(64) })),
    expected: [
      [
        'INV',
        'spec.hostname does not conform to the kubernetes DNS_LABEL rules : must be no more than 63 characters',
        'spec.hostname',
        'invalid-hostname',
      ],
    ],
  },
  {
    id: 'S26',
    object: vmi(specWith({ evictionStrategy: 'Live' })),
    expected: [
      [
        'INV',
        'spec.evictionStrategy is set with an unrecognized option: Live',
        'spec.evictionStrategy',
        'unsupported-eviction-strategy',
      ],
    ],
  },
  {
    id: 'S28',
    object: vmi(specWith({ dnsPolicy: 'None' })),
    expected: [['REQ', 'must provide `dnsConfig` when `dnsPolicy` is None', 'spec.dnsConfig', 'incomplete-dns-config']],
  },
  {
    id: 'S28, no nameserver',
    object: vmi(specWith({ dnsPolicy: 'None', dnsConfig: { searches: ['x'] } })),
    expected: [
      [
        'REQ',
        'must provide at least one DNS nameserver when `dnsPolicy` is None',
        'nameservers',
        'incomplete-dns-config',
      ],
    ],
  },
  {
    id: 'DNS',
    object: vmi(
      specWith({
        dnsPolicy: 'Cluster',
        dnsConfig: { nameservers: ['1.2.3', '10.0.0.1', '::1', 'fe80::10.0.0.1'], searches: ['a_b'], options: [{}] },
      }),
    ),
    expected: [
      [
        'NSUP',
        'DNSPolicy: Cluster is not supported, valid values: [ClusterFirstWithHostNet ClusterFirst Default None ]',
        'spec.dnsPolicy',
        'incomplete-dns-config',
      ],
      [
        'INV',
        'must not have more than 3 nameservers: [1.2.3 10.0.0.1 ::1 fe80::10.0.0.1]',
        'nameservers',
        'incomplete-dns-config',
      ],
      ['INV', 'must be valid IP address: 1.2.3', 'nameservers', 'incomplete-dns-config'],
      ['INV', subdomain, 'searchDomains', 'incomplete-dns-config'],
      ['INV', 'Option.Name must not be empty', 'options', 'incomplete-dns-config'],
    ],
  },
  {
    id: 'S29, S30 on a VM',
    object: vm(
      specWith({}),
      {},
      {
        labels: { 'kubevirt.io/nodeName': 'x', 'kubevirt.io/size': 'y' },
        annotations: { 'hooks.kubevirt.io/hookSidecars': '[]' },
      },
    ),
    expected: [
      [
        'NSUP',
        'creation of the following reserved kubevirt.io/ labels on a VMI object is prohibited',
        'spec.template.metadata.labels',
        'reserved-label',
      ],
      [
        'INV',
        'sidecar feature gate is not enabled in kubevirt-config, invalid entry spec.template.metadata.annotations.hooks.kubevirt.io/hookSidecars',
        'spec.template.metadata.annotations',
        'feature-gate-not-enabled',
      ],
    ],
  },
  {
    id: 'S29, on a VMI',
    object: vmi(specWith({}), { labels: { 'kubevirt.io/created-by': 'x' } }),
    expected: [
      [
        'NSUP',
        'creation of the following reserved kubevirt.io/ labels on a VMI object is prohibited',
        'metadata.labels',
        'reserved-label',
      ],
    ],
  },
  {
    id: 'S33',
    object: vm(specWith({ architecture: 'arm64' })),
    surrounding: { release: 'v1.7' },
    expected: [
      [
        'REQ',
        `MultiArchitecture feature gate is not enabled in kubevirt-config, invalid entry ${T}.architecture`,
        `${T}.architecture`,
        'feature-gate-not-enabled',
      ],
    ],
  },
  { id: 'S33, not since v1.8', object: vm(specWith({ architecture: 'arm64' })), expected: [] },
  {
    id: 'an architecture that nobody has',
    object: vmi(specWith({ architecture: 'sparc' })),
    expected: [['INV', 'unsupported architecture: sparc', 'spec.architecture', 'unsupported-architecture']],
  },
  {
    id: 'probes and start',
    object: vmi(
      specWith({
        startStrategy: 'Paused',
        readinessProbe: { initialDelaySeconds: 1 },
        livenessProbe: { exec: {}, guestAgentPing: {} },
      }),
    ),
    expected: [
      [
        'INV',
        'either spec.startStrategy or spec.livenessProbe should be provided.Pausing VMI with LivenessProbe is not supported',
        'spec.startStrategy',
        'unsupported-start-strategy',
      ],
      [
        'REQ',
        'either spec.readinessProbe.tcpSocket, spec.readinessProbe.exec or spec.readinessProbe.httpGet must be set if a spec.readinessProbe is specified',
        'spec.readinessProbe',
        'invalid-probe',
      ],
      ['INV', 'spec.livenessProbe must have exactly one probe type set', 'spec.livenessProbe', 'invalid-probe'],
    ],
  },
  {
    id: 'access credentials',
    object: vmi(
      specWith({
        accessCredentials: [
          { sshPublicKey: { source: {}, propagationMethod: { noCloud: {} } } },
          { userPassword: { source: { secret: { secretName: 's' } }, propagationMethod: {} } },
          {},
        ],
      }),
    ),
    expected: (
      [
        [
          'spec.accessCredentials[0] requires a noCloud volume to exist when the noCloud propagationMethod is in use.',
          '[0].sshPublicKey.propagationMethod',
        ],
        ['spec.accessCredentials[0] must have exactly one source set', '[0].sshPublicKey.source'],
        ['spec.accessCredentials[1] must have exactly one propagationMethod set', '[1].userPassword.propagationMethod'],
        ['spec.accessCredentials[2] must have exactly one access credential type set', '[2]'],
      ] as const
    ).map(([message, rest]): Line => ['INV', message, `spec.accessCredentials${rest}`, 'invalid-access-credentials']),
  },
];

expectRows('rules of a VM, its names and its start', rows);
