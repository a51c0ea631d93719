import { open, OVERRIDDEN, write, type Context, type Conversion } from '../conversion';
import { reason, type Reason } from '../reasons';
import { setting, type Statement } from '../statements';
import { variablesOf } from '../variableNames';
import { convertVariables } from '../variables';

/** `KEY=value` parts of a location. */
const PARTS: Readonly<Record<string, string>> = {
  INBOX: 'mail_inbox_path',
  INDEX: 'mail_index_path',
  INDEXPVT: 'mail_index_private_path',
  INDEXCACHE: 'mail_cache_path',
  CONTROL: 'mail_control_path',
  VOLATILEDIR: 'mail_volatile_path',
  ALT: 'mail_alt_path',
  LAYOUT: 'mailbox_list_layout',
  SUBSCRIPTIONS: 'mailbox_subscriptions_filename',
  DIRNAME: 'mailbox_directory_name',
  MAILBOXDIR: 'mailbox_root_directory_name',
  LISTINDEX: 'mailbox_list_index_prefix',
  BROKENCHAR: 'mailbox_list_visible_escape_char',
};

/** Parts that are there or not. */
const FLAGS: Readonly<Record<string, readonly [name: string, value: string]>> = {
  ALTNOCHECK: ['mail_alt_check', 'no'],
  'UTF-8': ['mailbox_list_utf8', 'yes'],
  ITERINDEX: ['mailbox_list_iter_from_index_dir', 'yes'],
  'NO-NOSELECT': ['mailbox_list_drop_noselect', 'yes'],
  'NO-FS-VALIDATION': ['mailbox_list_validate_fs_names', 'no'],
};

type Pair = readonly [name: string, value: string];

interface Location {
  readonly pairs: readonly Pair[];
  readonly unknown: readonly string[];
}

/** Reads `driver:path:KEY=value`; `::` stands for a colon, and a path without a driver is looked at to find it. */
export function readLocation(text: string): Location {
  const [first = '', ...rest] = text.split(/(?<!:):(?!:)/).map((part) => part.replaceAll('::', ':'));
  const hasDriver = /^[a-z]+$/.test(first);
  const [path = '', ...parts] = hasDriver ? rest : [first, ...rest];
  const unknown: string[] = [];
  const pairs = parts.flatMap((part): readonly Pair[] => {
    const read = readPart(part);
    if (read.length === 0 && part !== '') unknown.push(part);
    return read;
  });
  const driver: Pair[] = hasDriver && first !== 'auto' ? [['mail_driver', first]] : [];
  const place: Pair[] = path === '' ? [] : [['mail_path', path]];
  return { pairs: [...driver, ...place, ...pairs], unknown };
}

function readPart(part: string): readonly Pair[] {
  const flag = FLAGS[part];
  if (flag) return [flag];
  const at = part.indexOf('=');
  const name = part.slice(0, Math.max(0, at));
  const value = part.slice(at + 1);
  if (name === 'FULLDIRNAME') {
    return [
      ['mailbox_directory_name', value],
      ['mailbox_directory_name_legacy', 'no'],
    ];
  }
  const written = PARTS[name];
  if (written === undefined) return [];
  const directory: Pair = [written, value];
  return name === 'DIRNAME' ? [directory, ['mailbox_directory_name_legacy', 'yes']] : [directory];
}

/** `mail_location`, and `location` of a namespace, which inherits nothing of it. */
export const convertLocation: Conversion = (old, context) => {
  if (context.isOverridden(old)) return OVERRIDDEN;
  const isInside = old.place !== '' || old.filters.length > 0;
  if (old.value === '' && old.form === 'plain') return write([]);
  const { pairs, unknown } = readLocation(old.value);
  const given = new Set(pairs.map(([name]) => name));
  const outer = isInside ? pairsAround(context).filter(([name]) => !given.has(name)) : [];
  const variables: string[] = [];
  const lines = pairs.map(([name, value]): Statement => {
    const converted = convertVariables(value, variablesOf(name, false));
    variables.push(...converted.unknown);
    return setting(name, converted.text);
  });
  const reasons: Reason[] = [
    ...unknown.map((value) => reason('not-understood', { value })),
    ...variables.map((name) => reason('no-variable', { name })),
  ];
  if (variables.length > 0) return open(...reasons);
  return write([...lines, ...outer.map(([name]) => setting(name, defaultOf(name, context)))], reasons);
};

/** What the location for all connections and namespaces sets: in 2.4 it counts inside too. */
function pairsAround(context: Context): readonly Pair[] {
  const location = context.global('mail_location');
  return location === undefined || location === '' ? [] : readLocation(location).pairs;
}

function defaultOf(name: string, { target }: Context): string {
  return target.setting(name)?.default?.toString() ?? '';
}
