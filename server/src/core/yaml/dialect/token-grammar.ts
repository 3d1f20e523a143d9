/**
 * The grammar that go-yaml holds a document's tokens to, as a pushdown automaton: one token in, the first fault out. It
 * says only whether kubectl takes the document; values come from the tree. Truth: `kubernetes-sigs/yaml ·
 * goyaml.v2/parserc.go`, checked by the golden YAML data.
 */

/** `list-start`, `map-start` and `block-end` have no text of their own: indentation makes them. */
export type TokenKind =
  | 'stream-end'
  | 'document-start'
  | 'document-end'
  | 'directive'
  | 'list-start'
  | 'map-start'
  | 'block-end'
  | '['
  | ']'
  | '{'
  | '}'
  | ','
  | '-'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

/** What the grammar missed. */
export type GrammarFault = 'directive' | 'missing-value' | 'bad-indentation' | 'missing-dash' | 'missing-comma';

type State =
  | 'start'
  | 'content'
  | 'end'
  // A node to come: in block style, in block style where a list may stand at its key's column, or in flow style.
  | 'block-node'
  | 'value-node'
  | 'flow-node'
  | 'list'
  | 'list-item'
  | 'flush-list'
  | 'flush-item'
  | 'map'
  | 'map-key'
  | 'map-value'
  | 'map-value-node'
  | 'flow-list-first'
  | 'flow-list'
  | 'flow-list-next'
  | 'flow-pair-key'
  | 'flow-pair-value'
  | 'flow-pair-value-node'
  | 'flow-map-first'
  | 'flow-map'
  | 'flow-map-next'
  | 'flow-map-key'
  | 'flow-map-value'
  | 'flow-map-value-node';

export class TokenGrammar {
  /** Set once the document is complete: what follows is not read. */
  done = false;
  private readonly stack: State[] = ['start'];
  private hasAnchor = false;
  private hasTag = false;

  /** Takes the next token; the result is the fault that ends the reading. */
  take(kind: TokenKind): GrammarFault | undefined {
    // A state either consumes the token and returns, or makes way for another state and looks again.
    for (;;) {
      switch (this.stack.at(-1)) {
        case 'start':
          if (kind === 'directive') return 'directive';
          if (kind === 'stream-end') return this.finish();
          if (kind === 'document-start') return this.become('content');
          this.become('end');
          this.stack.push('block-node');
          break;
        case 'content':
          if (kind === 'directive' || kind === 'document-start' || kind === 'document-end' || kind === 'stream-end')
            return this.finish();
          this.become('end');
          this.stack.push('block-node');
          break;
        case 'end':
          return this.finish();
        case 'block-node':
        case 'value-node':
        case 'flow-node': {
          const result = this.node(kind);
          if (result === 'again') break;
          return result;
        }
        case 'list':
          if (kind === '-') return this.become('list-item');
          return kind === 'block-end' ? this.leave() : 'missing-dash';
        case 'list-item':
          this.become('list');
          if (kind !== '-' && kind !== 'block-end') this.stack.push('block-node');
          break;
        case 'flush-list':
          if (kind === '-') return this.become('flush-item');
          this.leave();
          break;
        case 'flush-item':
          this.become('flush-list');
          if (kind !== '-' && !endsMapPart(kind)) this.stack.push('block-node');
          break;
        case 'map':
          if (kind === 'key') return this.become('map-key');
          return kind === 'block-end' ? this.leave() : 'bad-indentation';
        case 'map-key':
          this.become('map-value');
          if (!endsMapPart(kind)) this.stack.push('value-node');
          break;
        case 'map-value':
          if (kind === 'value') return this.become('map-value-node');
          this.become('map');
          break;
        case 'map-value-node':
          this.become('map');
          if (!endsMapPart(kind)) this.stack.push('value-node');
          break;
        case 'flow-list-first':
          if (kind === ']') return this.leave();
          this.become('flow-list-next');
          break;
        case 'flow-list':
          if (kind === ']') return this.leave();
          return kind === ',' ? this.become('flow-list-next') : 'missing-comma';
        case 'flow-list-next':
          if (kind === ']') return this.leave();
          if (kind === 'key') return this.become('flow-pair-key');
          this.become('flow-list');
          this.stack.push('flow-node');
          break;
        case 'flow-pair-key':
          // An empty key is null, which no JSON object can have.
          if (kind === 'value' || kind === ',' || kind === ']') return 'missing-value';
          this.become('flow-pair-value');
          this.stack.push('flow-node');
          break;
        case 'flow-pair-value':
          this.become('flow-list');
          if (kind === 'value') return this.become('flow-pair-value-node');
          break;
        case 'flow-pair-value-node':
          this.become('flow-list');
          if (kind !== ',' && kind !== ']') this.stack.push('flow-node');
          break;
        case 'flow-map-first':
          if (kind === '}') return this.leave();
          this.become('flow-map-next');
          break;
        case 'flow-map':
          if (kind === '}') return this.leave();
          return kind === ',' ? this.become('flow-map-next') : 'missing-comma';
        case 'flow-map-next':
          if (kind === '}') return this.leave();
          if (kind === 'key') return this.become('flow-map-key');
          this.become('flow-map');
          this.stack.push('flow-node');
          break;
        case 'flow-map-key':
          this.become('flow-map-value');
          if (kind !== 'value' && kind !== ',' && kind !== '}') this.stack.push('flow-node');
          break;
        case 'flow-map-value':
          this.become('flow-map');
          if (kind === 'value') return this.become('flow-map-value-node');
          break;
        case 'flow-map-value-node':
          this.become('flow-map');
          if (kind !== ',' && kind !== '}') this.stack.push('flow-node');
          break;
        case undefined:
          return this.finish();
      }
    }
  }

  private node(kind: TokenKind): GrammarFault | 'again' | undefined {
    const context = this.stack.at(-1);
    const hasProperties = this.hasAnchor || this.hasTag;
    switch (kind) {
      case 'anchor':
        if (this.hasAnchor) break;
        this.hasAnchor = true;
        return undefined;
      case 'tag':
        if (this.hasTag) break;
        this.hasTag = true;
        return undefined;
      case 'alias':
        if (hasProperties) break;
        return this.leave();
      case 'scalar':
        return this.leave();
      case '[':
        return this.become('flow-list-first');
      case '{':
        return this.become('flow-map-first');
      case '-':
        if (context !== 'value-node') break;
        this.become('flush-list');
        return 'again';
      case 'list-start':
        if (context === 'flow-node') break;
        return this.become('list');
      case 'map-start':
        if (context === 'flow-node') break;
        return this.become('map');
      default:
    }
    if (!hasProperties) return 'missing-value';
    // An anchor or a tag with nothing behind it stands for an empty value.
    this.leave();
    return 'again';
  }

  private become(state: State): undefined {
    this.stack[this.stack.length - 1] = state;
    this.hasAnchor = false;
    this.hasTag = false;
  }

  private leave(): undefined {
    this.stack.pop();
    this.hasAnchor = false;
    this.hasTag = false;
  }

  private finish(): undefined {
    this.done = true;
  }
}

function endsMapPart(kind: TokenKind): boolean {
  return kind === 'key' || kind === 'value' || kind === 'block-end';
}
