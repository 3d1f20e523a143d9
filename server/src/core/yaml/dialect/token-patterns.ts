/**
 * How the text of single tokens must be written for go-yaml to take it. Truth: `kubernetes-sigs/yaml ·
 * goyaml.v2/scannerc.go`.
 */

const blockHeader = /^[|>](?:[-+][1-9]?|[1-9][-+]?)?$/;
const anchor = /^[&*][A-Za-z0-9_-]+$/;
const uri = "(?:[A-Za-z0-9_;/?:@&=+$,.!~*'()[\\]-]|%[0-9A-Fa-f]{2})";
const handle = '[A-Za-z0-9_-]*!';
const directive = new RegExp(
  `^%(?:YAML[ \\t]+\\d{1,2}\\.\\d{1,2}|TAG[ \\t]+!(?:${handle})?[ \\t]+${uri}+)[ \\t]*(?:#.*)?$`,
);
/** `!<uri>`, `!handle!suffix` and `!suffix`, the last one empty or not. */
const tag = new RegExp(`^!(?:<${uri}+>|${handle}${uri}+|(?!${handle})${uri}*)$`);

/** `|`, `>` with an indentation figure and a mark for the line ends behind. */
export function isBlockHeader(token: string): boolean {
  return blockHeader.test(token);
}

/** An anchor or alias, and the character behind it. */
export function isAnchor(token: string, next: string): boolean {
  return anchor.test(token) && (next === '' || ' \t\r\n?:,]}%@`'.includes(next));
}

/** A tag, and the character behind it: blanks only, even in flow collections. */
export function isTag(token: string, next: string): boolean {
  return tag.test(token) && (next === '' || ' \t\r\n'.includes(next));
}

/** A whole line that is a directive. */
export function isDirective(line: string): boolean {
  return directive.test(line);
}

/** Whether no plain scalar can begin with a character. */
export function isReserved(character: string, inFlow: boolean): boolean {
  return '%@`'.includes(character) || (inFlow && '|>'.includes(character));
}
