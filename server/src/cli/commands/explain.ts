import {
  columnMarkdown,
  daemonMarkdown,
  restrictionMarkdown,
  tableTypeMarkdown,
  type ExplainContext,
} from '../../explain/groupMarkdown';
import { parameterMarkdown } from '../../explain/parameterMarkdown';
import { loadDocs } from '../../knowledge/docs';
import { loadPostfixKnowledge } from '../../knowledge/loader';
import type { PostfixRelease } from '../../knowledge/postfixKnowledge';
import { COLUMNS, type Column } from '../../postfix/masterCf';
import { nearest } from '../../text/nearest';
import { createSystem } from '../../system/workspace';
import { languageOf } from '../../text/localized';
import { CommandError, EXIT, type Io } from '../io';
import { POSTFIX_VERSION, type Command, type Values } from '../options';

export const explain: Command = {
  name: 'explain',
  summary: {
    en: 'Explain a parameter, restriction, daemon, table type or column of master.cf.',
    'zh-cn': '解释参数、限制、守护进程、查找表类型或 master.cf 的列。',
  },
  usage: 'NAME',
  options: { 'postfix-version': POSTFIX_VERSION },
  run,
};

async function run(io: Io, names: readonly string[], values: Values): Promise<number> {
  const [name] = names;
  if (name === undefined || names.length > 1) throw new CommandError('explain: give one NAME');
  const language = languageOf(values.text('lang') ?? io.locale);
  const knowledge = await loadPostfixKnowledge(io.assets);
  const postfixVersion = values.text('postfix-version');
  const { postfix } = createSystem(
    'file:///main.cf',
    [],
    knowledge,
    postfixVersion === undefined ? {} : { postfixVersion },
  );
  const docs = await loadDocs(io.assets, 'postfix', language);
  const context: ExplainContext = { instance: postfix, language, docs };
  const found = EXPLAINERS.flatMap((explainer) => explainer(name, context) ?? []);
  if (found.length === 0) throw new CommandError(unknownName(name, postfix.release));
  io.out.write(`${found.map(plainText).join('\n\n')}\n`);
  return EXIT.clean;
}

/** A name may be several things (`smtp` is a daemon, `reject` a restriction and an action): each has its say. */
const EXPLAINERS: readonly ((name: string, context: ExplainContext) => string | undefined)[] = [
  (name, context) =>
    context.instance.release.parameterOfAnyVersion(name) ? parameterMarkdown(name, context) : undefined,
  restrictionMarkdown,
  daemonMarkdown,
  tableTypeMarkdown,
  (name, context) => (isColumn(name) ? columnMarkdown(name, undefined, context) : undefined),
];

function isColumn(name: string): name is Column {
  return (COLUMNS as readonly string[]).includes(name);
}

function unknownName(name: string, release: PostfixRelease): string {
  const known = [...release.parameterNames, ...release.restrictionNames];
  const guess = nearest(name, known);
  return `explain: nothing is known of "${name}"${guess === undefined ? '' : `; did you mean ${guess}?`}`;
}

/** Markdown for a terminal: emphasis, code marks and fences go, links show their address. */
function plainText(markdown: string): string {
  return markdown
    .replace(/^```.*\n([\s\S]*?)\n```$/gm, (_, text: string) => text.replace(/^/gm, '    '))
    .replace(/\*\*/g, '')
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, '$1: $2')
    .replace(/`/g, '');
}
