/**
 * How long a glob can take. Globs become regular expressions that go back for every wildcard, so that a few of them in one name
 * make a match of minutes; whoever wrote a repository wrote its globs, too. What is too much is told by its text alone.
 */

/** Of one name, with each some 250 characters long at most: one more costs a hundred times as much. */
const mostWildcards = 3;
/** Of a whole glob: each multiplies the others. */
const mostChoices = 6;

/** Whether a glob is matched in a time that does not matter. */
export function isCheap(pattern: string): boolean {
  if (pattern.length > 1000) return false;
  // Parentheses make groups that repeat groups.
  if (/[@?!+*]\([^)]*[(*+]/.test(pattern)) return false;
  if ((pattern.match(/\{|[@?!+*]\(/g) ?? []).length > mostChoices) return false;
  const parts = pattern.split('/');
  const isLong = (part: string): boolean => (part.match(/\*+/g) ?? []).length > mostWildcards;
  return !parts.some(isLong) && parts.filter((part) => part.includes('**')).length <= mostWildcards;
}
