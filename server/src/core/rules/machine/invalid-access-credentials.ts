/**
 * Access credentials without one kind, one Secret and one way into the guest, or with a way that leads nowhere. Truth:
 * `kubevirt/kubevirt · pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import * as l10n from '@vscode/l10n';
import type { EditStep } from '../../yaml/edit-plan.ts';
import { joinField } from '../../yaml/locate.ts';
import { causeRule } from '../cause-rule.ts';
import type { Fix, JudgedCause, Subject } from '../rule.ts';
import { disksField, disksOf, volumesField, volumesOf } from './disks-and-volumes.ts';
import { freeName } from './names.ts';
import { putStep } from './put-value.ts';
import { isMapping, mappingAt, specField, writtenAt } from './written-values.ts';

const kinds = ['sshPublicKey', 'userPassword'] as const;
type Kind = (typeof kinds)[number];

/** Ways of a key into the guest, each with the volume that brings it. */
const drives = { noCloud: 'cloudInitNoCloud', configDrive: 'cloudInitConfigDrive' } as const;
type Drive = keyof typeof drives;
const agent = 'qemuGuestAgent';

/** For the writer to replace. */
const placeholders = { user: 'cloud-user', sshPublicKey: 'ssh-keys', userPassword: 'passwords' } as const;

type Fault = 'volume' | 'users' | 'source' | 'method' | 'kind';

export default causeRule({
  id: 'invalid-access-credentials',
  since: '0.2.0',
  summary: 'Access credentials without one kind, one Secret and one way into the guest.',
  advice(cause) {
    const kind = kindOf(cause);
    switch (faultOf(cause)) {
      case 'volume':
        return l10n.t('cloud-init brings the key: add a volume with {0}.', driveOf(cause).source);
      case 'users':
        return l10n.t('Say whose keys the guest agent shall write.');
      case 'source':
        return l10n.t('Name the Secret: source.secret.secretName.');
      case 'method':
        return kind === 'userPassword'
          ? l10n.t('Passwords go by the guest agent alone: propagationMethod.qemuGuestAgent.')
          : l10n.t('Keep one of noCloud, configDrive and qemuGuestAgent.');
      case 'kind':
        return l10n.t('Write sshPublicKey or userPassword; for both, two entries.');
    }
  },
  fixes: ({ cause }, subject) => {
    if (!cause) return [];
    const credential = joinField(specField(subject, 'accessCredentials'), Number(cause.data?.['credential']));
    return [
      ...mended(cause, credential, subject),
      ...subject.plan(l10n.t('Remove this credential'), 'unsafe', [{ do: 'remove', field: credential }]),
    ];
  },
});

function mended(cause: JudgedCause, credential: string, subject: Subject): readonly Fix[] {
  const kind = kindOf(cause);
  const base = joinField(credential, kind);
  switch (faultOf(cause)) {
    case 'volume':
      return withVolume(cause, `${base}.propagationMethod`, subject);
    case 'users':
      return subject.plan(l10n.t('Write the keys of {0}', placeholders.user), 'unsafe', [
        putStep(subject, `${base}.propagationMethod.${agent}`, 'users', [placeholders.user]),
      ]);
    case 'source':
      return subject.plan(l10n.t('Take them from the Secret {0}', placeholders[kind]), 'unsafe', [
        putStep(subject, `${base}.source`, 'secret', { secretName: placeholders[kind] }),
      ]);
    case 'method':
      return oneMethod(kind, `${base}.propagationMethod`, subject);
    case 'kind':
      return oneKind(credential, subject);
  }
}

/** The other way where its volume is there; else the volume, and a disk that shows it to the guest. */
function withVolume(cause: JudgedCause, method: string, subject: Subject): readonly Fix[] {
  const { drive, source } = driveOf(cause);
  const other: Drive = drive === 'noCloud' ? 'configDrive' : 'noCloud';
  const canTurn = hasVolume(subject, drives[other]) && writtenAt(subject, `${method}.${other}`) === undefined;
  const name = freeName(
    'cloudinit',
    [...disksOf(subject), ...volumesOf(subject)].map((member) => member.name),
  );
  return [
    ...(canTurn
      ? subject.plan(l10n.t('Write {0} instead of {1}', other, drive), 'unsafe', [
          { do: 'rename-key', field: `${method}.${drive}`, key: other },
        ])
      : []),
    ...subject.plan(l10n.t('Add the disk and volume {0} for it', name), 'unsafe', [
      { do: 'insert-item', field: disksField(subject), value: { name, disk: { bus: 'virtio' } } },
      {
        do: 'insert-item',
        field: volumesField(subject),
        value: { name, [source]: { userData: '#cloud-config\n' } },
      },
    ]),
  ];
}

function oneMethod(kind: Kind, method: string, subject: Subject): readonly Fix[] {
  const written = mappingAt(subject, method);
  const ways = kind === 'sshPublicKey' ? ['noCloud', 'configDrive', agent] : [agent];
  const used = ways.filter((way) => isMapping(written[way]));
  if (used.length > 0)
    return used.flatMap((kept) =>
      subject.plan(
        l10n.t('Keep {0} only', kept),
        'unsafe',
        ways
          .filter((way) => way !== kept && way in written)
          .map((way): EditStep => ({ do: 'remove', field: `${method}.${way}` })),
      ),
    );
  return ways
    .filter((way) => way === agent || hasVolume(subject, drives[way as Drive]))
    .flatMap((way) =>
      subject.plan(l10n.t('Use {0}', way), 'unsafe', [putStep(subject, method, way, methodValue(kind, way))]),
    );
}

function oneKind(credential: string, subject: Subject): readonly Fix[] {
  const written = mappingAt(subject, credential);
  const used = kinds.filter((kind) => isMapping(written[kind]));
  if (used.length > 1)
    return used.flatMap((kept) =>
      subject.plan(
        l10n.t('Keep {0} only', kept),
        'unsafe',
        used
          .filter((kind) => kind !== kept)
          .map((kind): EditStep => ({ do: 'remove', field: `${credential}.${kind}` })),
      ),
    );
  return kinds.flatMap((kind) =>
    subject.plan(l10n.t('Write {0}', kind), 'unsafe', [
      putStep(subject, credential, kind, {
        source: { secret: { secretName: placeholders[kind] } },
        propagationMethod: { [agent]: methodValue(kind, agent) },
      }),
    ]),
  );
}

function methodValue(kind: Kind, way: string): Readonly<Record<string, unknown>> {
  return kind === 'sshPublicKey' && way === agent ? { users: [placeholders.user] } : {};
}

function hasVolume(subject: Subject, source: string): boolean {
  return volumesOf(subject).some(({ value }) => isMapping(value[source]));
}

function faultOf({ data }: JudgedCause): Fault {
  return data?.['fault'] as Fault;
}

function kindOf({ place }: JudgedCause): Kind {
  return /\.userPassword\b/.test(place) ? 'userPassword' : 'sshPublicKey';
}

function driveOf({ place }: JudgedCause): { readonly drive: Drive; readonly source: string } {
  const drive: Drive = place.endsWith('.configDrive') ? 'configDrive' : 'noCloud';
  return { drive, source: drives[drive] };
}
