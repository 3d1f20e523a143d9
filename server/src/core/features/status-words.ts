/**
 * What a stage is called where there is little room: the lamps and a few words, for hints, findings' lists and tables. The
 * words of the stages themselves are those of `kubevirt/status`; nothing is judged here.
 */
import * as l10n from '@vscode/l10n';
import type { Lamps, NicStage } from '../kubevirt/status/stage.ts';
import { lampWord, spokenLamp, stageTitle } from '../kubevirt/status/stage-words.ts';

const lampNames = ['pod', 'domain', 'guest'] as const;

/** `Pod ✔ · domain ✔ · guest ✘`; what has nothing to say is left out. */
export function lampsText({ lamps }: Pick<NicStage, 'lamps'>): string {
  return lampsInWords(lamps, lampWord).join(' · ');
}

/** The same for those who hear it: `Pod: yes, domain: yes, guest: no`. */
export function spokenLamps({ lamps }: Pick<NicStage, 'lamps'>): string {
  return lampsInWords(lamps, spokenLamp).join(', ');
}

function lampsInWords(lamps: Lamps, wordOf: typeof lampWord): readonly string[] {
  return lampNames.filter((name) => lamps[name] !== 'not-applicable').map((name) => wordOf(name, lamps[name]));
}

/** Lamps and stage, where both have something to say. */
export function stageLine(stage: NicStage): string {
  return [lampsText(stage), stageWord(stage)].filter((text) => text !== '').join(' – ');
}

/** The stage in a few words; where others fit as well, it is not certain. */
export function stageWord(stage: NicStage): string {
  const title = stageTitle(stage);
  return stage.alternatives.length > 0 ? l10n.t('{0}, perhaps', title) : title;
}
