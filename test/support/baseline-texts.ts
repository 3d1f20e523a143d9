/** Baselines from memory: what files were, by their URIs. */
import type { BaselineTexts } from '../../server/src/core/ports.ts';

export function oldTexts(texts: Readonly<Record<string, string>>, label = 'HEAD'): BaselineTexts {
  return {
    texts: (uri) => {
      const text = texts[uri];
      return text === undefined ? { state: 'new', label } : { state: 'text', text, label, uri };
    },
    changedFiles: () => [],
    forget: () => [],
    onChanged: () => undefined,
  };
}
