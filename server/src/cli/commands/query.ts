import { loadPostfixKnowledge } from '../../knowledge/loader';
import { parseTableReference, withMembers } from '../../postfix/tableReference';
import { lookup, type LookupResult } from '../../postfix/tables/lookup';
import { LOOKUP_ROLES, lookupKeys, type LookupRole } from '../../postfix/tables/lookupKeys';
import { openTable, type FileForm, type FileTable, type Table } from '../../postfix/tables/table';
import { traceLookup } from '../../postfix/tables/trace';
import { lookupContextOf, lookupOptionsOf } from '../../system/lookupContext';
import { readAsItStands } from '../../system/files';
import type { MailSystem } from '../../system/mailSystem';
import { kindOfForm, tableKindOf, type TableFile } from '../../system/tableFiles';
import { roleOfFileName } from '../../system/tableRoles';
import { baseName, directoryOf, joinUri } from '../../system/uris';
import { createSystem } from '../../system/createSystem';
import { Workspace } from '../../system/workspace';
import { languageOf, type Language } from '../../text/localized';
import { CommandError, EXIT, type Io } from '../io';
import { POSTFIX_VERSION, type Command, type Values } from '../options';
import { describeAnswer, describeStep, type Answer } from './queryAnswer';

export const query: Command = {
  name: 'query',
  summary: {
    en: 'Look a key up in a table, as postmap -q and postalias -q do, without Postfix.',
    'zh-cn': '在查找表中查询一个键，结果与 postmap -q、postalias -q 相同，且无需安装 Postfix。',
  },
  usage: 'TYPE:FILE KEY',
  options: {
    role: {
      value: 'ROLE',
      choices: LOOKUP_ROLES,
      help: {
        en: 'Ask for the keys that Postfix asks for when the table serves as access-client, virtual, transport …',
        'zh-cn': '按查找表的用途（access-client、virtual、transport 等）依次查询 Postfix 会查询的各个键。',
      },
    },
    config: {
      value: 'DIR',
      help: {
        en: 'Directory of the main.cf whose settings count (that of the table, else none).',
        'zh-cn': '以哪个目录中的 main.cf 为准（默认为查找表所在目录；没有则不读取）。',
      },
    },
    format: {
      value: 'text|json',
      choices: ['text', 'json'],
      help: { en: 'Form of the answer.', 'zh-cn': '输出格式。' },
    },
    'postfix-version': POSTFIX_VERSION,
  },
  run,
};

async function run(io: Io, positionals: readonly string[], values: Values): Promise<number> {
  const [spec, key, ...more] = positionals;
  if (spec === undefined || key === undefined || more.length > 0 || !spec.includes(':')) {
    throw new CommandError('query: give one TYPE:FILE and one KEY; see mailwright query --help');
  }
  const language = languageOf(values.text('lang') ?? io.locale);
  const role = values.text('role') as LookupRole | undefined;
  const system = await systemFor(io, spec, values);
  const files = await readFiles(io, spec, role);
  const table = openSpec(spec, files, role, system);
  const context = { io, files: [...files.values()], language };
  if (role === undefined) {
    const answer = describeAnswer(key, lookup(table, key, lookupOptionsOf(system.postfix)), context);
    return print(io, values, [answer], answer, language, false);
  }
  const keys = lookupKeys(role, key, lookupContextOf(system));
  const { steps, answer } = traceLookup([table], keys, lookupOptionsOf(system.postfix));
  const last = describeAnswer(steps[steps.length - 1]?.key ?? key, answer, context);
  const answers = steps.map((step) => describeAnswer(step.key, step.result, context));
  return print(io, values, answers, last, language, true);
}

const CODES: Readonly<Record<LookupResult['kind'], number>> = {
  found: EXIT.clean,
  absent: EXIT.findings,
  error: EXIT.failure,
  unknown: EXIT.failure,
};

function print(
  io: Io,
  values: Values,
  answers: readonly Answer[],
  last: Answer,
  language: Language,
  steps: boolean,
): number {
  if (values.text('format') === 'json') {
    io.out.write(`${JSON.stringify({ version: 1, lookups: answers, answer: last }, null, 2)}\n`);
    return CODES[last.result];
  }
  if (steps) for (const answer of answers) io.out.write(`${describeStep(answer, language)}\n`);
  else if (last.value !== undefined) io.out.write(`${last.value}\n`);
  if (last.reason !== undefined) io.err.write(`mailwright: ${last.reason}\n`);
  return CODES[last.result];
}

/** The server whose settings count. Without main.cf it has the defaults of the present level. */
async function systemFor(io: Io, spec: string, values: Values): Promise<MailSystem> {
  const knowledge = await loadPostfixKnowledge(io.assets);
  const version = values.text('postfix-version');
  const settings = version === undefined ? {} : { postfixVersion: version };
  const path = /^[a-z]+:(\/?[^{].*)$/.exec(spec)?.[1];
  const config = values.text('config');
  const directory = config !== undefined ? io.toUri(config) : path && directoryOf(io.toUri(path));
  if (directory !== undefined) {
    const workspace = new Workspace(io.files, { get: () => undefined }, knowledge);
    const system = await workspace.systemOf(joinUri(directory, 'main.cf'), settings);
    if (system) return system;
    if (config !== undefined) throw new CommandError(`query: there is no main.cf in ${config}`);
  }
  const main = { kind: 'main', uri: 'file:///main.cf', text: 'compatibility_level = 3.6\n' } as const;
  return createSystem(main.uri, [readAsItStands(main.kind, main.uri, main.text)], knowledge, settings);
}

/** Every file that the table is made of, by the path in its name. */
async function readFiles(
  io: Io,
  spec: string,
  role: LookupRole | undefined,
): Promise<ReadonlyMap<string, TableFile>> {
  const reference = parseTableReference(spec);
  const files = new Map<string, TableFile>();
  for (const { type, name } of reference ? withMembers(reference) : []) {
    const kind = tableKindOf(type, roleOf(name, role));
    if (!kind || name.startsWith('{')) continue;
    const uri = io.toUri(name);
    const text = await io.files.readText(uri);
    if (text !== undefined) files.set(`${kind} ${name}`, readAsItStands(kind, uri, text));
  }
  return files;
}

/** A file called `aliases` is read as postalias does, unless another role is given. */
function roleOf(path: string, role: LookupRole | undefined): LookupRole | undefined {
  return role ?? (roleOfFileName(baseName(path)) === 'aliases' ? 'aliases' : undefined);
}

function openSpec(
  spec: string,
  files: ReadonlyMap<string, TableFile>,
  role: LookupRole | undefined,
  { postfix }: MailSystem,
): Table {
  // The name may be a relative path: the command line's, not Postfix's.
  const open = (form: FileForm, path: string): FileTable | 'missing' => {
    const file = files.get(`${kindOfForm(form, roleOf(path, role))} ${path}`);
    return file && file.kind !== 'client-table' ? file.tree : 'missing';
  };
  return openTable(spec, { open }, { inlinePatterns: postfix.release.isAtLeast('3.7') });
}
