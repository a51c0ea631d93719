import { DIALECTS, type Dialect } from './tags';

type DialectName = keyof typeof DIALECTS;

/** Endings of names, and the language that each stands for. */
const ENDINGS: Readonly<Record<string, DialectName>> = {
  j2: 'jinja',
  jinja: 'jinja',
  jinja2: 'jinja',
  erb: 'code',
  epp: 'code',
  mustache: 'braces',
  hbs: 'braces',
  handlebars: 'braces',
  gotmpl: 'braces',
  tftpl: 'terraform',
  in: 'configured',
  envsubst: 'variables',
  tmpl: 'variables',
  template: 'variables',
  tpl: 'percent',
};

const ENDING = new RegExp(`\\.(${Object.keys(ENDINGS).join('|')})$`, 'i');

/** `.j2` of `main.cf.j2`; empty for a name that says nothing of templates. */
export function templateEnding(name: string): string {
  return ENDING.exec(name)?.[0] ?? '';
}

/** Jinja in a file under its final name; Postfix' own `inline:{{key = value}}` is not taken for it. */
const STATEMENT = /\{%[-+]?\s*(?:if|for|set|include|macro|raw)\b[^}]*%\}/;
const EXPRESSION = /\{\{-?\s*[A-Za-z_][\w.]*(?:\s*\|[^{}=\n]*)?\s*-?\}\}/;
const CODE = /<%=\s*@?\w[^%\n]*%>/;

const SIGNS: readonly (readonly [RegExp, DialectName])[] = [
  [STATEMENT, 'jinja'],
  [EXPRESSION, 'braces'],
  [CODE, 'code'],
];

/** The language of a file's template code: told by its name, else by what stands in it. */
export function dialectOf(uri: string, text: string): Dialect {
  const ending = templateEnding(uri).slice(1).toLowerCase();
  const name = ENDINGS[ending] ?? SIGNS.find(([sign]) => sign.test(text))?.[1] ?? 'words';
  return DIALECTS[name];
}

export function isJinja(uri: string, text: string): boolean {
  return dialectOf(uri, text) === DIALECTS.jinja;
}
