/** Which documents the extension looks at. Diff views (`git:`) and its own virtual documents are left alone. */
import type { DocumentFilter } from 'vscode';

const schemes = ['file', 'untitled', 'vscode-vfs', 'vscode-test-web'] as const;
const languages = ['yaml', 'json', 'helm'] as const;

export const documentSelector: { scheme: string; language: string }[] = schemes.flatMap((scheme) =>
  languages.map((language) => ({ scheme, language })),
) satisfies DocumentFilter[];
