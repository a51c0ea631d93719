import type { ValueType } from '../knowledge/types';
import type { Parameter } from '../postfix/mainCf';
import type { PostfixInstance } from '../system/postfixInstance';

/** Values in which a run of blanks means what one blank means. */
const SPLIT_AT_BLANKS: ReadonlySet<ValueType['kind']> = new Set(['list', 'restrictions', 'tables', 'flags']);

/**
 * True for a value of words with blanks or commas between them. Parameters of the user's own count as lists when they
 * look like one: a comma in them, or a restriction class.
 */
export function isListValue({ name, value }: Parameter, instance: PostfixInstance): boolean {
  const type = instance.release.parameterOfAnyVersion(name)?.type;
  if (type) return SPLIT_AT_BLANKS.has(type.kind);
  return value.text.includes(',') || instance.restrictionClasses.has(name);
}
