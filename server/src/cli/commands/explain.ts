import { attributeMarkdown, macroMarkdown, optionMarkdown } from '../../explain/argumentMarkdown';
import {
  accessActionMarkdown,
  columnMarkdown,
  daemonMarkdown,
  restrictionMarkdown,
  tableTypeMarkdown,
  type ExplainContext,
} from '../../explain/groupMarkdown';
import { dovecotManualLinks } from '../../explain/dovecotManualLinks';
import { explainedNames, nameMarkdown } from '../../explain/nameMarkdown';
import { parameterMarkdown } from '../../explain/parameterMarkdown';
import { loadDocs, type DocGroup, type Docs } from '../../knowledge/docs';
import { loadDovecotKnowledge, loadPostfixKnowledge } from '../../knowledge/loader';
import type { PostfixRelease } from '../../knowledge/postfixKnowledge';
import type { DaemonFact } from '../../knowledge/types';
import { COLUMNS, type Column } from '../../postfix/masterCf';
import { nearest } from '../../text/nearest';
import { createSystem } from '../../system/createSystem';
import { languageOf } from '../../text/localized';
import { CommandError, EXIT, type Io } from '../io';
import { DOVECOT_VERSION, POSTFIX_VERSION, type Command, type Values } from '../options';

export const explain: Command = {
  name: 'explain',
  summary: {
    en: 'Explain a name of Postfix, Dovecot or Cyrus SASL: a parameter, restriction, daemon, driver …',
    'zh-cn': '解释 Postfix、Dovecot 或 Cyrus SASL 的名称：参数、限制、守护进程、驱动等。',
  },
  usage: 'NAME',
  options: { 'postfix-version': POSTFIX_VERSION, 'dovecot-version': DOVECOT_VERSION },
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
  const [docs, dovecot, sasl] = await Promise.all([
    loadDocs(io.assets, 'postfix', language),
    loadDocs(io.assets, 'dovecot', language),
    loadDocs(io.assets, 'sasl', language),
  ]);
  const dovecotKnowledge = await loadDovecotKnowledge(io.assets);
  const more = (group: DocGroup, record: string): string | undefined =>
    group === 'settings'
      ? dovecotManualLinks(record, dovecotKnowledge, values.text('dovecot-version'))
      : undefined;
  const context: ExplainContext = { instance: postfix, language, docs };
  const found = [
    ...EXPLAINERS.flatMap((explainer) => explainer(name, context) ?? []),
    ...nameMarkdown(name, 'dovecot', { language, docs: dovecot, more }),
    ...nameMarkdown(name, 'sasl', { language, docs: sasl }),
  ];
  if (found.length === 0) throw new CommandError(unknownName(name, postfix.release, { dovecot, sasl }));
  io.out.write(`${found.map(plainText).join('\n\n')}\n`);
  return EXIT.clean;
}

type Explainer = (name: string, context: ExplainContext) => string | undefined;

/** A name may be several things (`smtp` is a daemon, `reject` a restriction and an action): each has its say. */
const EXPLAINERS: readonly Explainer[] = [
  (name, context) =>
    context.instance.release.parameterOfAnyVersion(name) ? parameterMarkdown(name, context) : undefined,
  restrictionMarkdown,
  daemonMarkdown,
  tableTypeMarkdown,
  (name, context) => (isColumn(name) ? columnMarkdown(name, undefined, context) : undefined),
  accessActionMarkdown,
  ofPipe(attributeMarkdown),
  ofPipe((name, daemon, context) => macroMarkdown(name.replace(/^\$\{?|\}$/g, ''), daemon, context)),
  optionMarkdown,
];

/** Attributes and macros are explained as those of pipe(8), which has all of them. */
function ofPipe(
  explainer: (name: string, daemon: DaemonFact, context: ExplainContext) => string | undefined,
): Explainer {
  return (name, context) => {
    const pipe = context.instance.release.daemon('pipe');
    return pipe && explainer(name, pipe, context);
  };
}

function isColumn(name: string): name is Column {
  return (COLUMNS as readonly string[]).includes(name);
}

function unknownName(
  name: string,
  release: PostfixRelease,
  { dovecot, sasl }: Readonly<Record<'dovecot' | 'sasl', Docs>>,
): string {
  const known = [
    ...release.parameterNames,
    ...release.restrictionNames,
    ...explainedNames('dovecot', dovecot),
    ...explainedNames('sasl', sasl),
  ];
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
