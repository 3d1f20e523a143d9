import { describe, expect, it } from 'vitest';
import type { AnnotateEntry, CheckEntry, NamesEntry } from '../../server/src/cli/reports.ts';
import { commandLine } from '../support/command-line.ts';
import { blueNad, handWritten, implicitNic, kubevirtWith, pluginVm, twoNetworks } from '../support/manifests.ts';

const { write, virtlens } = commandLine();

describe('annotate', () => {
  it('gives the documented JSON', async () => {
    write('vm.yaml', `# comment\n${twoNetworks}`);
    const { code, out } = await virtlens(['annotate', 'vm.yaml', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([
      {
        file: 'vm.yaml',
        line: 2,
        kind: 'VirtualMachine',
        namespace: 'tenant-a',
        name: 'router',
        release: 'v1.9.0',
        annotations: {
          'k8s.v1.cni.cncf.io/networks': '[{"name":"vlan100","namespace":"tenant-a","interface":"pod16477688c0e"}]',
          'traffic.sidecar.istio.io/kubevirtInterfaces': 'k6t-eth0',
          'istio.io/reroute-virtual-interfaces': 'k6t-eth0',
        },
        defaulted: false,
        assumed: [
          'release v1.9, the newest',
          "KubeVirt's default configuration: no registered network bindings, no feature gates",
        ],
      },
    ]);
  });

  it('reads folders, patterns and standard input, and lists', async () => {
    write('a/vm.yaml', twoNetworks);
    write(
      'a/deep/vm.json',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            apiVersion: 'kubevirt.io/v1',
            kind: 'VirtualMachine',
            metadata: { name: 'listed' },
            spec: { template: { spec: { domain: { devices: {} } } } },
          },
        ],
      }),
    );
    write('a/other.txt', twoNetworks);
    const names = async (...args: string[]): Promise<unknown[]> => {
      const { out } = await virtlens(['annotate', '--format', 'json', ...args], twoNetworks);
      return (JSON.parse(out) as AnnotateEntry[]).map(({ file, name }) => [file, name]);
    };
    expect(await names('a')).toEqual([
      ['a/deep/vm.json', 'listed'],
      ['a/vm.yaml', 'router'],
    ]);
    expect(await names('a/*.yaml')).toEqual([['a/vm.yaml', 'router']]);
    expect(await names('-')).toEqual([['-', 'router']]);
  });

  it('goes by flags, and by a file with the KubeVirt resource', async () => {
    write('vm.yaml', pluginVm('passt').replace('  namespace: tenant-a\n', ''));
    write('cluster/kubevirt.yaml', kubevirtWith('passt', 'v1.8.2'));
    const entry = async (...args: string[]): Promise<AnnotateEntry> => {
      const { out } = await virtlens(['annotate', 'vm.yaml', '--format', 'json', ...args]);
      return (JSON.parse(out) as AnnotateEntry[])[0] as AnnotateEntry;
    };
    expect(await entry()).toMatchObject({
      error: "unable to find the network binding plugin 'passt' in Kubevirt configuration",
      annotations: {},
    });
    expect(await entry('--kubevirt', 'cluster/kubevirt.yaml', '--namespace', 'team')).toMatchObject({
      release: 'v1.8.4',
      namespace: 'team',
      annotations: {
        'k8s.v1.cni.cncf.io/networks':
          '[{"name":"passt-net","namespace":"default","cni-args":{"logicNetworkName":"default"}}]',
      },
      assumed: [],
    });
    expect((await entry('--release', 'v1.6')).release).toBe('v1.6.6');
  });

  it('gives null for what a template writes', async () => {
    write(
      'vm.yaml',
      twoNetworks.replace('- name: blue\n          multus', '- name: {{ .Values.net }}\n          multus'),
    );
    const { out } = await virtlens(['annotate', 'vm.yaml', '--format', 'json']);
    const [entry] = JSON.parse(out) as AnnotateEntry[];
    expect(entry?.annotations).toBeNull();
    expect(entry?.assumed[0]).toContain('template');
  });
});

describe('names', () => {
  it('gives the documented JSON', async () => {
    write('vm.yaml', twoNetworks);
    write('plain.yaml', implicitNic);
    const { code, out } = await virtlens(['names', '.', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual([
      {
        file: 'plain.yaml',
        line: 1,
        namespace: 'default',
        name: 'plain',
        networks: [
          {
            name: 'default',
            source: 'pod',
            nad: null,
            podInterface: 'eth0',
            tap: 'tap0',
            bridge: 'k6t-eth0',
            nic: 'eth0-nic',
            scheme: 'hashed',
          },
        ],
      },
      {
        file: 'vm.yaml',
        line: 1,
        namespace: 'tenant-a',
        name: 'router',
        networks: [
          {
            name: 'default',
            source: 'pod',
            nad: null,
            podInterface: 'eth0',
            tap: 'tap0',
            bridge: 'k6t-eth0',
            nic: 'eth0-nic',
            scheme: 'hashed',
          },
          {
            name: 'blue',
            source: 'multus-secondary',
            nad: 'tenant-a/vlan100',
            podInterface: 'pod16477688c0e',
            tap: 'tap16477688c0e',
            bridge: 'k6t-16477688c0e',
            nic: '16477688c0e-nic',
            scheme: 'hashed',
          },
        ],
      },
    ]);
  });

  it('finds a network by its hash, or says that there is none', async () => {
    write('vm.yaml', twoNetworks);
    const found = await virtlens(['names', '--find', 'tap16477688c0e', '.', '--format', 'json']);
    expect(found.code).toBe(0);
    expect((JSON.parse(found.out) as NamesEntry[]).flatMap(({ networks }) => networks.map(({ name }) => name))).toEqual(
      ['blue'],
    );
    const none = await virtlens(['names', '--find', 'pod00000000000', '.']);
    expect(none).toMatchObject({ code: 1, out: '' });
  });
});

describe('check', () => {
  it('gives the documented JSON and exit codes', async () => {
    write('vm.yaml', handWritten.replaceAll('\n', '\r\n'));
    write('nad.yaml', blueNad);
    const { code, out } = await virtlens(['check', 'vm.yaml', '--format', 'json']);
    expect(code).toBe(1);
    const [entry, ...rest] = JSON.parse(out) as CheckEntry[];
    expect(rest).toEqual([]);
    expect(entry).toMatchObject({
      file: 'vm.yaml',
      line: 12,
      column: 38,
      endLine: 12,
      endColumn: 81,
      rule: 'networks-annotation-mismatch',
      severity: 'warning',
      field: 'spec.template.metadata.annotations.k8s.v1.cni.cncf.io/networks',
      kind: 'VirtualMachine',
      namespace: 'tenant-a',
      name: 'gateway',
      fixes: [
        { title: 'Replace with what KubeVirt writes', safety: 'safe' },
        { title: 'Remove the annotation', safety: 'safe' },
      ],
    });
    expect((await virtlens(['check', 'nad.yaml'])).code).toBe(0);
    expect((await virtlens(['check', 'vm.yaml', '--fail-on', 'error'])).code).toBe(0);
  });

  it('obeys the project file', async () => {
    write('.virtlens.yaml', 'rules:\n  networks-annotation-mismatch: off\n');
    write('deep/vm.yaml', handWritten);
    expect(await virtlens(['check', 'deep'])).toMatchObject({ code: 0, out: '' });
  });

  it('tells what is wrong in the project file', async () => {
    write('.virtlens.yaml', 'releas: v1.8\n');
    write('deep/vm.yaml', twoNetworks);
    const { code, out } = await virtlens(['check', 'deep']);
    expect(code).toBe(1);
    expect(out).toBe('.virtlens.yaml:1:1: warning: Unknown key releas; it is ignored. [invalid-project-file]\n');
  });

  it('says what it could not analyse', async () => {
    write('broken.yaml', 'apiVersion: kubevirt.io/v1\nkind: VirtualMachine\nspec: [\n');
    const { code, error } = await virtlens(['check', 'broken.yaml']);
    expect(code).toBe(3);
    expect(error).toContain('broken.yaml:3');
  });
});

describe('usage', () => {
  it.each([
    [['frobnicate', 'x'], 2],
    [['check'], 2],
    [['check', 'missing.yaml'], 2],
    [['check', 'x', '--format', 'xml'], 2],
    [['check', 'x', '--find', 'y'], 2],
    [['check', 'x', '--nonsense'], 2],
    [['--help'], 0],
    [['--version'], 0],
  ])('%j ends with %i', async (args, code) => {
    expect((await virtlens(args)).code).toBe(code);
  });

  it('keeps control characters of manifests from the terminal', async () => {
    write('vm.yaml', twoNetworks.replace('networkName: vlan100', 'networkName: "a\\u001b[31mb"'));
    expect((await virtlens(['names', 'vm.yaml'])).out).not.toContain('\u001b');
  });
});

describe('streams', () => {
  const nad = blueNad.replace('  namespace: tenant-a\n', '');
  const vm = twoNetworks.replace('  namespace: tenant-a\n', '');
  const wrongVm = vm.replace('bridge: {}', 'bridge: {}\n              macAddress: wrong');
  const rendered = `---\n# Source: edge/templates/net.yaml\n${nad}---\n# Source: edge/charts/vms/templates/vm.yaml\n${wrongVm}`;
  const check = async (text: string, ...args: string[]): Promise<CheckEntry[]> =>
    JSON.parse((await virtlens(['check', '-', '--format', 'json', ...args], text)).out) as CheckEntry[];

  it('of Helm tell the template that each document came from', async () => {
    const { code, out } = await virtlens(['check', '-'], rendered);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^edge\/charts\/vms\/templates\/vm\.yaml \(document in -:26:27\): error: .* \[malformed-mac-address\]$/m,
    );
    expect((await check(rendered)).map(({ rule, source, file, line }) => [rule, source, file, line])).toContainEqual([
      'malformed-mac-address',
      'edge/charts/vms/templates/vm.yaml',
      '-',
      26,
    ]);
    const annotated = await virtlens(['annotate', '-'], rendered);
    expect(annotated.out).toMatch(
      /^edge\/charts\/vms\/templates\/vm\.yaml \(document in -:11\) {2}VirtualMachine default\/router/,
    );
    const names = JSON.parse((await virtlens(['names', '-', '--format', 'json'], rendered)).out) as NamesEntry[];
    expect(names).toMatchObject([{ source: 'edge/charts/vms/templates/vm.yaml', line: 11 }]);
  });

  it('that cannot be read tell it too', async () => {
    const { code, error } = await virtlens(
      ['check', '-'],
      rendered.replace('spec:\n  runStrategy', 'spec: {\n  runStrategy'),
    );
    expect(code).toBe(3);
    expect(error).toMatch(/edge\/charts\/vms\/templates\/vm\.yaml \(document in -:\d+\): not analysed/);
  });

  it('of kustomize tell the origin of an object, where that was asked for', async () => {
    const origin = 'metadata:\n  annotations:\n    config.kubernetes.io/origin: |\n      path: ../base/vm.yaml\n';
    const [entry] = await check(wrongVm.replace('metadata:\n', origin));
    expect(entry).toMatchObject({ source: '../base/vm.yaml', rule: 'malformed-mac-address' });
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${wrongVm.replace('metadata:\n', origin).replace(/\n(?=.)/g, '\n  ')}`;
    expect(await check(list)).toMatchObject([{ source: '../base/vm.yaml', rule: 'malformed-mac-address' }]);
  });

  it('of other tools and people tell nothing, whatever their comments say', async () => {
    for (const comment of ['', '# Source: the wiki\n', '# Source: https://example.org/vm.yaml\n'])
      for (const entry of await check(comment + wrongVm)) expect(Object.keys(entry)).not.toContain('source');
    // A comment inside is no heading.
    for (const entry of await check(`${wrongVm}# Source: a/templates/b.yaml\n`))
      expect(Object.keys(entry)).not.toContain('source');
  });

  it('are whole: VMs find the NADs that come with them, in the namespace that is told', async () => {
    const names = async (...args: string[]): Promise<NamesEntry[]> =>
      JSON.parse((await virtlens(['names', '-', '--format', 'json', ...args], rendered)).out) as NamesEntry[];
    expect((await names('--namespace', 'edge'))[0]?.networks[1]?.nad).toBe('edge/vlan100');
    write('.virtlens.yaml', 'namespace: told\n');
    expect((await names())[0]?.networks[1]?.nad).toBe('told/vlan100');
  });

  it('in a folder that they were built from are not mixed with what they were built from', async () => {
    write('vm.yaml', twoNetworks);
    write('kubevirt.yaml', kubevirtWith('passt', 'v1.7.0'));
    write('.virtlens.yaml', 'namespace: told\n');
    const entry = async (): Promise<AnnotateEntry> =>
      (
        JSON.parse((await virtlens(['annotate', '-', '--format', 'json'], vm)).out) as AnnotateEntry[]
      )[0] as AnnotateEntry;
    expect(await entry()).toMatchObject({ namespace: 'told', release: 'v1.7.4' });
    write('kustomization.yaml', 'resources: [vm.yaml, kubevirt.yaml]\nnamespace: built\n');
    expect(await entry()).toMatchObject({ namespace: 'told', release: 'v1.9.0' });
  });
});

describe('charts and kustomizations on disk', () => {
  const chart = {
    'chart/Chart.yaml': 'apiVersion: v2\nname: edge\nversion: 0.1.0\n',
    'chart/values.yaml': 'networks:\n  - {name: blue, vlan: 100}\nmac: ""\n',
    'chart/templates/_names.tpl': '{{- define "edge.name" -}}{{ .Release.Name }}-edge{{- end -}}\n',
    'chart/templates/nads.yaml': `{{- range .Values.networks }}
---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: {{ .name }}
  labels: {{- include "edge.labels" $ | nindent 4 }}
spec:
  config: |
    {
      "cniVersion": "0.3.1",
      "type": "bridge",
      "bridge": {{ .bridge | default "br1" | quote }},
      "vlan": {{ .vlan }}{{ if .ipam }},
      "ipam": {{ toJson .ipam }}{{ end }}
    }
{{- end }}
`,
    'chart/templates/vm.yaml': `apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata:
  name: {{ include "edge.name" . }}
  {{- with .Values.namespace }}
  namespace: {{ . }}
  {{- end }}
spec:
  runStrategy: {{ .Values.runStrategy | default "Always" }}
  template:
    spec:
      domain:
        devices:
          interfaces:
            - name: default
              masquerade: {}
            {{- range .Values.networks }}
            - name: {{ .name }}
              {{ .binding | default "bridge" }}: {}
              {{- if $.Values.mac }}
              macAddress: {{ $.Values.mac | quote }}
              {{- end }}
            {{- end }}
        {{- toYaml .Values.domain | nindent 8 }}
      networks:
        - name: default
          pod: {}
        {{- range .Values.networks }}
        - name: {{ .name }}
          multus:
            networkName: {{ .name }}
        {{- end }}
`,
  };

  it('are judged no further than they are written', async () => {
    for (const [name, text] of Object.entries(chart)) write(name, text);
    const { code, out } = await virtlens(['check', 'chart', '--format', 'json']);
    const entries = JSON.parse(out) as CheckEntry[];
    expect(entries.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
    expect(code).toBe(0);
    const annotated = JSON.parse((await virtlens(['annotate', 'chart', '--format', 'json'])).out) as AnnotateEntry[];
    expect(annotated).toMatchObject([{ annotations: null }]);
  });

  it('land where they are applied, and in no namespace that is only guessed', async () => {
    write('chart/Chart.yaml', chart['chart/Chart.yaml']);
    write('chart/templates/vm.yaml', twoNetworks.replace('  namespace: tenant-a\n', ''));
    write('base/kustomization.yaml', 'resources: [vm.yaml]\n');
    write('base/vm.yaml', twoNetworks);
    write('prod/kustomization.yaml', 'resources: [../base]\nnamespace: prod\n');
    const found = async (): Promise<unknown[]> => {
      const { out } = await virtlens(['annotate', '.', '--format', 'json']);
      return (JSON.parse(out) as AnnotateEntry[]).map(({ file, namespace }) => [file, namespace]);
    };
    expect(await found()).toEqual([
      ['base/vm.yaml', 'prod'],
      ['chart/templates/vm.yaml', null],
    ]);
    write(
      'argo.yaml',
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: edge}\nspec: {source: {path: chart}, destination: {namespace: edge}}\n',
    );
    expect(await found()).toContainEqual(['chart/templates/vm.yaml', 'edge']);
  });
});
