import { type Line, specWith, vm, vmi } from './objects.ts';
import { expectRows, type Row } from './rows.ts';

type Plain = Readonly<Record<string, unknown>>;

const R = 'spec.domain.resources';
const T = 'spec.template.spec';
const resources = (requests: Plain, limits: Plain = {}): Plain => ({ resources: { requests, limits } });
const pinned = (cpu: Plain, rest: Plain): unknown =>
  vmi(specWith({ domain: { cpu: { dedicatedCpuPlacement: true, ...cpu }, ...rest } }));
const hotplug = (domain: Plain, spec: Plain = {}): unknown =>
  vm(specWith({ domain: { memory: { guest: '2Gi', maxGuest: '4Gi' }, ...domain }, ...spec }));
const hotplugCause = (message: string): Line => ['INV', message, `${T}.domain.memory.guest`, 'invalid-memory-hotplug'];

const rows: readonly Row[] = [
  {
    id: 'S17',
    object: vmi(specWith({ domain: resources({ memory: '999999' }, { memory: '1k' }) })),
    expected: [
      [
        'INV',
        `${R}.requests.memory '999999': must be greater than or equal to 1M.`,
        `${R}.requests.memory`,
        'invalid-memory',
      ],
      [
        'INV',
        `${R}.requests.memory '999999' is greater than ${R}.limits.memory '1k'`,
        `${R}.requests.memory`,
        'invalid-memory',
      ],
    ],
  },
  {
    id: 'S17, negative',
    object: vmi(specWith({ domain: resources({ memory: '-1Mi' }, { memory: -1 }) })),
    expected: [
      [
        'INV',
        `${R}.requests.memory '-1Mi': must be greater than or equal to 0.`,
        `${R}.requests.memory`,
        'invalid-memory',
      ],
      ['INV', `${R}.limits.memory '-1': must be greater than or equal to 0.`, `${R}.limits.memory`, 'invalid-memory'],
    ],
  },
  {
    id: 'S17, canonical texts',
    object: vmi(specWith({ domain: resources({ memory: '2048Mi' }, { memory: '1024Mi' }) })),
    expected: [
      [
        'INV',
        `${R}.requests.memory '2Gi' is greater than ${R}.limits.memory '1Gi'`,
        `${R}.requests.memory`,
        'invalid-memory',
      ],
    ],
  },
  {
    id: 'huge pages',
    object: vmi(specWith({ domain: { memory: { hugepages: { pageSize: '2Mi' } }, ...resources({ memory: '3Mi' }) } })),
    expected: [
      [
        'INV',
        `${R}.requests.memory '3Mi' is not a multiple of the page size spec.domain.hugepages.size '2Mi'`,
        `${R}.requests.memory`,
        'invalid-memory',
      ],
    ],
  },
  {
    id: 'S18',
    object: vmi({ domain: { devices: {} } }),
    expected: [
      [
        'REQ',
        "no memory requested, at least one of 'spec.domain.memory.guest', 'spec.domain.memory.hugepages.pageSize' or 'spec.domain.resources.requests.memory' must be set",
        '',
        'missing-memory',
      ],
    ],
  },
  {
    id: 'S18, v1.7',
    object: vmi({ domain: { devices: {} } }),
    surrounding: { release: 'v1.7' },
    expected: [
      [
        'REQ',
        "no memory requested, at least one of 'spec.domain.memory.guest', 'spec.domain.memory.hugepages.size' or 'spec.domain.resources.requests.memory' must be set",
        '',
        'missing-memory',
      ],
    ],
  },
  { id: 'S18, a VM may', object: vm({ domain: { devices: {} } }), expected: [] },
  {
    id: 'S19',
    object: vmi(specWith({ domain: { memory: { guest: '2Gi' }, ...resources({}, { memory: '1Gi' }) } })),
    surrounding: { kubevirt: { vmRolloutStrategy: 'Stage' } },
    expected: [
      [
        'INV',
        `spec.domain.memory.guest '2Gi' must be equal to or less than the memory limit ${R}.limits.memory '1Gi'`,
        'spec.domain.memory.guest',
        'invalid-memory',
      ],
    ],
  },
  {
    id: 'S20',
    object: vmi(specWith({ domain: resources({ cpu: 2 }, { cpu: '500m' }) })),
    expected: [
      ['INV', `${R}.requests.cpu '2' is greater than ${R}.limits.cpu '500m'`, `${R}.requests.cpu`, 'invalid-cpu'],
    ],
  },
  {
    id: 'S20, negative',
    object: vmi(specWith({ domain: resources({ cpu: '-1' }, { cpu: '-2' }) })),
    expected: [
      ['INV', `${R}.requests.cpu '-1': must be greater than or equal to 0.`, `${R}.requests.cpu`, 'invalid-cpu'],
      ['INV', `${R}.limits.cpu '-2': must be greater than or equal to 0.`, `${R}.limits.cpu`, 'invalid-cpu'],
    ],
  },
  {
    id: 'S21',
    object: vmi(specWith({ domain: { cpu: { sockets: 4, maxSockets: 2 } } })),
    expected: [
      [
        'INV',
        'Number of sockets in CPU topology is greater than the maximum sockets allowed',
        'spec.domain.cpu.sockets',
        'invalid-cpu',
      ],
    ],
  },
  {
    id: 'a CPU feature',
    object: vmi(specWith({ domain: { cpu: { features: [{ name: 'vmx', policy: 'must' }] } } })),
    expected: [
      [
        'NSUP',
        'CPU feature vmx uses policy must that is not supported.',
        'spec.domain.cpu.features[0].policy',
        'invalid-cpu',
      ],
    ],
  },
  {
    id: 'S22, realtime',
    object: hotplug({
      cpu: { realtime: {}, dedicatedCpuPlacement: true, numa: { guestMappingPassthrough: {} } },
      memory: { guest: '2Gi', maxGuest: '4Gi', hugepages: { pageSize: '1Gi' } },
    }),
    expected: [hotplugCause('Memory hotplug is not compatible with realtime VMs')],
  },
  {
    id: 'S22, no guest memory',
    object: hotplug({ memory: { maxGuest: '4Gi' } }),
    expected: [hotplugCause('Guest memory must be configured when memory hotplug is enabled')],
  },
  {
    id: 'S22, guest memory by request',
    object: hotplug({ memory: { maxGuest: '4Gi' }, ...resources({ memory: '2Gi' }) }),
    expected: [],
  },
  {
    id: 'S22, above the maximum',
    object: hotplug({ memory: { guest: '5Gi', maxGuest: '4Gi' } }),
    expected: [hotplugCause('Guest memory is greater than the configured maxGuest memory')],
  },
  {
    id: 'S22, alignment',
    object: hotplug({ memory: { guest: '2049Mi', maxGuest: '4Gi' } }),
    expected: [hotplugCause('Guest memory must be 2Mi aligned')],
  },
  {
    id: 'S22, alignment to huge pages',
    object: hotplug({ memory: { guest: '1Gi', maxGuest: '1536Mi', hugepages: { pageSize: '1Gi' } } }),
    expected: [hotplugCause('MaxGuest must be 1Gi aligned')],
  },
  {
    id: 'S22, architecture',
    object: hotplug({}, { architecture: 's390x' }),
    expected: [hotplugCause('Memory hotplug is only available for x86_64 VMs')],
  },
  {
    id: 'S22, too small',
    object: hotplug({ memory: { guest: '512Mi', maxGuest: '4Gi' } }),
    expected: [hotplugCause('Memory hotplug is only available for VMs with at least 1Gi of guest memory')],
  },
  {
    id: 'S22, not in Stage',
    object: hotplug({ memory: { guest: '5Gi', maxGuest: '4Gi' } }),
    surrounding: { kubevirt: { vmRolloutStrategy: 'Stage' } },
    expected: [],
  },
  {
    id: 'S22, not on a VMI',
    object: vmi(specWith({ domain: { memory: { guest: '5Gi', maxGuest: '4Gi' } } })),
    expected: [],
  },
  {
    id: 'S23, memory and fractions',
    object: pinned({}, { memory: {}, ...resources({ cpu: '1500m', memory: '1Gi' }, { cpu: '2', memory: '2Gi' }) }),
    expected: [
      ['INV', 'provided resources CPU requests must be an interger', `${R}.requests.cpu`, 'invalid-cpu-placement'],
      [
        'INV',
        `${R}.requests.memory must be equal to ${R}.limits.memory`,
        `${R}.requests.memory`,
        'invalid-cpu-placement',
      ],
    ],
  },
  {
    id: 'S23, no memory, too many threads',
    object: vm(specWith({ domain: { cpu: { dedicatedCpuPlacement: true, threads: 4 }, memory: {} } })),
    expected: [
      [
        'INV',
        `${T}.domain.resources.requests.memory or ${T}.domain.resources.limits.memory should be provided`,
        `${T}.domain.resources.limits.memory`,
        'invalid-cpu-placement',
      ],
      [
        'INV',
        `Not more than two threads must be provided at ${T}.domain.cpu.threads (got 4) when DedicatedCPUPlacement is true`,
        `${T}.domain.cpu.dedicatedCpuPlacement`,
        'invalid-cpu-placement',
      ],
    ],
  },
  {
    id: 'S23, CPUs that disagree',
    object: pinned({ cores: 4 }, resources({ cpu: '2', memory: '1Gi' }, { cpu: '3', memory: '1Gi' })),
    expected: [
      [
        'INV',
        `${R}.requests.cpu or ${R}.limits.cpu must be equal when DedicatedCPUPlacement is true `,
        'spec.domain.cpu.dedicatedCpuPlacement',
        'invalid-cpu-placement',
      ],
      [
        'INV',
        `${R}.requests.cpu or ${R}.limits.cpu must not be provided at the same time with spec.domain.cpu.cores when DedicatedCPUPlacement is true `,
        'spec.domain.cpu.dedicatedCpuPlacement',
        'invalid-cpu-placement',
      ],
    ],
  },
  {
    id: 'S23, NUMA and isolation',
    object: vmi(specWith({ domain: { cpu: { isolateEmulatorThread: true, numa: { guestMappingPassthrough: {} } } } })),
    expected: [
      [
        'INV',
        'spec.domain.cpu.dedicatedCpuPlacement must be set to true when NUMA topology strategy is set in spec.domain.cpu.numa.guestMappingPassthrough',
        'spec.domain.cpu.numa.guestMappingPassthrough',
        'invalid-cpu-placement',
      ],
      [
        'INV',
        'spec.domain.memory.hugepages must be requested when NUMA topology strategy is set in spec.domain.cpu.numa.guestMappingPassthrough',
        'spec.domain.cpu.numa.guestMappingPassthrough',
        'invalid-cpu-placement',
      ],
      [
        'INV',
        'IsolateEmulatorThread should be only set in combination with DedicatedCPUPlacement',
        'spec.domain.cpu.isolateEmulatorThread',
        'invalid-cpu-placement',
      ],
    ],
  },
  {
    id: 'realtime',
    object: vmi(specWith({ domain: { cpu: { realtime: {} } } })),
    expected: [
      [
        'REQ',
        'spec.domain.cpu.dedicatedCpuPlacement must be set to true when spec.domain.cpu.realtime is used',
        'spec.domain.cpu.dedicatedCpuPlacement',
        'invalid-cpu-placement',
      ],
      [
        'REQ',
        'spec.domain.cpu.numa.guestMappingPassthrough must be defined when spec.domain.cpu.realtime is used',
        'spec.domain.cpu.numa.guestMappingPassthrough',
        'invalid-cpu-placement',
      ],
    ],
  },
];

expectRows('rules of memory and CPUs', rows);
