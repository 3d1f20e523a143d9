/**
 * The file that a rendered document was made of, where the tool that rendered it says so: Helm in a comment above each
 * document, kustomize in an annotation of each object (`buildMetadata: [originAnnotations]`). Positions in the rendered
 * text are not those of that file, so it is named and no more.
 * Truth: `helm/helm · pkg/action/action.go` (`renderResources`), `kubernetes-sigs/kustomize · api/resource/origin.go`.
 */
import type { Resource } from '../resources/resources.ts';
import { textAt } from '../resources/resources.ts';
import { isAtOrBelow, joinField } from '../yaml/locate.ts';
import type { YamlDocument } from '../yaml/tree.ts';

/** The source of what stands at a field of a document; undefined for manifests that people write. */
export function documentSource(
  { document, resources }: { readonly document: YamlDocument; readonly resources: readonly Resource[] },
  field = '',
): string | undefined {
  return (
    helmSource(document) ??
    originOf(
      document,
      resources.find((one) => one.field === '' || isAtOrBelow(field, one.field)),
    )
  );
}

/** People may begin a comment in the same way: only Helm's folders are believed. */
function helmSource({ root, text }: YamlDocument): string | undefined {
  const head = text.slice(0, root?.start ?? text.length);
  return /^# Source: (\S+\/(?:templates|crds)\/\S+)[ \t]*\r?$/m.exec(head)?.[1];
}

function originOf(document: YamlDocument, resource: Resource | undefined): string | undefined {
  if (!resource) return undefined;
  const origin = textAt(document, resource.node, joinField('metadata.annotations', 'config.kubernetes.io/origin'));
  return origin.state === 'stated' ? /^path: (\S.*?)[ \t]*$/m.exec(origin.value)?.[1] : undefined;
}
