// The direction of imports (ARCHITECTURE.md): each layer may import what lies below it, and nothing else. `npm run layers`.
const core = '^server/src/core/';
const layers = ['kubevirt', 'yaml', 'resources', 'workspace', 'rules', 'features'];

/** A layer may not import the layers named. Type imports count as well. */
const forbid = (layer, others, comment) => ({
  name: `${layer}-not-to-${others.join('-')}`,
  comment,
  severity: 'error',
  from: { path: `${core}${layer}/` },
  to: { path: `${core}(${others.join('|')})/` },
});

const above = (layer) => layers.slice(layers.indexOf(layer) + 1);

module.exports = {
  forbidden: [
    forbid('json', ['cni', 'schemas', ...layers], 'JSON is JSON, whoever writes it.'),
    forbid('cni', ['schemas', ...layers], 'What CNI plugins want is known without YAML and Kubernetes.'),
    forbid('kubevirt', ['yaml', ...above('yaml'), 'schemas'], 'The domain knows no YAML and nothing above it.'),
    forbid('yaml', ['kubevirt', ...above('yaml'), 'schemas'], 'The YAML layer knows no Kubernetes.'),
    forbid('resources', above('resources'), 'Resources marry YAML and domain; they know no workspace.'),
    forbid('workspace', above('workspace'), 'The workspace keeps facts; rules and features are computed from it.'),
    forbid('rules', above('rules'), 'Rules are below features.'),
    {
      name: 'core-is-pure',
      comment: 'The core knows no protocol, no command line, no host, and nothing of Node.',
      severity: 'error',
      from: { path: core },
      to: { path: '^server/src/(?!core/)|^client/' },
    },
    {
      name: 'core-without-node',
      comment: 'The core runs in a web worker too.',
      severity: 'error',
      from: { path: core },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-packages',
      comment: 'Packages the core stands on; another one needs a reason.',
      severity: 'error',
      from: { path: core },
      // Whatever is no file of ours is a package, also one that could not be resolved.
      to: {
        pathNot: '^(server|client)/|node_modules/(yaml|@noble/hashes|@vscode/l10n|@dagrejs/(dagre|graphlib))/',
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'lsp-and-cli-apart',
      comment: 'Two skins over one core; what both need belongs into the core.',
      severity: 'error',
      from: { path: '^server/src/(lsp|cli)/' },
      to: { path: '^server/src/(lsp|cli|host)/', pathNot: '^server/src/$1/' },
    },
    {
      name: 'host-implements-ports',
      comment: 'A host implements the core’s ports and knows nothing else.',
      severity: 'error',
      from: { path: '^server/src/host/' },
      to: { path: '^server/src/', pathNot: '^server/src/(host/|core/ports\\.ts$)' },
    },
    {
      name: 'client-speaks-the-protocol',
      comment: 'The extension takes names and shapes from the protocol file alone.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/', pathNot: '^server/src/lsp/protocol\\.ts$' },
    },
    {
      name: 'protocol-is-a-leaf',
      comment: 'The client bundles it, so it imports nothing.',
      severity: 'error',
      from: { path: '^server/src/lsp/protocol\\.ts$' },
      to: { path: '.' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle means that one of two files is in the wrong place.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.cache|schemas/generated' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
