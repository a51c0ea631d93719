import type { Variables } from './variables';

/** Forms of placeholders: what they mean with these values, or the name that has none. */
interface Form {
  readonly pattern: RegExp;
  replace(match: RegExpExecArray, variables: Variables): unknown;
}

const byName = (match: RegExpExecArray, variables: Variables): unknown => variables[match[1] ?? ''];

const FORMS: readonly Form[] = [
  { pattern: /^%%(\{[^}]*\}|\w?)$/, replace: ([, rest = '']) => `%${rest}` },
  {
    pattern: /^\$\{(\w+):?-([^}]*)\}$/,
    replace: (match, variables) => byName(match, variables) ?? match[2],
  },
  { pattern: /^(?:\$\{|%\{)(\w+)[^}]*\}$/, replace: byName },
  { pattern: /^PH_(\w+)$/, replace: (match, variables) => variables[match[0]] ?? byName(match, variables) },
  { pattern: /^(?:__|%%?|@@?|\$)(\w+?)(?:__|%%?|@@?)?$/, replace: byName },
];

/** The name in a placeholder, and its value if it has one. */
export function wordValue(
  code: string,
  variables: Variables,
): { readonly name: string; readonly value: unknown } {
  for (const form of FORMS) {
    const match = form.pattern.exec(code);
    if (match) return { name: match[1] ?? code, value: form.replace(match, variables) };
  }
  return { name: code, value: undefined };
}
