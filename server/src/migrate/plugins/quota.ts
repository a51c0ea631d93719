import { needless, open, write, type Context, type OldSetting, type Outcome } from '../conversion';
import { renamed } from '../carryOver';
import { reason } from '../reasons';
import { block, inBlocks, setting, type NewSetting, type Statement } from '../statements';
import { variablesOf } from '../variableNames';
import { convertVariables } from '../variables';
import { readQuotaRule } from '../settings/quotaRule';
import type { PluginConversion } from './pluginConversion';

/** `quota`, `quota2_rule3`: the root counts from 1. */
const ROOT = /^quota(\d*)$/;
const RULE = /^quota(\d*)_rule\d*$/;
const WARNING = /^quota(\d*)_warning(\d*)$/;
const GRACE = /^quota\d*_grace$/;

export const QUOTA: readonly PluginConversion[] = [
  [ROOT, convertRoot],
  [RULE, convertRule],
  [WARNING, convertWarning],
  [GRACE, convertGrace],
  [/^quota_vsizes$/, needless],
  [
    /^quota_max_mail_size$/,
    ({ value }) => write([setting('quota_mail_size', value === '0' ? 'unlimited' : value)]),
  ],
  [/^quota_over_flag$/, renamed('quota_over_status_current')],
  [/^quota_over_flag_value$/, renamed('quota_over_status_mask')],
  [/^quota_over_flag_lazy_check$/, renamed('quota_over_status_lazy_check')],
  [
    /^quota_over_script$/,
    ({ value }) => write([block('quota_over_status', undefined, [executeBlock(value)])]),
  ],
];

/** Drivers of 2.4, and those that it counts instead of. */
const DRIVERS: Readonly<Record<string, string>> = {
  count: 'count',
  fs: 'fs',
  imapc: 'imapc',
  maildir: 'maildir',
  dict: 'count',
  dirsize: 'count',
};

/** `driver:name:option`; what a dict has kept is counted again. */
function convertRoot({ value }: OldSetting): Outcome {
  const [kind = '', name = '', ...rest] = value.split(':');
  const driver = DRIVERS[kind];
  if (value === '') return write([]);
  if (driver === undefined) return open(reason('not-understood', { value }));
  const options = kind === 'dict' ? [] : rest.filter((option) => option !== '');
  const known = options.map((option) => ROOT_OPTIONS[option]);
  const unknown = options.filter((option) => ROOT_OPTIONS[option] === undefined);
  const label = name === '' ? 'User quota' : name;
  return write(
    [block('quota', label, [setting('driver', driver), ...known.filter((option) => option !== undefined)])],
    [
      ...unknown.map((option) => reason('not-understood', { value: option })),
      ...(driver === kind ? [] : [reason('quota-backend', { name: value })]),
    ],
  );
}

const ROOT_OPTIONS: Readonly<Record<string, NewSetting>> = {
  noenforcing: setting('enforce', 'no'),
  hidden: setting('hidden', 'yes'),
  ignoreunlimited: setting('ignore_unlimited', 'yes'),
};

function convertRule(old: OldSetting, context: Context): Outcome {
  const rule = readQuotaRule(old.value);
  if (!rule) return open(reason('in-group', { name: old.name, value: old.value }));
  const { mailbox, settings } = rule;
  const inMailbox = mailbox === '*' ? settings : inBlocks([['mailbox', mailbox]], settings);
  return write(inRoot(RULE.exec(old.name)?.[1] ?? '', old, context, inMailbox));
}

/** With one root its limits are those of all; with several, each has its own. */
function inRoot(
  number: string,
  { filters }: OldSetting,
  context: Context,
  body: readonly Statement[],
): readonly Statement[] {
  const roots = [...context.pluginValues(filters)].filter(([name]) => ROOT.test(name));
  const own = roots.find(([name]) => name === `quota${number}`)?.[1].split(':')[1];
  return roots.length > 1 && own !== undefined ? inBlocks([['quota', own]], body) : body;
}

/** `storage=90%% quota-warning 90 %u`; a `-` before the limit is for usage that falls below it. */
function convertWarning(old: OldSetting, context: Context): Outcome {
  const [, sign = '', resource = '', limit = '', command = ''] =
    /^([+-]?)(storage|messages|bytes)=(\d+)%%?\s+(.*)$/.exec(old.value) ?? [];
  if (limit === '') return open(reason('in-group', { name: old.name, value: old.value }));
  const [, root = '', number = ''] = WARNING.exec(old.name) ?? [];
  const isMessages = resource === 'messages';
  const body: Statement[] = [
    ...(isMessages ? [setting('resource', 'message')] : []),
    setting(isMessages ? 'quota_message_percentage' : 'quota_storage_percentage', limit),
    ...(sign === '-' ? [setting('threshold', 'under')] : []),
    executeBlock(command),
  ];
  const label = `warning${number === '' ? '1' : number}`;
  return write(inRoot(root, old, context, [block('quota_warning', label, body)]));
}

/** `socket arguments`. */
function executeBlock(command: string): Statement {
  const [socket = '', ...args] = command.trim().split(/\s+/);
  const text = convertVariables(args.join(' '), variablesOf('execute_args', false)).text;
  return block('execute', socket, text === '' ? [] : [setting('args', text)]);
}

const SIZES: Readonly<Record<string, number>> = { B: 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30, T: 2 ** 40 };

/** A share of the limit is worked out; 2.4 takes a size only. */
function convertGrace(old: OldSetting, context: Context): Outcome {
  const percent = /^(\d+)%%?$/.exec(old.value)?.[1];
  if (percent === undefined) return renamed('quota_storage_grace')(old, context);
  const rules = [...context.pluginValues(old.filters)].filter(([name]) => RULE.test(name));
  const limits = rules.flatMap(([, value]) => {
    const rule = readQuotaRule(value);
    const size = rule?.mailbox === '*' && rule.settings.find(({ key }) => key === 'quota_storage_size');
    return size ? [size.value] : [];
  });
  const [, number, unit = 'B'] = /^(\d+)([BKMGT])$/.exec(limits[0] ?? '') ?? [];
  if (number === undefined || limits.length > 1)
    return open(reason('in-group', { name: old.name, value: old.value }));
  const bytes = Math.floor((Number(number) * (SIZES[unit] ?? 1) * Number(percent)) / 100);
  return write([setting('quota_storage_grace', `${bytes} B`)]);
}
