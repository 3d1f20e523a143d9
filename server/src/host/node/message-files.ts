/**
 * The message bundles of a folder, behind the core's interface. Only names of known translations become file names; where a
 * bundle is missing or broken, users are spoken to in English.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Log, Messages, MessageSource } from '../../core/ports.ts';

/** `folder` is the `l10n` of the package. */
export function nodeMessages(folder: string, log?: Pick<Log, 'error'>): MessageSource {
  return {
    async messages(translation) {
      const name = `bundle.l10n.${translation}.json`;
      try {
        return JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Messages;
      } catch (fault) {
        log?.error(`l10n: ${name}: ${fault instanceof Error ? fault.message : String(fault)}`);
        return undefined;
      }
    },
  };
}
