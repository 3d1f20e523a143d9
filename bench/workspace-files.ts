/**
 * The files of a large workspace, the same bytes for the same number: four of ten hold a VM, two hold NADs (their JSON in
 * quotes or as a block) and what uses them, four hold other objects; some with Windows line ends, some that a template writes.
 */
import { between, nadDocument, newRandom, vmDocument } from './manifests.mjs';

export interface WorkspaceFile {
  /** Below the workspace folder. */
  readonly name: string;
  readonly text: string;
}

/** Of these, one in `kinds.length` files each. */
const kinds = ['vm', 'other', 'nads', 'vm', 'other', 'vm', 'block-nads', 'other', 'vm', 'other'] as const;
/** One file in so many is written by a template. */
const templatedEvery = 20;
/** One file in so many is written in a way that only the parser reads. */
export const parsedEvery = 200;

export function workspaceFiles(count: number): readonly WorkspaceFile[] {
  return Array.from({ length: count }, (_, at) => {
    const text = textOf(at);
    return {
      name: `team-${at % 97}/${at % 11}/manifest-${at}.yaml`,
      text: at % 7 === 3 ? text.replaceAll('\n', '\r\n') : text,
    };
  });
}

function textOf(at: number): string {
  const random = newRandom(at + 1);
  switch (kinds[at % kinds.length]) {
    case 'nads':
      return many(2, (index) => nadDocument(random, at * 10 + index)) + withApps(at, random);
    case 'block-nads':
      return many(2, (index) => blockNad(`net-${at}-${index}`)) + withApps(at, random);
    case 'other':
      return withApps(at, random) + withApps(at, random);
    default: {
      const text =
        vmDocument(random, `vm-${at}`, between(random, 2, 5), false, 1000).replace('---\n', '') +
        many(
          between(random, 8, 24),
          (line) => `              - [sh, -c, "systemctl enable --now unit-${line}.service || true"]\n`,
        );
      if (at % parsedEvery === 0) return text.replace(/metadata:\n {2}name: (.*)\n/, 'metadata: {name: $1}\n#');
      if (at % templatedEvery === 0)
        return text.replace(
          '  runStrategy: Always',
          '{{- if .Values.run }}\n  runStrategy: {{ .Values.run }}\n{{- end }}',
        );
      return text;
    }
  }
}

/** What stands beside the networks of an application. */
function withApps(at: number, random: () => number): string {
  return many(2, (index) => deployment(`app-${at}-${index}`, between(random, 2, 4)));
}

function many(count: number, documentOf: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => documentOf(index)).join('');
}

function blockNad(name: string): string {
  return `---
apiVersion: k8s.cni.cncf.io/v1
kind: NetworkAttachmentDefinition
metadata:
  name: ${name}
  namespace: lab
  annotations:
    k8s.v1.cni.cncf.io/resourceName: bridge.network.kubevirt.io/br1
spec:
  config: |
    {
      "cniVersion": "0.3.1",
      "name": "${name}",
      "type": "cnv-bridge",
      "bridge": "br1",
      "macspoofchk": true,
      "ipam": {}
    }
`;
}

function deployment(name: string, containers: number): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: lab
  labels: {app: ${name}}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
${many(
  containers,
  (index) => `        - name: part-${index}
          image: "registry.example/${name}/part-${index}:1.${index}"
          args: ["--verbose", '--port=80${index}']
          env:
            - name: LEVEL
              value: info
          ports:
            - containerPort: 80${index}
              protocol: TCP
          resources:
            requests: {cpu: 100m, memory: 64Mi}
`,
)}`;
}
