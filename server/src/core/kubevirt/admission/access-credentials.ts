/**
 * The rules of access credentials: one kind each, one source, one way into the guest. Truth: `kubevirt/kubevirt ·
 * pkg/virt-api/webhooks/validating-webhook/admitters/vmi-create-admitter.go`, v1.6–v1.9.
 */
import { type Cause, type CauseRest, invalid } from './cause.ts';
import { type SpecAdmission, volumesField } from './spec-admission.ts';

export function accessCredentialCauses({ machine, field }: SpecAdmission): Cause[] {
  const { accessCredentials, volumes } = machine;
  return accessCredentials.flatMap((credential, index) => {
    const at = `${field}.accessCredentials[${index}]`;
    const causes: Cause[] = [];
    const say = (fault: string, message: string, where: string, rest: CauseRest = {}): number =>
      causes.push(
        invalid('invalid-access-credentials', message, where, {
          on: 'key',
          data: { credential: index, fault },
          ...rest,
        }),
      );
    const kinds = (['sshPublicKey', 'userPassword'] as const).filter((kind) => credential[kind]);
    for (const kind of kinds) {
      const own = credential[kind];
      if (!own) continue;
      const base = `${at}.${kind}`;
      const method = `${base}.propagationMethod`;
      const { noCloud, configDrive, qemuGuestAgent } = own.propagationMethod;
      const drives = [
        ['noCloud', noCloud, 'cloudInitNoCloud'],
        ['configDrive', configDrive, 'cloudInitConfigDrive'],
      ] as const;
      let methods = qemuGuestAgent ? 1 : 0;
      if (kind === 'sshPublicKey') {
        for (const [name, isUsed, source] of drives) {
          if (!isUsed) continue;
          methods++;
          if (!volumes.some((volume) => volume[source]))
            say(
              'volume',
              `${at} requires a ${name} volume to exist when the ${name} propagationMethod is in use.`,
              method,
              { at: `${method}.${name}`, evidence: [`${method}.${name}`, volumesField(field)] },
            );
        }
        if (qemuGuestAgent?.users.length === 0)
          say(
            'users',
            `${at} requires at least one user to be present in the users list`,
            `${method}.qemuGuestAgent.users`,
            { at: `${method}.qemuGuestAgent`, evidence: [`${method}.qemuGuestAgent`] },
          );
      }
      if (!own.source.secret) say('source', `${at} must have exactly one source set`, `${base}.source`);
      if (methods !== 1) say('method', `${at} must have exactly one propagationMethod set`, method);
    }
    if (kinds.length !== 1) say('kind', `${at} must have exactly one access credential type set`, at);
    return causes;
  });
}
