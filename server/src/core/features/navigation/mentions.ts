/**
 * Every place of a document that names something other places name too: logical networks, volumes, NADs, bindings,
 * instancetypes and preferences. Definition, references, highlighting and renaming are all views of this one list, so
 * they cannot disagree. What a template writes is no mention.
 */
import { projectFileName } from '../../workspace/project-file.ts';
import type { FactContext } from '../../workspace/launcher.ts';
import type { DocumentView } from '../../workspace/workspace.ts';
import type { Span } from '../../yaml/tree.ts';
import { bindingMentions, profileMentions } from './cluster-mentions.ts';
import { localMentions } from './local-mentions.ts';
import type { Mention } from './mention.ts';
import { nadMentions } from './nad-mentions.ts';
import { projectMentions } from './project-mentions.ts';

/** All mentions, in order of writing. */
export function mentionsOf(view: DocumentView, context: FactContext): readonly Mention[] {
  const { document } = view;
  const found = view.uri.endsWith(`/${projectFileName}`)
    ? [...projectMentions(document, context)]
    : view.resources
        .filter(({ former }) => !former)
        .flatMap((resource) => [
          ...localMentions(document, resource),
          ...nadMentions(view, resource, context),
          ...bindingMentions(document, resource),
          ...profileMentions(document, resource, context),
        ]);
  return found.filter((mention) => mention !== undefined).sort((one, other) => one.span.start - other.span.start);
}

/** The mention that an offset stands in; the innermost where a text holds several. */
export function mentionAt(mentions: readonly Mention[], offset: number): Mention | undefined {
  const covers = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  return mentions.find(({ span }) => covers(span)) ?? mentions.find(({ area }) => covers(area));
}
