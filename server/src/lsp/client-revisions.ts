/**
 * Old texts of files from a client that has git at hand, as VS Code has: the server runs no program then. What the client
 * does not answer counts as failed.
 */
import type { Connection } from 'vscode-languageserver';
import type { OldText, RevisionChoice, RevisionTexts } from '../core/ports.ts';
import { clientRequests } from './protocol.ts';

export class ClientRevisions implements RevisionTexts {
  private readonly listeners: ((folders: readonly string[] | undefined) => void)[] = [];

  constructor(private readonly connection: Connection) {}

  async textOf(uri: string, choice: RevisionChoice, maxBytes: number): Promise<OldText> {
    try {
      const answer: unknown = await this.connection.sendRequest(clientRequests.baselineText, { uri, choice, maxBytes });
      return isOldText(answer) ? answer : { state: 'none', reason: 'failed', detail: clientRequests.baselineText };
    } catch (fault) {
      return { state: 'none', reason: 'failed', detail: fault instanceof Error ? fault.message : String(fault) };
    }
  }

  async changedFiles(uri: string, choice: RevisionChoice): Promise<readonly string[]> {
    try {
      const answer: unknown = await this.connection.sendRequest(clientRequests.changedFiles, { uri, choice });
      return Array.isArray(answer) ? answer.filter((file): file is string => typeof file === 'string') : [];
    } catch {
      return [];
    }
  }

  onChanged(listener: (folders: readonly string[] | undefined) => void): void {
    this.listeners.push(listener);
  }

  invalidate(folders?: readonly string[]): void {
    for (const listener of this.listeners) listener(folders);
  }
}

function isOldText(answer: unknown): answer is OldText {
  const { state, text, uri } = (answer ?? {}) as Partial<Record<'state' | 'text' | 'uri', unknown>>;
  return state === 'text' ? typeof text === 'string' && typeof uri === 'string' : state === 'new' || state === 'none';
}
