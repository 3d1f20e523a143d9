export const quietInstall: readonly string[];
export function installPackages(folder: string, say: (line: string) => void): Promise<boolean>;
export function isInstalled(folder: string): boolean;
