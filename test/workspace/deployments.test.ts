/** Which namespace the tools that apply a file give to its objects, and whom a change of those makes look again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newCounters } from '../../server/src/core/counters.ts';
import { FindingStore } from '../../server/src/core/rules/findings.ts';
import { deploymentFacts } from '../../server/src/core/workspace/deployment-facts.ts';
import { DeploymentGraph } from '../../server/src/core/workspace/deployment-graph.ts';
import { launcherFor, type Launcher } from '../../server/src/core/workspace/launcher.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { readDocument } from '../../server/src/core/yaml/read-document.ts';
import { blueNad, twoNetworks } from '../support/manifests.ts';

const root = 'file:///repo/';

/** `NAMESPACE!` forced, `NAMESPACE` filled in, `?` not known, undefined: the manifest has the say. */
function placements(files: Readonly<Record<string, string>>, asked: readonly string[]): (string | undefined)[] {
  const graph = new DeploymentGraph();
  for (const [path, text] of Object.entries(files)) graph.replace([], deploymentFacts(root + path, readDocument(text)));
  return asked.map((path) => {
    const placement = graph.placement(root + path);
    return placement && `${placement.namespace ?? '?'}${placement.isForced ? '!' : ''}`;
  });
}

const application = (path: string, namespace: string, more = ''): string =>
  `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: app}\nspec:\n  destination: {namespace: ${namespace}}\n  source: {path: ${path}${more}}\n`;

describe('a kustomization', () => {
  it('moves what it takes, in the folder and in its bases', () => {
    const files = {
      'base/kustomization.yaml': 'resources: [vm.yaml, ../nets]\nnamespace: base\n',
      'nets/kustomization.yml':
        'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\nresources: [nad.yaml]\n',
    };
    expect(placements(files, ['base/vm.yaml', 'nets/nad.yaml', 'nets/other.yaml', 'base/other.yaml'])).toEqual([
      'base!',
      'base!',
      undefined,
      undefined,
    ]);
  });

  it('gives way to the one that includes it', () => {
    const base = 'resources: [vm.yaml]\nnamespace: base\n';
    const asked = ['base/vm.yaml'];
    const overlay = 'resources: [../base]\nnamespace: prod\n';
    expect(placements({ 'base/kustomization.yaml': base, 'prod/kustomization.yaml': overlay }, asked)).toEqual([
      'prod!',
    ]);
    // An overlay without one leaves the base's.
    const silent = 'bases: [../base/]\n';
    expect(placements({ 'base/kustomization.yaml': base, 'x/kustomization.yaml': silent }, asked)).toEqual(['base!']);
  });

  it('leaves unknown what overlays take to different namespaces', () => {
    const overlay = (namespace: string): string => `resources: [../base]\nnamespace: ${namespace}\n`;
    const files = (one: string, other: string): Record<string, string> => ({
      'base/kustomization.yaml': 'resources: [vm.yaml]\n',
      'one/kustomization.yaml': overlay(one),
      'other/kustomization.yaml': overlay(other),
    });
    expect(placements(files('a', 'b'), ['base/vm.yaml'])).toEqual(['?!']);
    expect(placements(files('a', 'a'), ['base/vm.yaml'])).toEqual(['a!']);
    expect(placements(files('a', '""'), ['base/vm.yaml'])).toEqual(['?!']);
  });

  it('has components, which give theirs to all that came before them', () => {
    const component = (text: string): string =>
      `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${text}`;
    const files = {
      'app/kustomization.yaml': 'resources: [vm.yaml]\ncomponents: [../first, ../second]\n',
      'first/kustomization.yaml': component('resources: [one.yaml]\nnamespace: first\n'),
      'second/kustomization.yaml': component('resources: [two.yaml]\n'),
    };
    expect(placements(files, ['app/vm.yaml', 'first/one.yaml', 'second/two.yaml'])).toEqual([
      'first!',
      'first!',
      undefined,
    ]);
    const owned = { ...files, 'app/kustomization.yaml': files['app/kustomization.yaml'] + 'namespace: app\n' };
    expect(placements(owned, ['app/vm.yaml', 'first/one.yaml', 'second/two.yaml'])).toEqual(['app!', 'app!', 'app!']);
  });

  it('with a namespace that a template, a transformer or a replacement writes is not guessed', () => {
    const of = (text: string): (string | undefined)[] =>
      placements({ 'kustomization.yaml': `resources: [vm.yaml]\n${text}` }, ['vm.yaml']);
    expect(of('namespace: {{ .Values.ns }}\n')).toEqual(['?!']);
    expect(of('namespace: a\ntransformers: [ns.yaml]\n')).toEqual(['?!']);
    expect(of('namespace: a\nreplacements: [{targets: [{fieldPaths: [metadata.namespace]}]}]\n')).toEqual(['?!']);
    expect(of('namespace: a\nreplacements: [{targets: [{fieldPaths: [spec.config]}]}]\n')).toEqual(['a!']);
  });

  it('that includes itself comes to an end', () => {
    const files = {
      'a/kustomization.yaml': 'resources: [vm.yaml, ../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\nnamespace: loop\n',
    };
    expect(placements(files, ['a/vm.yaml'])).toHaveLength(1);
  });

  it('that lies in many layers is given up rather than followed for ever', () => {
    const files: Record<string, string> = { 'l0/kustomization.yaml': 'resources: [vm.yaml]\n' };
    for (let layer = 1; layer < 14; layer++)
      for (const side of ['', 'x', 'y'])
        files[`l${layer}${side}/kustomization.yaml`] =
          layer === 1
            ? 'resources: [../l0]\n'
            : `resources: [../l${layer - 1}, ../l${layer - 1}x, ../l${layer - 1}y]\n`;
    expect(placements(files, ['l0/vm.yaml'])).toEqual(['?!']);
  });
});

describe('Argo CD', () => {
  it('fills in what manifests leave out, in the folder and in those below it where it is told to', () => {
    const asked = ['apps/vms/vm.yaml', 'apps/vms/deep/vm.yaml', 'other/vm.yaml'];
    expect(placements({ 'argo/app.yaml': application('apps/vms', 'tenant') }, asked)).toEqual([
      'tenant',
      undefined,
      undefined,
    ]);
    const recursive = application('./apps/vms/', 'tenant', ', directory: {recurse: true}');
    expect(placements({ 'argo/app.yaml': recursive }, asked)).toEqual(['tenant', 'tenant', undefined]);
  });

  it('builds a kustomization that lies there, whose own namespace goes before', () => {
    const app = { 'argo/app.yaml': application('overlays/prod', 'tenant') };
    const base = { 'base/kustomization.yaml': 'resources: [vm.yaml]\n' };
    const silent = { 'overlays/prod/kustomization.yaml': 'resources: [../../base]\n' };
    const owned = { 'overlays/prod/kustomization.yaml': 'resources: [../../base]\nnamespace: prod\n' };
    const asked = ['base/vm.yaml', 'overlays/prod/left-out.yaml'];
    expect(placements({ ...app, ...base, ...silent }, asked)).toEqual(['tenant', undefined]);
    expect(placements({ ...app, ...base, ...owned }, asked)).toEqual(['prod!', undefined]);
    const forced = { 'argo/app.yaml': application('overlays/prod', 'tenant', ', kustomize: {namespace: moved}') };
    expect(placements({ ...forced, ...base, ...owned }, asked)).toEqual(['moved!', undefined]);
  });

  it('with placeholders, several destinations or a path that could be any folder says nothing', () => {
    const set = (path: string): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: set}\nspec:\n  template:\n    spec:\n      destination: {namespace: '{{ns}}'}\n      source: {path: '${path}'}\n`;
    const asked = ['vms/vm.yaml'];
    expect(placements({ 'set.yaml': set('vms') }, asked)).toEqual(['?']);
    expect(placements({ 'set.yaml': set('{{path}}') }, asked)).toEqual([undefined]);
    expect(placements({ 'app.yaml': application('.', 'tenant') }, ['vm.yaml'])).toEqual([undefined]);
    const two = { 'a.yaml': application('vms', 'a'), 'b.yaml': application('vms', 'b') };
    expect(placements(two, asked)).toEqual(['?']);
    // The application of another repository means its own folders.
    expect(placements({ 'one/app.yaml': application('vms', 'a') }, ['two/vms/vm.yaml'])).toEqual([undefined]);
  });
});

describe('Flux, Fleet and Helm', () => {
  const flux = (target: string): string =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps}\nspec: {path: ./apps${target}}\n`;
  const release = (target: string): string =>
    `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: r, namespace: own}\nspec:\n${target}  chart: {spec: {chart: ./charts/net}}\n`;

  it('Flux moves all below its path', () => {
    const asked = ['apps/deep/vm.yaml', 'vm.yaml'];
    expect(placements({ 'cluster/apps.yaml': flux(', targetNamespace: team') }, asked)).toEqual(['team!', undefined]);
    expect(placements({ 'cluster/apps.yaml': flux('') }, asked)).toEqual(['?', undefined]);
  });

  it('Fleet moves or fills in below its file, up to another one', () => {
    const files = { 'a/fleet.yaml': 'defaultNamespace: one\n', 'a/b/fleet.yaml': 'namespace: two\n' };
    expect(placements(files, ['a/vm.yaml', 'a/c/vm.yaml', 'a/b/vm.yaml', 'vm.yaml'])).toEqual([
      'one',
      'one',
      'two!',
      undefined,
    ]);
  });

  it('a chart goes where it is installed, which is known by a release alone', () => {
    const chart = { 'charts/net/Chart.yaml': 'apiVersion: v2\nname: net\nversion: 1.0.0\n' };
    const asked = ['charts/net/templates/deep/vm.yaml', 'charts/net/values.yaml'];
    expect(placements(chart, asked)).toEqual(['?', undefined]);
    expect(placements({ ...chart, 'r.yaml': release('') }, asked)).toEqual(['own', undefined]);
    expect(placements({ ...chart, 'r.yaml': release('  targetNamespace: team\n') }, asked)).toEqual([
      'team',
      undefined,
    ]);
    expect(placements({ ...chart, 'a.yaml': application('charts/net', 'argo') }, asked)).toEqual(['argo', undefined]);
  });
});

describe('a change', () => {
  const folders = ['a', 'b', 'c', 'd'] as const;
  const folder = fc.constantFrom(...folders);
  const namespace = fc.constantFrom('', 'namespace: x\n', 'namespace: y\n', 'namespace: {{ z }}\n');
  const paths = fc.uniqueArray(fc.oneof(folder, fc.constantFrom('../one.yaml', 'own.yaml')), { maxLength: 3 });
  const list = (key: string, entries: readonly string[]): string =>
    entries.length === 0
      ? ''
      : `${key}: [${entries.map((entry) => (entry.length === 1 ? `../${entry}` : entry)).join(', ')}]\n`;
  const file = fc.oneof(
    fc
      .record({ folder, namespace, resources: paths, components: fc.uniqueArray(folder, { maxLength: 2 }) })
      .map((own) => ({
        path: `${own.folder}/kustomization.yaml`,
        text: list('resources', own.resources) + list('components', own.components) + own.namespace,
      })),
    fc.record({ folder, app: fc.constantFrom('app1', 'app2'), where: fc.constantFrom('m', 'n') }).map((own) => ({
      path: `${own.app}.yaml`,
      text: application(own.folder, own.where, ', directory: {recurse: true}'),
    })),
    folder.map((own) => ({ path: `${own}/Chart.yaml`, text: 'name: c\n' })),
    folder.map((own) => ({ path: `${own}/fleet.yaml`, text: 'defaultNamespace: f\n' })),
    fc
      .record({ folder, path: fc.constant('/kustomization.yaml') })
      .map((own) => ({ path: own.folder + own.path, text: '' })),
  );
  const asked = ['one.yaml', ...folders.flatMap((own) => [`${own}/own.yaml`, `${own}/templates/vm.yaml`])].map(
    (path) => root + path,
  );

  it('names exactly the files whose answer is another, whatever the order of changes', () => {
    fc.assert(
      fc.property(fc.array(file, { maxLength: 12 }), (changes) => {
        const graph = new DeploymentGraph();
        const facts = new Map<string, ReturnType<typeof deploymentFacts>>();
        const answersOf = (of: DeploymentGraph): string[] =>
          asked.map((uri) => JSON.stringify(of.placement(uri) ?? null));
        let before = answersOf(graph);
        for (const { path, text } of changes) {
          const own = deploymentFacts(root + path, readDocument(text));
          const { placed } = graph.replace(facts.get(path) ?? [], own);
          facts.set(path, own);
          const fresh = new DeploymentGraph();
          for (const each of facts.values()) fresh.replace([], each);
          const ignoringOrder = answersOf(fresh).map((answer) => answer.replace(/"source":.*/, ''));
          const now = answersOf(graph);
          expect(now.map((answer) => answer.replace(/"source":.*/, ''))).toEqual(ignoringOrder);
          expect([...placed].sort()).toEqual(asked.filter((_, at) => now[at] !== before[at]).sort());
          before = now;
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('in a workspace', () => {
  const vmUri = `${root}base/vm.yaml`;
  const bareVm = twoNetworks.replace('  namespace: tenant-a\n', '');
  const bareNad = blueNad.replace('  namespace: tenant-a\n', '');

  function launcher(workspace: Workspace): Launcher | undefined {
    const view = workspace.view(vmUri, 0);
    const [resource] = view?.resources ?? [];
    return view && resource && launcherFor(view.document, resource, workspace.context(vmUri));
  }

  it('moves VMs and NADs, whatever they state', () => {
    const workspace = new Workspace(newCounters(), { namespace: 'flag' });
    workspace.setDiskFile(vmUri, twoNetworks);
    workspace.setDiskFile(`${root}base/nad.yaml`, bareNad);
    expect(launcher(workspace)).toMatchObject({ namespace: { namespace: 'tenant-a' } });
    expect(launcher(workspace)?.networks[1]?.nad?.fact).toBeUndefined();
    workspace.setDiskFile(`${root}base/kustomization.yaml`, 'resources: [vm.yaml, nad.yaml]\nnamespace: moved\n');
    expect(launcher(workspace)).toMatchObject({
      namespace: { namespace: 'moved', assumed: false },
      cluster: { namespaceSource: { from: 'deployment', kind: 'kustomization', name: 'base' } },
    });
    expect(launcher(workspace)?.networks[1]?.nad).toMatchObject({ namespace: 'moved', fact: { name: 'vlan100' } });
    expect(launcher(workspace)?.pod?.annotations['k8s.v1.cni.cncf.io/networks']).toContain('"namespace":"moved"');
  });

  it('leaves what only fills in behind flags and project files', () => {
    const files = (workspace: Workspace): Workspace => {
      workspace.setDiskFile(vmUri, bareVm);
      workspace.setDiskFile(`${root}app.yaml`, application('base', 'argo'));
      return workspace;
    };
    expect(launcher(files(new Workspace(newCounters())))?.namespace).toMatchObject({
      namespace: 'argo',
      assumed: false,
    });
    expect(launcher(files(new Workspace(newCounters(), { namespace: 'flag' })))?.namespace.namespace).toBe('flag');
  });

  it('tells no namespace where none is known, and still finds what lands beside a VM', () => {
    const workspace = new Workspace(newCounters());
    workspace.setDiskFile(vmUri, bareVm);
    workspace.setDiskFile(`${root}base/nad.yaml`, bareNad);
    workspace.setDiskFile(`${root}elsewhere/nad.yaml`, bareNad);
    workspace.setDiskFile(
      `${root}base/kustomization.yaml`,
      'resources: [vm.yaml, nad.yaml]\nnamespace: {{ .Values.ns }}\n',
    );
    expect(launcher(workspace)).toMatchObject({ namespace: { namespace: undefined }, unknownBecause: 'namespace' });
    expect(launcher(workspace)?.networks[1]?.nad).toMatchObject({
      namespace: undefined,
      fact: { uri: `${root}base/nad.yaml` },
    });
  });

  it('looks again at exactly the documents that a kustomization governs', () => {
    const counters = newCounters();
    const workspace = new Workspace(counters);
    const findings = new FindingStore(workspace);
    const vms = Array.from({ length: 12 }, (_, at) => `${root}vms/vm${at}.yaml`);
    for (const [at, uri] of vms.entries()) workspace.setDiskFile(uri, bareVm.replace('router', `vm${at}`));
    const kustomization = `${root}vms/kustomization.yaml`;
    workspace.open(kustomization, 1, 'resources: [vm1.yaml, vm2.yaml, vm3.yaml]\nnamespace: a\n');
    const look = (): number => {
      const before = counters.documentsAnalysed;
      for (const uri of vms) expect([...findings.of(uri)].length).toBeLessThan(2);
      return counters.documentsAnalysed - before;
    };
    expect(look()).toBe(12);
    expect(look()).toBe(0);
    workspace.change(kustomization, 2, [{ text: 'resources: [vm1.yaml, vm2.yaml, vm3.yaml]\nnamespace: b\n' }]);
    expect(look()).toBe(3);
    workspace.change(kustomization, 3, [{ text: 'resources: [vm1.yaml, vm2.yaml]\nnamespace: b\n' }]);
    expect(look()).toBe(1);
    workspace.change(kustomization, 4, [{ text: '# note\nresources: [vm1.yaml, vm2.yaml]\nnamespace: b\n' }]);
    expect(look()).toBe(0);
    // A patch that becomes one is looked at again, and nothing else is.
    workspace.change(kustomization, 5, [
      { text: 'resources: [vm1.yaml, vm2.yaml]\nnamespace: b\npatches: [{path: vm9.yaml}]\n' },
    ]);
    expect(look()).toBe(1);
  });
});
