/** A handler: what it offers in the server's capabilities, and how it binds to the connection. One file a request. */
import type { ServerCapabilities } from 'vscode-languageserver';
import type { Session } from '../session.ts';

export interface Handler {
  capabilities(session: Session): ServerCapabilities;
  register(session: Session): void;
}
