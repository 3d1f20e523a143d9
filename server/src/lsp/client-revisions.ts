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
      return await this.connection.sendRequest<OldText>(clientRequests.baselineText, { uri, choice, maxBytes });
    } catch (fault) {
      return { state: 'none', reason: 'failed', detail: fault instanceof Error ? fault.message : String(fault) };
    }
  }

  async changedFiles(uri: string, choice: RevisionChoice): Promise<readonly string[]> {
    try {
      return await this.connection.sendRequest<readonly string[]>(clientRequests.changedFiles, { uri, choice });
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
