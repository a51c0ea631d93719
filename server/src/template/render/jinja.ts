import { Template } from '@huggingface/jinja';
import { unmarked } from '../tags';
import type { TemplateText } from '../template';
import type { Rendered } from './rendered';
import { lookUp, type Variables } from './variables';

const PROBLEM = {
  en: 'This template cannot be rendered here: {code}',
  'zh-cn': '此模板无法在这里渲染：{code}',
};
const NAME = /^([A-Za-z_]\w*(?:\.\w+)*)\s*(\|\s*default\b|\|\s*d\()?/;
/** Names that the template gives a value itself. */
const OWN = /\{%[-+]?\s*(?:for\s+([\w\s,]+?)\s+in|set\s+(\w+)|macro\s+\w+\(([^)]*)\))/g;

/** Renders Jinja. What Ansible and Jinja's own loaders add (`lookup`, `include`) is refused by name. */
export function renderJinja({ source, tags }: TemplateText, variables: Variables): Rendered {
  const own = new Set(
    [...source.matchAll(OWN)].flatMap(([, loop, set, macro]) =>
      (loop ?? set ?? macro ?? '').split(/[\s,=]+/),
    ),
  );
  const missing = tags.flatMap(({ role, start, end }) => {
    if (role !== 'value' && role !== 'lines') return [];
    const [, name, fallback] = NAME.exec(unmarked(source.slice(start + 2, end - 2))) ?? [];
    if (name === undefined || fallback || own.has(name.split('.')[0] ?? '')) return [];
    return lookUp(variables, name) === undefined ? [name] : [];
  });
  try {
    const text = new Template(source).render({ ...variables });
    return { text: withFinalLineEnd(text, source), missing: [...new Set(missing)] };
  } catch (error) {
    const code = error instanceof Error ? error.message : String(error);
    return { problem: PROBLEM, values: { code, line: 1 } };
  }
}

/** Jinja drops the last line end; Ansible, and every other tool that writes configuration, puts it back. */
function withFinalLineEnd(text: string, source: string): string {
  return source.endsWith('\n') && !text.endsWith('\n') ? `${text}\n` : text;
}
