/**
 * Which language a user is spoken to in, and how it is switched. The message library keeps one bundle for the whole
 * process, so this is the only module that sets it; whoever serves several users in one process says before each piece
 * of work for whom it is. What is looked up while modules load would stay English for good, so nothing is (a test).
 */
import * as l10n from '@vscode/l10n';
import { translations, type Messages, type MessageSource, type Translation } from './ports.ts';

/** For hosts without bundles. */
export const englishOnly: MessageSource = { messages: () => Promise.resolve(undefined) };

export const englishMessages: Messages = {};

/**
 * The translation that a locale asks for, as editors and environments write it: `ko`, `ko-KR`, `ko_KR.UTF-8@x`.
 * Undefined: English, as for `C`, `POSIX` and every language without a bundle.
 */
export function translationFor(locale: string | undefined): Translation | undefined {
  const language = /^[a-z]+(?![a-z0-9])/i.exec(locale ?? '')?.[0].toLowerCase();
  return translations.find((known) => known === language);
}

/** The locale of messages in a POSIX environment: the first of these variables that is set and not empty. */
export function localeOf(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  return ['LC_ALL', 'LC_MESSAGES', 'LANG'].map((name) => environment[name]).find((value) => value);
}

export async function messagesFor(locale: string | undefined, source: MessageSource): Promise<Messages> {
  const translation = translationFor(locale);
  return (translation && (await source.messages(translation))) ?? englishMessages;
}

/** From here on messages are in the language of a bundle. */
export function speak(messages: Messages): void {
  l10n.config({ contents: messages });
}
