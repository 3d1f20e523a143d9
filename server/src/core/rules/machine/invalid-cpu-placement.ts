/**
 * Dedicated CPUs, NUMA and what belongs to them, where one half is missing. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';
import { hasInstancetype } from './instancetype.ts';
import { quantityText, quantityValue } from './quantity.ts';
import { partOf, resourceField, writtenResource, type ResourceName } from './requests-and-limits.ts';
import { mappingAt, specField, writtenAt } from './written-values.ts';

interface Variant {
  readonly says: (message: string) => boolean;
  advice(): string;
  fixes(subject: Subject, cause: JudgedCause): readonly Fix[];
}

/** What KubeVirt objects to, told apart by its wording; the first that fits. */
const variants: readonly Variant[] = [
  {
    says: (message) => message.startsWith('IsolateEmulatorThread'),
    advice: () => l10n.t('Remove isolateEmulatorThread, or set dedicatedCpuPlacement as well.'),
    fixes: (subject) => [...dedicated(subject), ...removed(subject, 'domain.cpu.isolateEmulatorThread')],
  },
  {
    says: (message) => message.includes('when NUMA topology strategy is set'),
    advice: () => l10n.t('Guest NUMA needs dedicatedCpuPlacement and memory.hugepages.'),
    fixes: (subject, { message }) => [
      ...(message.includes('must be set to true') ? dedicated(subject) : hugepages(subject)),
      // Realtime needs NUMA in its turn.
      ...('realtime' in mappingAt(subject, specField(subject, 'domain.cpu'))
        ? []
        : removed(subject, 'domain.cpu.numa')),
    ],
  },
  {
    says: (message) => message.includes('domain.cpu.realtime is used'),
    advice: () => l10n.t('Realtime needs dedicatedCpuPlacement and numa.guestMappingPassthrough.'),
    fixes: (subject) => removed(subject, 'domain.cpu.realtime'),
  },
  {
    says: (message) => message.endsWith('must be an interger'),
    advice: () => l10n.t('Dedicated CPUs are whole ones.'),
    fixes: wholeCpus,
  },
  {
    says: (message) => message.endsWith('should be provided'),
    advice: () => l10n.t('Dedicated CPUs need a memory request or limit in domain.resources.'),
    fixes: requestedMemory,
  },
  {
    says: (message) => message.includes('.memory must be equal to'),
    advice: () => l10n.t('With dedicated CPUs, the request and the limit of memory are the same.'),
    fixes: (subject) => equal(subject, 'memory'),
  },
  {
    says: (message) => message.includes('must be equal when'),
    advice: () => l10n.t('With dedicated CPUs, the request and the limit of CPUs are the same.'),
    fixes: (subject) => equal(subject, 'cpu'),
  },
  {
    says: (message) => message.includes('must not be provided at the same time'),
    advice: () => l10n.t('Say how many CPUs in one place: domain.cpu, or domain.resources.'),
    fixes: withoutCpuResources,
  },
  {
    says: (message) => message.startsWith('either '),
    advice: () => l10n.t('Say how many CPUs, in domain.cpu.cores for example.'),
    fixes: (subject) =>
      hasInstancetype(subject) ? [] : subject.plan(l10n.t('Give it one core'), 'unsafe', [putCores(subject)]),
  },
  {
    says: (message) => message.includes('threads'),
    advice: () => l10n.t('Use fewer threads and more cores.'),
    fixes: fewerThreads,
  },
];

export default causeRule({
  id: 'invalid-cpu-placement',
  since: '0.2.0',
  summary: 'Dedicated CPUs or NUMA without what they need.',
  advice: ({ message }) =>
    variants.find(({ says }) => says(message.trim()))?.advice() ??
    l10n.t('Give dedicatedCpuPlacement what it needs, or remove it.'),
  fixes: ({ cause }, subject) =>
    (cause && variants.find(({ says }) => says(cause.message.trim()))?.fixes(subject, cause)) ?? [],
});

function removed(subject: Subject, part: string): readonly Fix[] {
  return subject.plan(l10n.t('Remove {0}', part.slice(part.lastIndexOf('.') + 1)), 'unsafe', [
    { do: 'remove', field: specField(subject, part) },
  ]);
}

/** Dedicated CPUs, where all else that they need is written. */
function dedicated(subject: Subject): readonly Fix[] {
  const [request, limit] = (['requests', 'limits'] as const).map((part) => writtenResource(subject, part, 'memory'));
  const cpu = mappingAt(subject, specField(subject, 'domain.cpu'));
  const isMemoryGiven =
    (request ?? limit) !== undefined && (request === undefined || limit === undefined || request === limit);
  const isCpuGiven = typeof cpu['cores'] === 'number' && !('threads' in cpu);
  const hasCpuResources = (['requests', 'limits'] as const).some(
    (part) => writtenResource(subject, part, 'cpu') !== undefined,
  );
  if (!isMemoryGiven || !isCpuGiven || hasCpuResources) return [];
  const field = specField(subject, 'domain.cpu');
  return subject.plan(l10n.t('Set dedicatedCpuPlacement'), 'unsafe', [
    'dedicatedCpuPlacement' in cpu
      ? { do: 'set', field: `${field}.dedicatedCpuPlacement`, value: true }
      : { do: 'insert-entry', field, key: 'dedicatedCpuPlacement', value: true },
  ]);
}

/** Huge pages of the usual size, where they divide what is requested. */
function hugepages(subject: Subject): readonly Fix[] {
  const request = quantityValue(writtenResource(subject, 'requests', 'memory') ?? '');
  if (request === undefined || request <= 0 || request % 2 ** 21 !== 0) return [];
  return subject.plan(l10n.t('Use huge pages of 2Mi'), 'unsafe', [
    { do: 'insert-entry', field: specField(subject, 'domain.memory'), key: 'hugepages', value: { pageSize: '2Mi' } },
  ]);
}

function wholeCpus(subject: Subject, { field }: JudgedCause): readonly Fix[] {
  const part = partOf(field);
  const cpus = quantityValue(writtenResource(subject, part, 'cpu') ?? '');
  if (cpus === undefined) return [];
  const value = String(Math.ceil(cpus));
  return subject.plan(l10n.t('Write {0}', value), 'unsafe', [
    { do: 'set', field: resourceField(subject, part, 'cpu'), value },
  ]);
}

/** As much as the guest has. */
function requestedMemory(subject: Subject): readonly Fix[] {
  const guest = quantityText(writtenAt(subject, specField(subject, 'domain.memory.guest')));
  if (guest === undefined) return [];
  return subject.plan(l10n.t('Request {0} of memory', guest), 'unsafe', [
    { do: 'insert-entry', field: specField(subject, 'domain.resources.requests'), key: 'memory', value: guest },
  ]);
}

function equal(subject: Subject, resource: ResourceName): readonly Fix[] {
  const request = writtenResource(subject, 'requests', resource);
  const limit = writtenResource(subject, 'limits', resource);
  if (request === undefined || limit === undefined) return [];
  // The number of CPUs that the topology has is the one to keep.
  const count = resource === 'cpu' ? topologyCount(subject) : undefined;
  const isCount = (text: string): boolean => count !== undefined && quantityValue(text) === count;
  const hasCount = isCount(request) || isCount(limit);
  return [
    ...(hasCount && !isCount(request)
      ? []
      : subject.plan(l10n.t('Set the limit to {0}', request), 'unsafe', [
          { do: 'set', field: resourceField(subject, 'limits', resource), value: request },
        ])),
    ...(hasCount && !isCount(limit)
      ? []
      : subject.plan(l10n.t('Set the request to {0}', limit), 'unsafe', [
          { do: 'set', field: resourceField(subject, 'requests', resource), value: limit },
        ])),
  ];
}

/** CPUs that `domain.cpu` makes; undefined where it says no number. */
function topologyCount(subject: Subject): number | undefined {
  const cpu = mappingAt(subject, specField(subject, 'domain.cpu'));
  const parts = ['sockets', 'cores', 'threads'].map((key) => cpu[key]).filter((part) => typeof part === 'number');
  const given = parts.filter((part) => part > 0);
  return given.length === 0 ? undefined : given.reduce((product, part) => product * part, 1);
}

function withoutCpuResources(subject: Subject): readonly Fix[] {
  const steps = (['requests', 'limits'] as const)
    .filter((part) => writtenResource(subject, part, 'cpu') !== undefined)
    .map((part): EditStep => ({ do: 'remove', field: resourceField(subject, part, 'cpu') }));
  return subject.plan(l10n.t('Count the CPUs in domain.cpu only'), 'unsafe', steps);
}

function putCores(subject: Subject): EditStep {
  const field = specField(subject, 'domain.cpu');
  return 'cores' in mappingAt(subject, field)
    ? { do: 'set', field: `${field}.cores`, value: 1 }
    : { do: 'insert-entry', field, key: 'cores', value: 1 };
}

/** Where no number of CPUs elsewhere must match. */
function fewerThreads(subject: Subject, { message }: JudgedCause): readonly Fix[] {
  const hasResources = (['requests', 'limits'] as const).some(
    (part) => writtenResource(subject, part, 'cpu') !== undefined,
  );
  if (hasResources) return [];
  const most = message.includes('arm64') ? 1 : 2;
  return subject.plan(l10n.t('Use {0} threads a core', most), 'unsafe', [
    { do: 'set', field: specField(subject, 'domain.cpu.threads'), value: most },
  ]);
}
