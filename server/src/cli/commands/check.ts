import { loadDovecotKnowledge, loadPostfixKnowledge } from '../../knowledge/loader';
import type { Finding, Severity } from '../../rules/rule';
import { sourceAt } from '../../system/mailSystem';
import type { WorkspaceSettings } from '../../system/createSystem';
import type { Variables } from '../../template/render/variables';
import { format, languageOf, type Language } from '../../text/localized';
import { applySafeFixes } from '../applyFixes';
import { analyseAll, checkAll, type Job } from '../checkFiles';
import { findFiles } from '../findFiles';
import { formatGithub } from '../formats/github';
import { formatJson } from '../formats/json';
import { formatSarif } from '../formats/sarif';
import { formatText } from '../formats/text';
import { CommandError, EXIT, type Io } from '../io';
import { DOVECOT_VERSION, POSTFIX_VERSION, type Command, type Values } from '../options';
import type { Report } from '../report';
import { readVariables, RenderedFiles, renderedName } from '../renderedFiles';
import { TEXTS } from '../texts';

const FORMATS: Readonly<Record<string, (report: Report, language: Language, colours: boolean) => string>> = {
  text: formatText,
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
};

/** Severities from which on a finding makes the command fail. */
const FAILING: Readonly<Record<string, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  info: ['error', 'warning', 'info'],
};

/** Progress is told when there is more than this to do. */
const LONG_WORK = 50;

export const check: Command = {
  name: 'check',
  summary: {
    en: 'Find mistakes and risks in main.cf, master.cf, dovecot.conf and the files that these use.',
    'zh-cn': '检查 main.cf、master.cf、dovecot.conf 及其所用文件中的错误和风险。',
  },
  usage: 'PATH…',
  options: {
    format: {
      value: Object.keys(FORMATS).join('|'),
      choices: Object.keys(FORMATS),
      help: { en: 'How to print the findings (text).', 'zh-cn': '输出格式（默认 text）。' },
    },
    'fail-on': {
      value: Object.keys(FAILING).join('|'),
      choices: Object.keys(FAILING),
      help: {
        en: 'Exit with 1 from this severity on (info).',
        'zh-cn': '出现该级别及以上的发现时以 1 退出（默认 info）。',
      },
    },
    'postfix-version': POSTFIX_VERSION,
    'dovecot-version': DOVECOT_VERSION,
    'template-vars': {
      value: 'FILE',
      help: {
        en: 'Check what becomes of templates with the values of a JSON file; lines are those of the result.',
        'zh-cn': '用 JSON 文件中的值渲染模板并检查结果；行号为结果中的行号。',
      },
    },
    fix: { help: { en: 'Apply the fixes that are safe.', 'zh-cn': '应用可以放心的修正。' } },
  },
  run,
};

async function run(io: Io, paths: readonly string[], values: Values): Promise<number> {
  if (paths.length === 0) throw new CommandError('check: no PATH given; see mailwright check --help');
  if (values.flag('fix') && values.text('template-vars') !== undefined)
    throw new CommandError('check: --fix changes templates, --template-vars checks what becomes of them');
  const language = languageOf(values.text('lang') ?? io.locale);
  const uris = [...new Set((await Promise.all(paths.map((path) => findFiles(io, path)))).flat())];
  const [knowledge, dovecot] = await Promise.all([
    loadPostfixKnowledge(io.assets),
    loadDovecotKnowledge(io.assets),
  ]);
  if (uris.length > LONG_WORK) io.err.write(`${format(TEXTS.checking[language], { files: uris.length })}\n`);
  const settings = versionSettings(values);
  const job: Job = { io, knowledge, dovecot, language, settings };
  if (values.flag('fix')) await fixAll(job, uris);
  const variables = values.text('template-vars');
  const check = variables === undefined ? checkAll : checkRendered(await readVariables(io, variables));
  const report: Report = { files: await check(job, uris) };
  const print = FORMATS[values.text('format') ?? 'text'] ?? formatText;
  io.out.write(print(report, language, io.out.colours));
  const failing = FAILING[values.text('fail-on') ?? 'info'] ?? [];
  const fails = report.files.some(({ findings }) =>
    findings.some(({ severity }) => failing.includes(severity)),
  );
  return fails ? EXIT.findings : EXIT.clean;
}

/** Checks what becomes of templates, and tells which of their names have no value. */
function checkRendered(variables: Variables): typeof checkAll {
  return async (job, uris) => {
    const { io, language } = job;
    const files = new RenderedFiles(io, variables, language, uris);
    const reports = await checkAll({ ...job, io: { ...io, files } }, [...new Set(uris.map(renderedName))]);
    const names = [...files.missing].join(', ');
    if (names !== '') io.err.write(`${format(TEXTS.missing[language], { names })}\n`);
    return reports;
  };
}

function versionSettings(values: Values): WorkspaceSettings {
  const postfixVersion = values.text('postfix-version');
  const dovecotVersion = values.text('dovecot-version');
  return {
    ...(postfixVersion !== undefined && { postfixVersion }),
    ...(dovecotVersion !== undefined && { dovecotVersion }),
  };
}

async function fixAll(job: Job, uris: readonly string[]): Promise<void> {
  const find = async (uri: string): Promise<{ text: string; findings: readonly Finding[] }> => {
    const [found] = await analyseAll(job, [uri]);
    return { text: found ? sourceAt(found.system, uri) : '', findings: found?.findings ?? [] };
  };
  let fixes = 0;
  const changed = new Set<string>();
  for (const { uri } of await analyseAll(job, uris)) {
    const applied = await applySafeFixes(uri, find, (text) => job.io.writeText(uri, text));
    fixes += applied;
    if (applied > 0) changed.add(uri);
  }
  job.io.err.write(`${format(TEXTS.fixed[job.language], { fixes, files: changed.size })}\n`);
}
