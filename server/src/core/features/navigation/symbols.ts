/**
 * What a name in a manifest stands for: the thing that editors jump to, highlight and rename. Two places belong together
 * exactly when their symbols are the same. Says nothing of where a symbol is written; that is `mentions.ts`.
 */

/** Names that mean something only inside their own object. */
export type LocalKind = 'network' | 'volume' | 'resource-claim' | 'data-volume';

export interface NadSymbol {
  readonly kind: 'nad';
  /** Undefined: it cannot be known, so every namespace is possible. */
  readonly namespace: string | undefined;
  /** The namespace is not known, but it is the one where the objects of the file land. */
  readonly isBeside: boolean;
  readonly name: string;
}

export type NavigationSymbol =
  | {
      readonly kind: LocalKind;
      /** Field of the object in its document. */
      readonly scope: string;
      readonly name: string;
    }
  | NadSymbol
  | { readonly kind: 'binding'; readonly name: string }
  | {
      readonly kind: 'instancetype' | 'preference';
      readonly clusterScoped: boolean;
      readonly namespace: string | undefined;
      readonly name: string;
    };

/** Whether a symbol means something only in the document that it stands in. */
export function isLocal(symbol: NavigationSymbol): symbol is Extract<NavigationSymbol, { scope: string }> {
  return 'scope' in symbol;
}

/** Whether two symbols of the same document, or two that are not local, may be the same thing. */
export function isSameSymbol(one: NavigationSymbol, other: NavigationSymbol): boolean {
  if (one.kind !== other.kind || one.name !== other.name) return false;
  if (isLocal(one) || isLocal(other)) return isLocal(one) && isLocal(other) && one.scope === other.scope;
  if (one.kind === 'binding' || other.kind === 'binding') return true;
  if (one.kind !== 'nad' && other.kind !== 'nad') {
    if (one.clusterScoped !== other.clusterScoped) return false;
    if (one.clusterScoped) return true;
  }
  return one.namespace === undefined || other.namespace === undefined || one.namespace === other.namespace;
}
