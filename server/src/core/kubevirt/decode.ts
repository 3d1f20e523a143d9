/**
 * From plain values to the model, by the types of one release: members that the release does not have are dropped, as
 * its Go types would. Nothing is defaulted or checked here, and nothing throws. Truth: `kubevirt/kubevirt ·
 * staging/src/kubevirt.io/api/core/v1/schema.go`, v1.6–v1.9.
 */
import { canonicalIp } from '../cni/ip-network.ts';
import * as go from './go-decode.ts';
import type { DecodeProblem, Decoder } from './go-decode.ts';
import type { Empty, Interface, Network, VmiSpec, VmiStatusInterface } from './model.ts';
import type { Release } from './releases/release.ts';

export type { DecodeProblem } from './go-decode.ts';

/** `bridge: {}`: presence is all there is. */
const empty: Decoder<Empty | undefined> = go.optional(go.struct<Empty>({}));

/** Go's types rewrite addresses when they are decoded; what is none stays as it is. */
const address: Decoder<string> = (value, field, problems, before) => {
  const text = go.text(value, field, problems, before);
  return canonicalIp(text) ?? text;
};

const cidr: Decoder<string> = (value, field, problems, before) => {
  const text = go.text(value, field, problems, before);
  const [, written = '', length = ''] = /^([^/]+)(\/\d{1,3})$/.exec(text) ?? [];
  const ip = canonicalIp(written);
  return ip === undefined ? text : `${ip}${length}`;
};

const port = go.struct<Interface['ports'][number]>({ name: go.text, protocol: go.text, port: go.int32 });

const portRange = go.struct<Interface['portRanges'][number]>({ protocol: go.text, start: go.int32, end: go.int32 });

const dhcpOptions = go.struct<NonNullable<Interface['dhcpOptions']>>({
  bootFileName: go.text,
  tftpServerName: go.text,
  ntpServers: go.list(address),
  privateOptions: go.list(go.struct<{ option: number; value: string }>({ option: go.integer, value: go.text })),
});

const interfaceOf = ({ fields }: Release): Decoder<Interface> =>
  go.struct<Interface>(
    {
      name: go.text,
      model: go.text,
      bridge: empty,
      slirp: empty,
      masquerade: empty,
      sriov: empty,
      macvtap: empty,
      passt: empty,
      passtBinding: go.knownIf(fields.passtBinding, empty),
      binding: go.optional(go.struct<{ name: string }>({ name: go.text })),
      ports: go.list(port),
      portRanges: go.knownIf(fields.portRanges, go.list(portRange)),
      macAddress: go.text,
      bootOrder: go.optional(go.unsigned),
      pciAddress: go.text,
      dhcpOptions: go.optional(dhcpOptions),
      tag: go.text,
      acpiIndex: go.integer,
      state: go.text,
    },
    (value) => ({ ...value }),
  );

const networkOf = ({ fields }: Release): Decoder<Network> =>
  go.struct<Network>(
    {
      name: go.text,
      pod: go.optional(go.struct<NonNullable<Network['pod']>>({ vmNetworkCIDR: cidr, vmIPv6NetworkCIDR: go.text })),
      multus: go.optional(
        go.struct<NonNullable<Network['multus']>>({ networkName: go.text, default: go.flag }, (value) => ({
          ...value,
        })),
      ),
      resourceClaim: go.knownIf(
        fields.resourceClaim,
        go.optional(go.struct<NonNullable<Network['resourceClaim']>>({ claimName: go.text, requestName: go.text })),
      ),
    },
    (value) => ({ ...value }),
  );

interface SpecShape {
  readonly domain: {
    readonly devices: {
      readonly interfaces: readonly Interface[];
      readonly autoattachPodInterface: boolean | undefined;
    };
  };
  readonly networks: readonly Network[];
  readonly resourceClaims: VmiSpec['resourceClaims'];
}

const specOf = (release: Release): Decoder<SpecShape> =>
  go.struct<SpecShape>({
    domain: go.struct<SpecShape['domain']>({
      devices: go.struct<SpecShape['domain']['devices']>({
        interfaces: go.list(interfaceOf(release)),
        autoattachPodInterface: go.optional(go.flag),
      }),
    }),
    networks: go.list(networkOf(release)),
    resourceClaims: go.knownIf(release.fields.resourceClaim, go.list(go.struct<{ name: string }>({ name: go.text }))),
  });

// A release is one of a handful of tables, so its decoder is made once.
const specDecoders = new WeakMap<Release, Decoder<SpecShape>>();

/** The network part of a VMI spec, and what it was read from. */
export interface DecodedVmiSpec {
  readonly value: unknown;
  readonly spec: VmiSpec;
  readonly problems: readonly DecodeProblem[];
}

/**
 * Reads the network part of a VMI spec (`spec` of a VMI, `spec.template.spec` of a VM). `field` prefixes the fields of
 * problems; a value of the wrong type, which the API server refuses, reads as left out.
 */
export function decodeVmiSpec(value: unknown, release: Release, field = ''): DecodedVmiSpec {
  const problems: DecodeProblem[] = [];
  const decode = specDecoders.get(release) ?? specOf(release);
  specDecoders.set(release, decode);
  const { domain, networks, resourceClaims } = decode(value, field, problems);
  const { interfaces, autoattachPodInterface } = domain.devices;
  const spec: VmiSpec = {
    interfaces,
    networks,
    resourceClaims,
    ...(autoattachPodInterface !== undefined && { autoattachPodInterface }),
  };
  return { value, spec, problems };
}

const statusOf = go.struct<{ interfaces: readonly VmiStatusInterface[] }>({
  interfaces: go.list(
    go.struct<VmiStatusInterface>({
      name: go.text,
      podInterfaceName: go.text,
      infoSource: go.text,
      mac: go.text,
      ipAddress: go.text,
      ipAddresses: go.list(go.text),
      interfaceName: go.text,
      queueCount: go.int32,
      linkState: go.text,
    }),
  ),
});

/** Reads `interfaces` of a VMI's `status`, in the order of writing. */
export function decodeInterfaceStatuses(status: unknown): readonly VmiStatusInterface[] {
  return statusOf(status, 'status', []).interfaces;
}
