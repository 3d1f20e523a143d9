/**
 * The rules of a VMI's names in DNS and of its own resolver. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import { type Cause, cause, invalid, required } from './cause.ts';
import { byteLength, dnsLabelFaults, dnsSubdomainFaults } from './dns-names.ts';
import { isIp } from './network-values.ts';
import type { SpecAdmission } from './spec-admission.ts';

export function hostNameCauses({ machine: { hostname, subdomain }, field }: SpecAdmission): Cause[] {
  const causes: Cause[] = [];
  const say = (key: 'hostname' | 'subdomain', kind: string, value: string, faults: readonly string[]): void => {
    const at = `${field}.${key}`;
    if (value !== '' && faults.length > 0)
      causes.push(
        invalid(
          'invalid-hostname',
          `${at} does not conform to the kubernetes ${kind} rules : ${faults.join(', ')}`,
          at,
          {
            data: { key, value },
          },
        ),
      );
  };
  say('hostname', 'DNS_LABEL', hostname, dnsLabelFaults(hostname));
  say('subdomain', 'DNS_SUBDOMAIN', subdomain, dnsSubdomainFaults(subdomain));
  return causes;
}

export const dnsPolicies: readonly string[] = ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'];

const mostNameservers = 3;
const mostSearches = 6;
const mostSearchCharacters = 256;

/** KubeVirt's own fields are bare words here. */
export function dnsCauses({ machine: { dnsPolicy, dnsConfig }, field }: SpecAdmission): Cause[] {
  const causes: Cause[] = [];
  const policy = `${field}.dnsPolicy`;
  const config = `${field}.dnsConfig`;
  const say = (message: string, where: string, at: string, data: Cause['data'] = {}): number =>
    causes.push(invalid('incomplete-dns-config', message, where, { at, data }));
  if (dnsPolicy !== '' && !dnsPolicies.includes(dnsPolicy))
    causes.push(
      cause(
        'incomplete-dns-config',
        'FieldValueNotSupported',
        `DNSPolicy: ${dnsPolicy} is not supported, valid values: [${dnsPolicies.join(' ')} ]`,
        policy,
        { data: { fault: 'policy', value: dnsPolicy, values: dnsPolicies } },
      ),
    );
  if (dnsPolicy === 'None' && !dnsConfig)
    return [
      ...causes,
      required('incomplete-dns-config', 'must provide `dnsConfig` when `dnsPolicy` is None', config, {
        at: policy,
        evidence: [policy, config],
        data: { fault: 'no-config' },
      }),
    ];
  if (dnsPolicy === 'None' && dnsConfig?.nameservers.length === 0)
    return [
      ...causes,
      required(
        'incomplete-dns-config',
        'must provide at least one DNS nameserver when `dnsPolicy` is None',
        'nameservers',
        {
          at: config,
          on: 'key',
          evidence: [policy, config],
          data: { fault: 'no-nameserver' },
        },
      ),
    ];
  if (!dnsConfig) return causes;
  const { nameservers, searches, options } = dnsConfig;
  if (nameservers.length > mostNameservers)
    say(
      `must not have more than ${mostNameservers} nameservers: [${nameservers.join(' ')}]`,
      'nameservers',
      `${config}.nameservers[${mostNameservers}]`,
    );
  nameservers.forEach((value, index) => {
    if (!isIp(value))
      say(`must be valid IP address: ${value}`, 'nameservers', `${config}.nameservers[${index}]`, {
        fault: 'nameserver',
        value,
      });
  });
  if (searches.length > mostSearches)
    say(`must not have more than ${mostSearches} search paths`, 'searchDomains', `${config}.searches[${mostSearches}]`);
  if (byteLength(searches.join(' ')) > mostSearchCharacters)
    say(
      `must not have more than ${mostSearchCharacters} characters (including spaces) in the search list`,
      'searchDomains',
      `${config}.searches`,
    );
  searches.forEach((value, index) => {
    for (const fault of dnsSubdomainFaults(value))
      say(fault, 'searchDomains', `${config}.searches[${index}]`, { fault: 'search', value });
  });
  options.forEach(({ name }, index) => {
    if (name === '') say('Option.Name must not be empty', 'options', `${config}.options[${index}]`);
  });
  return causes;
}
