import { lineStart, type Tag } from '../scan';
import { unmarked } from '../tags';
import type { TemplateText } from '../template';
import type { Rendered } from './rendered';
import { isTrue, lookUp, printed, type Variables } from './variables';
import { wordValue } from './words';

const PROBLEM = {
  en: 'Line {line}: {code} is beyond what can be rendered here',
  'zh-cn': '第 {line} 行：{code} 超出了这里可以渲染的范围',
};

const DELIMITED = /^(?:\{\{\{|\{\{|<%=?|%\{\s|\$\{(?![A-Z_][A-Z0-9_]*(?::?[-=?+][^}]*)?\}))/;
const CLOSING = /(?:\}\}\}|\}\}|%>|\})$/;
const PATH = '[@$.]*([A-Za-z_]\\w*(?:\\.\\w+)*)';
const VALUE = new RegExp(`^=?\\s*${PATH}$`);
const LOOP = [
  new RegExp(`^${PATH}\\.each\\s+(?:do|\\{)\\s*\\|\\s*(\\w+)\\s*\\|$`),
  new RegExp(`^#each\\s+${PATH}()$`),
  new RegExp(`^range\\s+${PATH}()$`),
];
const TERRAFORM_LOOP = new RegExp(`^for\\s+(\\w+)\\s+in\\s+${PATH}$`);
const CONDITION = new RegExp(
  `^(#if|#unless|if|unless|[#^]|elsif|else\\s+if|\\}\\s*elsif)?\\s*(not\\s+|!)?\\s*\\(?${PATH}(?:\\s*(==|!=)\\s*["']?([^"']*?)["']?)?\\)?\\s*(?:\\{|then)?$`,
);
const OTHERWISE = /^(?:else|\}\s*else\s*\{?)$/;
const NEGATIVE: ReadonlySet<string> = new Set(['unless', '#unless', '^']);

class Unsupported extends Error {
  constructor(readonly tag: Tag) {
    super('unsupported');
  }
}

/**
 * Renders what ERB, Puppet, Go, Mustache, Handlebars, Terraform and scripts with placeholders have in common: names,
 * conditions over one name, and loops over one list. Anything else is refused with its line.
 */
export function renderSubset(template: TemplateText, variables: Variables): Rendered {
  const renderer = new Renderer(template);
  try {
    return { text: renderer.whole(variables), missing: [...renderer.missing] };
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    const { source } = template;
    const code = source.slice(error.tag.start, error.tag.end);
    return { problem: PROBLEM, values: { code, line: source.slice(0, error.tag.start).split('\n').length } };
  }
}

class Renderer {
  readonly missing = new Set<string>();
  private index = 0;
  private at = 0;

  constructor(private readonly template: TemplateText) {}

  whole(variables: Variables): string {
    const text = this.part(variables);
    const left = this.template.tags[this.index];
    if (left) throw new Unsupported(left);
    return text;
  }

  /** Renders up to the next arm or end of the block that it is in; without one, all that is left. */
  private part(variables: Variables): string {
    let result = '';
    const { source, tags } = this.template;
    for (let tag = tags[this.index]; tag; tag = tags[this.index]) {
      const own = this.lineOf(tag);
      result += source.slice(this.at, Math.max(this.at, own.start));
      if (tag.role === 'arm' || tag.role === 'close') return result;
      this.index++;
      this.at = own.end;
      result += tag.role === 'open' ? this.block(tag, variables) : this.single(tag, variables);
    }
    result += source.slice(this.at);
    this.at = source.length;
    return result;
  }

  private single(tag: Tag, variables: Variables): string {
    if (tag.role === 'note') return '';
    if (tag.role === 'include') throw new Unsupported(tag);
    const code = this.code(tag);
    if (!DELIMITED.test(code)) {
      const { name, value } = wordValue(code, variables);
      return this.printed(name, value);
    }
    const path = VALUE.exec(inner(code))?.[1];
    if (path === undefined) throw new Unsupported(tag);
    return this.printed(path, lookUp(variables, path));
  }

  private printed(name: string, value: unknown): string {
    if (value === undefined) this.missing.add(name);
    return printed(value);
  }

  private block(open: Tag, variables: Variables): string {
    const loop = loopOf(inner(this.code(open)), variables);
    return loop ? this.loop(loop, variables) : this.choice(open, variables);
  }

  /** Its arms one after the other; the first whose condition holds is kept. */
  private choice(open: Tag, variables: Variables): string {
    let chosen: string | undefined;
    let tag: Tag | undefined = open;
    while (tag && tag.role !== 'close') {
      const holds = chosen === undefined && this.holds(tag, variables);
      const text = this.part(variables);
      if (holds) chosen = text;
      tag = this.pass();
    }
    return chosen ?? '';
  }

  private loop({ items, name }: Loop, variables: Variables): string {
    const { index, at } = this;
    let result = '';
    for (const item of items.length > 0 ? items : [undefined]) {
      this.index = index;
      this.at = at;
      const inside = typeof item === 'object' && item !== null ? item : {};
      const text = this.part({ ...variables, ...inside, [name]: item, this: item });
      if (items.length > 0) result += text;
    }
    this.pass();
    return result;
  }

  /** Steps over an arm or an end; resolves to it. */
  private pass(): Tag | undefined {
    const tag = this.template.tags[this.index];
    if (!tag) return undefined;
    this.index++;
    this.at = this.lineOf(tag).end;
    return tag;
  }

  private holds(tag: Tag, variables: Variables): boolean {
    const code = inner(this.code(tag));
    if (OTHERWISE.test(code)) return true;
    const match = CONDITION.exec(code);
    if (!match) throw new Unsupported(tag);
    const [, word = '', not, path = '', operator, literal] = match;
    const value = lookUp(variables, path);
    const positive =
      operator === undefined ? isTrue(value) : (printed(value) === literal) === (operator === '==');
    return positive !== (NEGATIVE.has(word) !== (not !== undefined));
  }

  private code({ start, end }: Tag): string {
    return this.template.source.slice(start, end);
  }

  /** Code that leaves nothing takes its line along when nothing else stands on it. */
  private lineOf({ role, start, end }: Tag): { readonly start: number; readonly end: number } {
    const { source } = this.template;
    if (role === 'value' || role === 'lines' || role === 'prefix') return { start, end };
    const from = lineStart(source, start);
    const rest = /^[ \t]*\r?\n/.exec(source.slice(end, end + 200));
    const alone = rest && source.slice(from, start).trim() === '';
    return alone ? { start: from, end: end + rest[0].length } : { start, end };
  }
}

interface Loop {
  readonly items: readonly unknown[];
  readonly name: string;
}

function loopOf(code: string, variables: Variables): Loop | undefined {
  const terraform = TERRAFORM_LOOP.exec(code);
  if (terraform) return loop(lookUp(variables, terraform[2] ?? ''), terraform[1] ?? '');
  for (const pattern of LOOP) {
    const match = pattern.exec(code);
    if (match) return loop(lookUp(variables, match[1] ?? ''), match[2] ?? '');
  }
  const section = /^#\s*([\w.]+)$/.exec(code)?.[1];
  const list = section === undefined ? undefined : lookUp(variables, section);
  return Array.isArray(list) ? loop(list, '') : undefined;
}

function loop(value: unknown, name: string): Loop {
  return { items: Array.isArray(value) ? value : [], name };
}

function inner(code: string): string {
  return unmarked(code.replace(DELIMITED, '').replace(CLOSING, '')).replace(/^=\s*/, '');
}
