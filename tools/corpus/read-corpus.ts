/** Manifests of a folder with their texts, for the corpus suite and its report. The only place that knows where the corpus lies. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface CorpusFile {
  /** Path below the folder, with `/`. */
  readonly name: string;
  readonly uri: string;
  readonly text: string;
}

/** The shared corpus: beside the project, or below the folder that `VIRTLENS_SHARED` names. */
export function corpusFolder(): string {
  return path.join(path.resolve(process.env['VIRTLENS_SHARED'] ?? '../shared'), 'corpus', 'manifests');
}

/** Every file below a folder that may hold manifests, by name; empty when there is no such folder. */
export function readCorpus(folder: string): readonly CorpusFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json|in|tpl|tmpl|txt)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      name: path.relative(folder, file).split(path.sep).join('/'),
      uri: pathToFileURL(file).href,
      text: readFileSync(file, 'utf8'),
    }));
}
