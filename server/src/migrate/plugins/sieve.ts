import { inverted, needless, open, write, type Context, type OldSetting, type Outcome } from '../conversion';
import { renamed } from '../carryOver';
import { reason } from '../reasons';
import { block, inBlocks, setting, type Statement } from '../statements';
import { variablesOf } from '../variableNames';
import { convertVariables } from '../variables';
import type { PluginConversion } from './pluginConversion';

const SCRIPTS = /^sieve_(before|after|default|discard|global|global_dir|global_path)(\d*)$/;

export const SIEVE: readonly PluginConversion[] = [
  [/^sieve$/, convertPersonal],
  // They are parts of what `sieve` says.
  [
    /^sieve_(dir|storage)$/,
    (old, context) => (personal(old, context).has('sieve') ? write([]) : convertPersonal(old, context)),
  ],
  [SCRIPTS, convertScript],
  [/^sieve_default_name$/, needless],
  [/^imapsieve_mailbox\d+_(name|from|causes|before|after|copy_source_after)$/, convertMailboxScript],
  [/^sieve_quota_max_scripts$/, renamed('sieve_quota_script_count')],
  [/^sieve_quota_max_storage$/, renamed('sieve_quota_storage_size')],
  [/^sieve_user_log$/, renamed('sieve_user_log_path')],
  [/^sieve_spamtest_max_header$/, renamed('sieve_spamtest_score_max_header')],
  [/^sieve_spamtest_max_value$/, renamed('sieve_spamtest_score_max_value')],
  [/^sieve_virustest_max_header$/, renamed('sieve_virustest_score_max_header')],
  [/^sieve_virustest_max_value$/, renamed('sieve_virustest_score_max_value')],
  [/^sieve_(spamtest|virustest)_text_value\d+$/, textValue],
  [/^sieve_vacation_dont_check_recipient$/, inverted('sieve_vacation_check_recipient')],
  [/^sieve_vacation_max_subject_codepoints$/, needless],
  [/^sieve_variables_max_scope_size$/, renamed('sieve_variables_max_scope_count')],
  [/^sieve_variables_max_variable_size$/, renamed('sieve_variables_max_value_size')],
  [/^sieve_editheader_forbid_(add|delete)$/, forbiddenHeaders],
  [/^sieve_editheader_protected$/, forbiddenHeaders],
  [
    /^sieve_env_(.+)$/,
    ({ name, value }) =>
      write([block('sieve_environment', undefined, [setting(name.slice('sieve_env_'.length), value)])]),
  ],
];

function personal({ filters }: OldSetting, context: Context): ReadonlyMap<string, string> {
  return context.pluginValues(filters);
}

function text(value: string): string {
  return convertVariables(value, variablesOf('sieve_script_path', false)).text;
}

interface Script {
  readonly driver: string | undefined;
  readonly path: string;
  readonly options: ReadonlyMap<string, string>;
}

/** `driver:path;name=value`. */
function readScript(value: string): Script {
  const [place = '', ...options] = value.split(';');
  const [, driver, path = ''] = /^(?:([a-z]+):)?(.*)$/.exec(place) ?? [];
  const pairs = options.map((option): [string, string] => {
    const at = option.indexOf('=');
    return at < 0 ? [option, 'yes'] : [option.slice(0, at), option.slice(at + 1)];
  });
  return { driver, path, options: new Map(pairs) };
}

const OPTIONS: Readonly<Record<string, string>> = {
  active: 'active_path',
  name: 'script_name',
  bindir: 'bin_path',
};

/** The user's own script: the place of all of them, and the link to the one in use. */
function convertPersonal(old: OldSetting, context: Context): Outcome {
  const values = personal(old, context);
  const { driver, path, options } = readScript(old.value);
  const directory = values.get('sieve_dir') ?? values.get('sieve_storage');
  if (driver !== undefined && driver !== 'file')
    return open(reason('in-group', { name: old.name, value: old.value }));
  if (/^sieve_(dir|storage)$/.test(old.name)) return personalScript([setting('path', text(old.value))]);
  // Without a driver, it is the script in use that is named, not the directory.
  if (driver === undefined)
    return personalScript([
      setting('path', text(directory ?? '~/sieve')),
      setting('active_path', text(path)),
    ]);
  return personalScript([setting('path', text(path)), ...optionLines(options)]);
}

function personalScript(body: readonly Statement[]): Outcome {
  return write([block('sieve_script', 'personal', [setting('driver', 'file'), ...body])]);
}

function optionLines(options: ReadonlyMap<string, string>): Statement[] {
  return [...options].flatMap(([name, value]) => {
    const key = OPTIONS[name];
    return key === undefined ? [] : [setting(key === 'script_name' ? 'sieve_script_name' : key, text(value))];
  });
}

const TYPES: Readonly<Record<string, string>> = { global_dir: 'global', global_path: 'default' };

/** `sieve_before2 = /path`: a script that runs for everyone. */
function convertScript(old: OldSetting, context: Context): Outcome {
  const [, kind = '', number = ''] = SCRIPTS.exec(old.name) ?? [];
  if (old.value === '') return write([]);
  const type = TYPES[kind] ?? kind;
  const name = type === 'default' ? personal(old, context).get('sieve_default_name') : undefined;
  const lines = scriptLines(type, old.value, name);
  return lines
    ? write([block('sieve_script', `${type}${number}`, lines)])
    : open(reason('in-group', { name: old.name, value: old.value }));
}

function scriptLines(type: string, value: string, name?: string): Statement[] | undefined {
  const { driver = 'file', path, options } = readScript(value);
  if (driver !== 'file') return undefined;
  return [
    setting('type', type),
    setting('path', text(path)),
    ...(name === undefined ? [] : [setting('sieve_script_name', name)]),
    ...optionLines(options),
  ];
}

const SCRIPT_TYPES = ['before', 'after', 'copy_source_after'];

/** All settings of one number become one block, written where the first of them stands. */
function convertMailboxScript(old: OldSetting, context: Context): Outcome {
  const [, group = ''] = /^(imapsieve_mailbox\d+)_/.exec(old.name) ?? [];
  const values = personal(old, context);
  const own = [...values.keys()].filter((name) => name.startsWith(`${group}_`));
  if (own[0] !== old.name) return write([]);
  const scripts = SCRIPT_TYPES.flatMap((type) => {
    const value = values.get(`${group}_${type}`);
    const causes = (values.get(`${group}_causes`) ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean);
    const lines = value === undefined ? undefined : scriptLines(type.replaceAll('_', '-'), value);
    if (!lines) return [];
    const [first, ...rest] = lines;
    const cause = causes.length === 0 ? [] : [setting('cause', causes.join(' '))];
    return [
      block('sieve_script', `${group.replace('imapsieve_', '')}-${type.replaceAll('_', '-')}`, [
        ...(first ? [first] : []),
        ...cause,
        ...rest,
      ]),
    ];
  });
  const mailbox = (name: string | undefined): string[] =>
    name === undefined || name === '' || name === '*' ? [] : [name];
  const around = [
    ...mailbox(values.get(`${group}_name`)).map((name) => ['mailbox', name] as const),
    ...mailbox(values.get(`${group}_from`)).map((name) => ['imapsieve_from', name] as const),
  ];
  // Outside of both, a script would run for mail that arrives too.
  return around.length === 0
    ? open(reason('in-group', { name: old.name, value: old.value }))
    : write(inBlocks(around, scripts));
}

function textValue({ name, value }: OldSetting): Outcome {
  const [, key = '', number = ''] = /^(sieve_\w+_text_value)(\d+)$/.exec(name) ?? [];
  return write([block(key, undefined, [setting(number, value)])]);
}

function forbiddenHeaders({ name, value }: OldSetting): Outcome {
  const forbidden = name.endsWith('_protected')
    ? ['add', 'delete']
    : [name.endsWith('_add') ? 'add' : 'delete'];
  const headers = value.split(/\s+/).filter((word) => word !== '');
  return write(
    headers.map((header) =>
      block(
        'sieve_editheader_header',
        header.toLowerCase(),
        forbidden.map((what) => setting(`forbid_${what}`, 'yes')),
      ),
    ),
  );
}
