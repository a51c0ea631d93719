import { duplicateParameter } from './postfix/duplicate-parameter';
import type { Rule } from './rule';

/** Every rule, in the order in which the index of the documentation lists them. */
export const rules: readonly Rule[] = [duplicateParameter];
