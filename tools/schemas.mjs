// Writes schemas/kubevirt/v1.N/ from a folder with the structure of KubeVirt's API (`structure-v1.N.P.json`, one a
// release: types, names, required keys and enums of the published API description, without texts). Run by hand when a
// release comes or changes: `node tools/schemas.mjs FOLDER`; the result is committed.
//
// What becomes of a structure: the meaning of numbers, quantities and times is written as JSON Schema (draft-07) says it,
// and keys that a definition has not are forbidden below `spec`, as KubeVirt itself does before it validates
// (kubevirt/kubevirt · pkg/util/openapi/openapi.go). Zero values of Go (`default: ""`) are kept at required keys only: there
// KubeVirt's own validation takes them for what is missing, and the API server alone refuses.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';

const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'schemas', 'kubevirt');

const quantity = 'k8s.io.apimachinery.pkg.api.resource.Quantity';
const intOrString = 'k8s.io.apimachinery.pkg.util.intstr.IntOrString';
/** Objects that hold anything. */
const freeForm = new Set(['k8s.io.apimachinery.pkg.apis.meta.v1.FieldsV1']);

const ranges = {
  uint8: { minimum: 0, maximum: 255 },
  int32: { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  uint32: { minimum: 0, maximum: 2 ** 32 - 1 },
  // JSON Schema's bounds are doubles; what is beyond 64 bits is told by the validator's caller.
  int64: {},
  uint64: { minimum: 0 },
};

/**
 * Go types that the description does not tell: it calls `int` and `uint` int32, and `uint32` int64. The API types of
 * kubevirt/kubevirt · staging/src/kubevirt.io/api, the same in v1.6–v1.9.
 */
const goIntegers = {
  int64: {
    'v1.Interface': ['acpiIndex'],
    'v1.DHCPPrivateOptions': ['option'],
    'v1.ClockOffsetUTC': ['offsetSeconds'],
    'v1.DeveloperConfiguration': ['cpuAllocationRatio', 'memoryOvercommit', 'pvcTolerateLessSpaceUpToPercent'],
    'v1.KubeVirtConfiguration': ['virtualMachineInstancesPerNode'],
    'v1.KubeVirtStatus': ['outdatedVirtualMachineInstanceWorkloads'],
    'v1.KubeVirtWorkloadUpdateStrategy': ['batchEvictionSize'],
    'v1.TokenBucketRateLimiter': ['burst'],
    'v1.VirtualMachineStartFailure': ['consecutiveFailCount'],
    'v1beta1.MemoryInstancetype': ['overcommitPercent'],
  },
  uint64: {
    'v1.Interface': ['bootOrder'],
    'v1.Disk': ['bootOrder'],
    'v1.CustomBlockSize': ['logical', 'physical', 'discardGranularity'],
    'v1.DeveloperConfiguration': ['minimumReservePVCBytes'],
    'v1.MigrationConfiguration': ['maxDowntimeMs'],
    'v1.VMIMConfigurationOptions': ['maxDowntimeMs'],
    'v1alpha1.MigrationPolicySpec': ['maxDowntimeMs'],
    'v1.VirtualMachineInstanceStatus': ['runtimeUser'],
    'v1.LogVerbosity': [
      'nodeVerbosity',
      'virtAPI',
      'virtController',
      'virtHandler',
      'virtLauncher',
      'virtOperator',
      'virtSynchronizationController',
    ],
  },
  uint32: {
    'v1.CPU': ['cores', 'maxSockets', 'sockets', 'threads'],
    'v1.CPUTopology': ['cores', 'sockets', 'threads'],
    'v1.DiskIOThreads': ['supplementalPoolThreadCount'],
    'v1.FeatureSpinlocks': ['spinlocks'],
    'v1.KubeVirtConfiguration': ['memBalloonStatsPeriod'],
    'v1.LiveUpdateConfiguration': ['maxCpuSockets', 'maxHotplugRatio'],
    'v1.MigrationConfiguration': ['parallelMigrationsPerCluster', 'parallelOutboundMigrationsPerNode'],
    'v1.VMIMConfigurationOptions': ['parallelMigrationsPerCluster', 'parallelOutboundMigrationsPerNode'],
    'v1.VirtualMachineInstanceStatus': ['VSOCKCID'],
    'v1beta1.CPUInstancetype': ['guest', 'maxSockets'],
    'v1beta1.CPUPreferenceRequirement': ['guest'],
    'v1beta1.SpreadOptions': ['ratio'],
    'v1beta1.VirtualMachinePreferenceSpec': ['preferSpreadSocketToCoreRatio'],
  },
  uint8: { 'v1.ComponentConfig': ['replicas'] },
};

function goTypeOf(definition, property, format) {
  for (const [type, members] of Object.entries(goIntegers)) if (members[definition]?.includes(property)) return type;
  return format === 'int32' ? 'int32' : 'int64';
}

/** One schema of a structure, as draft-07. `place` is the definition and property that it stands in. */
function schemaOf(given, place) {
  if (given.$ref !== undefined) return { $ref: given.$ref.replace('#/$defs/', '#/definitions/') };
  if (place.property === undefined && place.definition === quantity)
    return { type: ['string', 'integer', 'number'], format: 'quantity' };
  if (place.property === undefined && place.definition === intOrString) return { type: ['string', 'integer'] };
  const types = [given.type].flat();
  const made = { type: given.nullable ? [...types, 'null'] : given.type };
  if (types.includes('integer') && types.length === 1)
    Object.assign(made, ranges[goTypeOf(place.definition, place.property, given.format)]);
  if (given.format === 'date-time') made.format = 'date-time';
  if (given.enum) made.enum = given.enum;
  if (given.items) made.items = schemaOf(given.items, place);
  if (typeof given.additionalProperties === 'object')
    made.additionalProperties = schemaOf(given.additionalProperties, place);
  if (given.required?.length) made.required = [...given.required].sort();
  if (given.properties)
    made.properties = Object.fromEntries(
      Object.entries(given.properties)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([property, schema]) => [property, propertyOf(given, property, schema, place)]),
    );
  return made;
}

function propertyOf(owner, property, given, place) {
  const made = schemaOf(given, { ...place, property });
  // Beside a reference nothing counts.
  const isDefaulted = owner.required?.includes(property) && given.default !== undefined && given.$ref === undefined;
  return isDefaulted ? { ...made, default: given.default } : made;
}

/** Names of the definitions that a schema leads to. */
function reachable(definitions, schemas, found = new Set()) {
  for (const schema of schemas) {
    const text = JSON.stringify(schema);
    for (const [, name] of text.matchAll(/"#\/definitions\/([^"]+)"/g)) {
      if (found.has(name)) continue;
      found.add(name);
      reachable(definitions, [definitions[name]], found);
    }
  }
  return found;
}

function releaseOf(structure) {
  const definitions = Object.fromEntries(
    Object.entries(structure.$defs)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, given]) => [name, schemaOf(given, { definition: name })]),
  );
  // A status is written by controllers, and keys it should not have are dropped.
  const roots = structure['x-roots'];
  const wanted = roots.map((name) => ({ ...definitions[name], properties: { ...definitions[name].properties } }));
  for (const schema of wanted) delete schema.properties.status;
  const strict = new Set([...roots, ...reachable(definitions, wanted)]);
  for (const [name, schema] of Object.entries(definitions)) {
    const isObject = [schema.type].flat().includes('object') && schema.additionalProperties === undefined;
    if (isObject && strict.has(name) && !freeForm.has(name)) schema.additionalProperties = false;
  }
  return { definitions, roots };
}

async function write(file, value) {
  const options = await resolveConfig(file);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, await format(JSON.stringify(value), { ...options, parser: 'json' }));
}

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node tools/schemas.mjs FOLDER');
  process.exit(2);
}
rmSync(target, { recursive: true, force: true });
for (const file of readdirSync(folder).sort()) {
  const release = /^structure-(v\d+\.\d+)\.\d+\.json$/.exec(file)?.[1];
  if (!release) continue;
  const structure = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
  const { definitions, roots } = releaseOf(structure);
  const into = path.join(target, release);
  const $schema = 'http://json-schema.org/draft-07/schema#';
  await write(path.join(into, 'definitions.json'), {
    $schema,
    $comment: `Structure of KubeVirt ${structure['x-kubevirt-release']}; written by tools/schemas.mjs.`,
    definitions,
  });
  for (const name of roots) {
    const kind = name.slice(name.indexOf('.') + 1);
    await write(path.join(into, `${kind}.json`), { $schema, $ref: `definitions.json#/definitions/${name}` });
  }
  console.log(`${release}: ${roots.length} kinds, ${Object.keys(definitions).length} definitions`);
}
