/**
 * What stages are called, and what is said of them, shared by all that show them: a few words for a hint or a table, and the whole
 * diagnosis. The sentences of each stage are in `stage-diagnosis.ts`. Decides nothing.
 */
import * as l10n from '@vscode/l10n';
import type { Observed } from './observed.ts';
import { ownDiagnosis } from './stage-diagnosis.ts';
import type { Lamp, Lamps, NicStage, Progress, StageId } from './stage.ts';

export { stageNextSteps } from './stage-next-steps.ts';

export function stageTitle({ stage }: Pick<NicStage, 'stage'>): string {
  return titleOf(stage);
}

export function titleOf(stage: StageId): string {
  switch (stage) {
    case 'not-copied':
      return l10n.t('in the VM, not in the running VMI');
    case 'pod-not-rendered':
      return l10n.t('KubeVirt cannot make the Pod');
    case 'sandbox-not-created':
      return l10n.t('the Pod’s network is being made');
    case 'sriov-awaits-migration':
      return l10n.t('comes with the next migration');
    case 'not-in-annotation':
      return l10n.t('the Pod is not asked for it');
    case 'awaits-dynamic-attach':
      return l10n.t('waits to be attached to the Pod');
    case 'attach-needs-migration':
      return l10n.t('not attached to the Pod, needs a migration');
    case 'not-recognised':
      return l10n.t('in the Pod, not in the status');
    case 'not-in-guest':
      return l10n.t('in the Pod, not in the guest');
    case 'vf-not-in-guest':
      return l10n.t('VF in the Pod, not in the guest');
    case 'plugin-not-in-guest':
      return l10n.t('in the Pod, not put into the guest by its plugin');
    case 'not-seen-by-agent':
      return l10n.t('in the guest’s hardware, no word from the guest');
    case 'healthy':
      return l10n.t('in Pod and guest');
    case 'without-address':
    case 'primary-without-address':
      return l10n.t('in the guest, without an address');
    case 'lost-in-pod':
      return l10n.t('in the guest, lost in the Pod');
    case 'nad-changed':
      return l10n.t('still on the former NAD');
    case 'other-nad':
      return l10n.t('attached by another NAD');
    case 'lost-everywhere':
      return l10n.t('lost in Pod and guest');
    case 'unplug-not-copied':
      return l10n.t('absent in the VM, not in the running VMI');
    case 'unplug-asked':
      return l10n.t('the guest is asked to let it go');
    case 'unplug-in-pod':
      return l10n.t('out of the guest, still in the Pod');
    case 'unplug-needs-migration':
      return l10n.t('out of the guest, leaves the Pod by a migration');
    case 'unplug-cleanup':
      return l10n.t('unplugged, is being cleaned up');
    case 'unplug-leaves-spec':
      return l10n.t('unplugged, leaves the VMI’s spec');
    case 'unplugged':
      return l10n.t('unplugged');
    case 'deleted-without-absent':
      return l10n.t('deleted from the VM, kept by the VMI');
    case 'primary-awaits-pod':
      return l10n.t('waits for the Pod');
    case 'primary-missing':
      return l10n.t('not in the status of the running VMI');
    case 'primary-not-in-domain':
      return l10n.t('in the Pod, the guest is not up');
    case 'primary-without-agent':
      return l10n.t('in the guest, no word from the guest');
    case 'claim-awaits-domain':
      return l10n.t('waits for the guest to start');
    case 'claim-in-domain':
      return l10n.t('device is in the guest');
    case 'claim-not-in-domain':
      return l10n.t('device is not in the guest');
    case 'guest-only':
      return l10n.t('known to the guest alone');
  }
}

export function progressWord(progress: Progress): string {
  switch (progress) {
    case 'done':
      return l10n.t('done');
    case 'waiting':
      return l10n.t('waiting');
    case 'stuck':
      return l10n.t('stuck');
    case 'unknown':
      return l10n.t('not known');
  }
}

/** One lamp: `Pod ✔`. */
export function lampWord(of: keyof Lamps, lamp: Lamp): string {
  const names = { pod: l10n.t('Pod'), domain: l10n.t('domain'), guest: l10n.t('guest') };
  const marks: Readonly<Record<Lamp, string>> = { yes: '✔', no: '✘', unseen: '?', 'not-applicable': '–' };
  return `${names[of]} ${marks[lamp]}`;
}

/** The same for those who hear it: `Pod: yes`. */
export function spokenLamp(of: keyof Lamps, lamp: Lamp): string {
  const names = { pod: l10n.t('Pod'), domain: l10n.t('domain'), guest: l10n.t('guest') };
  switch (lamp) {
    case 'yes':
      return l10n.t('{0}: yes', names[of]);
    case 'no':
      return l10n.t('{0}: no', names[of]);
    case 'unseen':
      return l10n.t('{0}: not seen', names[of]);
    case 'not-applicable':
      return l10n.t('{0}: does not apply', names[of]);
  }
}

/** One or a few sentences with the NIC's real names. */
export function stageDiagnosis(nic: NicStage, observed: Observed): string {
  const sentences = [ownDiagnosis(nic, observed), custom(nic), quoted(nic), guess(nic, observed)];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function custom({ scheme, podInterface, stage }: NicStage): string {
  return scheme === 'custom' && stage !== 'primary-awaits-pod'
    ? l10n.t(
        'The Pod’s primary interface is {0} instead of eth0: a primary user-defined network, or a default network that names it so.',
        podInterface ?? '?',
      )
    : '';
}

function quoted({ evidence }: NicStage): string {
  return evidence.length === 0 ? '' : l10n.t('The message is: {0}', evidence.map((text) => `“${text}”`).join(' '));
}

/** What else it may be, as an object is not seen. */
function guess({ alternatives }: NicStage, { pod, vmi }: Observed): string {
  if (alternatives.length === 0) return '';
  const titles = alternatives.map(titleOf).join('; ');
  if (!vmi) return l10n.t('It may be: {0}.', titles);
  return pod
    ? l10n.t('It may also be: {0}.', titles)
    : l10n.t('The launcher Pod is not seen here; it may also be: {0}.', titles);
}
