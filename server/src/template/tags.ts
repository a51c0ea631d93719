/** What a piece of template code does to the text around it. */
export type TagRole =
  /** Stands for a value, or for a part of one. */
  | 'value'
  /** A value alone on its line: whole lines may come of it. */
  | 'lines'
  /** Begins, divides and ends a stretch that may be left out or repeated. */
  | 'open'
  | 'arm'
  | 'close'
  /** At the head of a line, which it keeps or makes a comment. */
  | 'prefix'
  /** Brings in another text. */
  | 'include'
  /** A comment, an assignment: leaves nothing behind. */
  | 'note';

type Roles = readonly (readonly [RegExp, TagRole])[];

/** Jinja: `{% if x %}`. */
const STATEMENT_ROLES: Roles = [
  [/^(?:if|for|macro|call|filter|with|block|raw|autoescape|trans)\b/, 'open'],
  [/^(?:elif|else)\b/, 'arm'],
  [/^end/, 'close'],
  [/^(?:include|import|from|extends)\b/, 'include'],
];

/** Mustache and Handlebars, then Go: `{{#x}}`, `{{ if .X }}`. */
const BRACE_ROLES: Roles = [
  [/^[#^]/, 'open'],
  [/^\/\*/, 'note'],
  [/^\//, 'close'],
  [/^!/, 'note'],
  [/^>/, 'include'],
  [/^else\b/, 'arm'],
  [/^end$/, 'close'],
  [/^(?:if|range|with|block|define)\s/, 'open'],
  [/^(?:template|include|partial)\s/, 'include'],
  [/^\$\w+\s*:?=/, 'note'],
  [/^/, 'value'],
];

/** Ruby and Puppet: `<% if x -%>`, `<% } else { -%>`. */
const CODE_ROLES: Roles = [
  [/^=/, 'value'],
  [/^#/, 'note'],
  [/^(?:else|elsif|when|in)\b|^\}\s*(?:else|elsif)\b/, 'arm'],
  [/^(?:end\b|\})/, 'close'],
  [/^(?:if|unless|case|for|while|until|begin)\b|\bdo\b\s*(?:\|[^|]*\|)?$|\{\s*(?:\|[^|]*\|)?$/, 'open'],
];

/** Terraform: `%{ if x ~}`. */
const DIRECTIVE_ROLES: Roles = [
  [/^(?:if|for)\b/, 'open'],
  [/^else\b/, 'arm'],
  [/^end/, 'close'],
];

const VALUE: Roles = [[/^/, 'value']];

/** A pair of delimiters, and what the code between them does. */
export interface Delimiters {
  readonly open: string;
  readonly close: string;
  readonly roles: Roles;
}

const STATEMENT: Delimiters = { open: '{%', close: '%}', roles: STATEMENT_ROLES };
const COMMENT: Delimiters = { open: '{#', close: '#}', roles: [] };
const EXPRESSION: Delimiters = { open: '{{', close: '}}', roles: VALUE };
const UNESCAPED: Delimiters = { open: '{{{', close: '}}}', roles: VALUE };
const LONG_NOTE: Delimiters = { open: '{{!--', close: '--}}', roles: [] };
const BRACES: Delimiters = { open: '{{', close: '}}', roles: BRACE_ROLES };
const CODE: Delimiters = { open: '<%', close: '%>', roles: CODE_ROLES };
const DIRECTIVE: Delimiters = { open: '%{ ', close: '}', roles: DIRECTIVE_ROLES };
const INTERPOLATION: Delimiters = { open: '${', close: '}', roles: VALUE };

/** A word that some script replaces; such words stand in files of every name. */
const WORDS = [
  /(?<!\w)PH_[A-Z][A-Z0-9_]*/,
  /(?<!\w)__[A-Z][A-Z0-9_]*__/,
  /%{1,2}[A-Z][A-Z0-9_]{2,}%{1,2}/,
  /@{1,2}[A-Z][A-Z0-9_]+@{1,2}/,
];
/** As envsubst(1) and shells know them; no parameter of Postfix has a name in capitals. */
const VARIABLES = [/\$\{[A-Z_][A-Z0-9_]*(?::?[-=?+][^}\n]*)?\}/, /\$[A-Z_][A-Z0-9_]+\b/];
/** As autoconf replaces them. */
const CONFIGURED = [/@[A-Za-z_]\w*@/];
/** Python's string templates with a percent sign; `%%` stands for the sign itself. */
const PERCENT = [/%%\{[^}\n]*\}/, /%%\w?/, /%\{[A-Za-z_]\w*\}/, /%[a-z]\w+/];

/** A language of templates: how its code is recognised. */
export interface Dialect {
  readonly delimiters: readonly Delimiters[];
  readonly words: readonly RegExp[];
}

export const DIALECTS = {
  jinja: { delimiters: [STATEMENT, COMMENT, EXPRESSION], words: WORDS },
  code: { delimiters: [CODE], words: WORDS },
  braces: { delimiters: [LONG_NOTE, UNESCAPED, BRACES], words: WORDS },
  terraform: { delimiters: [DIRECTIVE, INTERPOLATION], words: WORDS },
  configured: { delimiters: [], words: [...WORDS, ...CONFIGURED, ...VARIABLES] },
  variables: {
    delimiters: [STATEMENT, LONG_NOTE, UNESCAPED, BRACES, CODE],
    words: [...WORDS, ...VARIABLES],
  },
  percent: {
    delimiters: [STATEMENT, DIRECTIVE, LONG_NOTE, UNESCAPED, BRACES, CODE],
    words: [...WORDS, ...VARIABLES, ...PERCENT],
  },
  words: { delimiters: [], words: WORDS },
} as const satisfies Record<string, Dialect>;

/** The marks that say what becomes of blanks around the code, and Mustache's `&`, are no part of what it does. */
const MARKS = /^[-+~&\s]+|[-+~\s]+$/g;

export function unmarked(code: string): string {
  return code.replace(MARKS, '');
}

export function roleOf({ roles }: Delimiters, code: string): TagRole {
  const bare = unmarked(code);
  return roles.find(([pattern]) => pattern.test(bare))?.[1] ?? 'note';
}
