/**
 * The rules of memory: what is requested, what the guest gets, and hot-plug. Says nothing of requests that KubeVirt's defaults
 * fill in. Truth: `kubevirt/kubevirt · pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`,
 * `pkg/liveupdate/memory/memory.go`, v1.6–v1.9.
 */
import { type Cause, type CauseRest, invalid, required } from './cause.ts';
import type { SpecAdmission } from './spec-admission.ts';
import { type Quantity, binaryQuantity, parseQuantity, wholeValue } from '../quantity.ts';

const leastRequest = parseQuantity('1M')?.nano ?? 0n;
const quantityForm = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

const whole = (quantity: Quantity | undefined): bigint => (quantity ? wholeValue(quantity) : 0n);

export function memoryCauses({ machine: { domain }, configuration, field }: SpecAdmission): Cause[] {
  const causes: Cause[] = [];
  const resources = `${field}.domain.resources`;
  const requestField = `${resources}.requests.memory`;
  const limitField = `${resources}.limits.memory`;
  const request = domain.resources.requests.get('memory');
  const limit = domain.resources.limits.get('memory');
  const say = (message: string, at: string, rest: CauseRest = {}): number =>
    causes.push(invalid('invalid-memory', message, at, rest));
  if (request && request.nano < 0n)
    say(`${requestField} '${request.text}': must be greater than or equal to 0.`, requestField, {
      data: { fault: 'negative', value: request.text },
    });
  else if (request && request.nano > 0n && request.nano < leastRequest)
    say(`${requestField} '${request.text}': must be greater than or equal to 1M.`, requestField, {
      data: { fault: 'too-small', value: request.text },
    });
  if (limit && limit.nano < 0n)
    say(`${limitField} '${limit.text}': must be greater than or equal to 0.`, limitField, {
      data: { fault: 'negative', value: limit.text },
    });
  if (request && limit && limit.nano > 0n && whole(request) > whole(limit))
    say(`${requestField} '${request.text}' is greater than ${limitField} '${limit.text}'`, requestField, {
      evidence: [requestField, limitField],
      related: [{ field: limitField, relation: 'conflicts-with' }],
      data: { fault: 'above-limit', value: request.text, limit: limit.text },
    });
  const pageSize = domain.memory?.hugepages?.pageSize;
  if (pageSize !== undefined) causes.push(...hugePageCauses(pageSize, request, field, requestField));
  const guest = domain.memory?.guest;
  if (configuration.vmRolloutStrategy !== 'LiveUpdate' && guest && limit && limit.nano !== 0n)
    if (whole(limit) < whole(guest)) {
      const at = `${field}.domain.memory.guest`;
      say(`${at} '${guest.text}' must be equal to or less than the memory limit ${limitField} '${limit.text}'`, at, {
        evidence: [at, limitField],
        related: [{ field: limitField, relation: 'conflicts-with' }],
        fromConfiguration: true,
        data: { fault: 'guest-above-limit', value: guest.text, limit: limit.text },
      });
    }
  return causes;
}

function hugePageCauses(
  pageSize: string,
  request: Quantity | undefined,
  field: string,
  requestField: string,
): readonly Cause[] {
  const at = `${field}.domain.memory.hugepages.pageSize`;
  const spoken = `${field}.domain.hugepages.size`;
  const page = parseQuantity(pageSize);
  if (!page)
    return [
      invalid('invalid-memory', `${spoken} '${pageSize}': ${quantityForm}`, spoken, {
        at,
        data: { fault: 'page-size', value: pageSize },
      }),
    ];
  if (!request || whole(page) <= 0n) return [];
  const rest: CauseRest = {
    evidence: [requestField, at],
    related: [{ field: at, relation: 'conflicts-with' }],
    data: { fault: 'pages', value: request.text, pageSize },
  };
  if (whole(request) < whole(page))
    return [
      invalid(
        'invalid-memory',
        `${requestField} '${request.text}' must be equal to or larger than page size ${spoken} '${pageSize}'`,
        requestField,
        rest,
      ),
    ];
  if (whole(request) % whole(page) !== 0n)
    return [
      invalid(
        'invalid-memory',
        `${requestField} '${request.text}' is not a multiple of the page size ${spoken} '${pageSize}'`,
        requestField,
        rest,
      ),
    ];
  return [];
}

/** A VMI that asks for no memory at all; a VM may, until it is started. */
export function missingMemoryCauses({ machine: { domain }, release, field }: SpecAdmission): Cause[] {
  const { memory, resources } = domain;
  const isZero = (name: 'requests' | 'limits'): boolean => whole(resources[name].get('memory')) === 0n;
  if (!isZero('requests') || !isZero('limits') || memory?.guest || memory?.hugepages) return [];
  const at = `${field}.domain`;
  const pageSize = `${at}.memory.hugepages.${release.admission.pageSizeName}`;
  const message = `no memory requested, at least one of '${at}.memory.guest', '${pageSize}' or '${at}.resources.requests.memory' must be set`;
  return [required('missing-memory', message, '', { at, on: 'key', evidence: [`${at}.memory`, `${at}.resources`] })];
}

const alignment = 2n ** 21n;
const largePageAlignment = 2n ** 30n;
const leastHotplugGuest = 2n ** 30n;

/**
 * Why memory cannot be plugged into a running VM, though `maxGuest` asks for it: the first reason. `field` is that of the
 * VMI spec.
 */
export function memoryHotplugCauses({
  machine,
  configuration,
  field,
}: Pick<SpecAdmission, 'machine' | 'configuration' | 'field'>): Cause[] {
  const { cpu, memory, launchSecurity, resources } = machine.domain;
  const maxGuest = memory?.maxGuest;
  if (configuration.vmRolloutStrategy !== 'LiveUpdate' || !maxGuest) return [];
  const domain = `${field}.domain`;
  const guestField = `${domain}.memory.guest`;
  const maxField = `${domain}.memory.maxGuest`;
  const say = (message: string, at: string, rest: CauseRest = {}): Cause[] => [
    invalid('invalid-memory-hotplug', message, guestField, {
      at,
      // What the guest gets may come from what is requested.
      evidence: at === guestField ? [maxField, at, `${domain}.resources`] : [maxField, at],
      related: at === maxField ? [] : [{ field: maxField, relation: 'conflicts-with' }],
      ...rest,
    }),
  ];
  if (cpu?.realtime)
    return say('Memory hotplug is not compatible with realtime VMs', `${domain}.cpu.realtime`, { on: 'key' });
  if (cpu?.numa?.guestMappingPassthrough)
    return say(
      'Memory hotplug is not compatible with guest mapping passthrough',
      `${domain}.cpu.numa.guestMappingPassthrough`,
      { on: 'key' },
    );
  if (launchSecurity)
    return say('Memory hotplug is not compatible with encrypted VMs', `${domain}.launchSecurity`, { on: 'key' });
  const isLarge = memory.hugepages?.pageSize === '1Gi';
  const step = isLarge ? largePageAlignment : alignment;
  const { text: stepText } = binaryQuantity(step);
  const { guest } = memory;
  // Asked only after the amounts are right, but then it is in the way all the same.
  const { architecture } = machine;
  if (!guest)
    return say('Guest memory must be configured when memory hotplug is enabled', maxField, {
      evidence: [maxField, guestField, `${domain}.resources`, `${domain}.memory.hugepages`],
      data: { fault: 'no-guest', request: resources.requests.get('memory')?.text, architecture },
    });
  const data = { guest: guest.text, maxGuest: maxGuest.text, alignment: stepText, architecture };
  if (guest.nano > maxGuest.nano)
    return say('Guest memory is greater than the configured maxGuest memory', guestField, {
      data: { ...data, fault: 'above-maximum' },
    });
  if (whole(guest) % step !== 0n)
    return say(`Guest memory must be ${stepText} aligned`, guestField, { data: { ...data, fault: 'alignment' } });
  if (whole(maxGuest) % step !== 0n)
    return say(`MaxGuest must be ${stepText} aligned`, maxField, { data: { ...data, fault: 'alignment' } });
  if (architecture !== 'amd64')
    return say('Memory hotplug is only available for x86_64 VMs', maxField, {
      evidence: [maxField, `${field}.architecture`],
      fromConfiguration: architecture === '',
      data: { ...data, fault: 'architecture', value: architecture },
    });
  if (whole(guest) < leastHotplugGuest)
    return say('Memory hotplug is only available for VMs with at least 1Gi of guest memory', guestField, {
      data: { ...data, fault: 'too-small' },
    });
  return [];
}
