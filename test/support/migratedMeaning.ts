import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isCheckedType, readTyped } from '../../server/src/dovecot/values';
import type { DovecotRelease, DovecotSettingFact } from '../../server/src/knowledge/dovecotKnowledge';
import { REPOSITORY } from './assets';

/** One line of the table of conversions, which was made from manuals and programs, not from the migration. */
interface Conversion {
  readonly old: string;
  readonly new: string | null;
  readonly also?: readonly string[];
  readonly kind: 'renamed' | 'removed' | 'split' | 'restructured';
  readonly note: string;
}

const TABLE = resolve(REPOSITORY, '..', 'shared', 'reference', 'dovecot-2.3-to-2.4.json');

export const hasTable = existsSync(TABLE);

/** A setting that doveconf lists, with the blocks around it. */
interface Listed {
  readonly blocks: readonly { readonly type: string; readonly label: string }[];
  readonly name: string;
  readonly value: string;
}

/** What `doveconf -n` prints, line by line; a block counts as a setting too when asked for. */
function readListing(output: string, withBlocks = false): Listed[] {
  const blocks: { type: string; label: string }[] = [];
  const found: Listed[] = [];
  for (const line of output.split('\n').map((text) => text.trim())) {
    const [, type, label = ''] = /^(\S+)(?: (.*?))? \{$/.exec(line) ?? [];
    if (type !== undefined) {
      if (withBlocks) found.push({ blocks: [...blocks], name: type, value: label });
      blocks.push({ type, label: unquoted(label) });
    } else if (line === '}') blocks.pop();
    else {
      const [, name, value = ''] = /^(\S+) = ?(.*)$/.exec(line) ?? [];
      if (name !== undefined) found.push({ blocks: [...blocks], name, value: unquoted(value) });
    }
  }
  return found;
}

function unquoted(text: string): string {
  return /^".*"$/.test(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

const FILTERS = new Set(['protocol', 'local', 'local_name', 'remote']);

interface NewSetting {
  /** `protocol imap`, and the like. */
  readonly filters: string;
  /** `service auth/unix_listener x`. */
  readonly place: string;
  readonly at: Listed['blocks'];
  readonly blocks: readonly string[];
  readonly fact: DovecotSettingFact | undefined;
  readonly name: string;
  readonly value: string;
}

/** Compares what 2.3 lists with what 2.4 lists of the migrated files. */
export class MeaningTable {
  private readonly byName: ReadonlyMap<string, Conversion>;
  private readonly variables: readonly Conversion[];

  constructor(
    private readonly old: DovecotRelease,
    private readonly target: DovecotRelease,
  ) {
    const table = JSON.parse(readFileSync(TABLE, 'utf8')) as Conversion[];
    this.byName = new Map(table.map((conversion) => [conversion.old, conversion]));
    this.variables = table
      .filter((one) => one.old.startsWith('%') && one.new !== null && !one.old.includes(' '))
      .sort((a, b) => b.old.length - a.old.length);
  }

  /** Settings of 2.3 that mean something else in 2.4, or nothing. */
  lost(before: string, after: string): string[] {
    const now = this.resolve(readListing(after, true));
    return readListing(before)
      .filter((listed) => !this.isKept(listed, now))
      .map(textOf);
  }

  /** Settings of 2.4 that nothing of 2.3 became. */
  invented(before: string, after: string): string[] {
    const expected = new Set(readListing(before).flatMap((listed) => this.namesFor(listed)));
    return this.resolve(readListing(after))
      .filter(({ name, blocks }) => ![name, ...blocks].some((one) => expected.has(one) || ALWAYS.has(one)))
      .filter((one) => !isWhatItWas(one))
      .map(({ place, name, value }) => `${place} ${name} = ${value}`.trim());
  }

  private conversionOf(listed: Listed): Conversion | undefined {
    const place = placeOf(listed);
    const key = place === '' ? listed.name : `${place}/${listed.name}`;
    return (
      this.byName.get(key) ??
      this.byName.get(key.replace(/\d+$/, '')) ??
      this.byName.get(key.replace(/\d+(?=_)/, '<n>')) ??
      this.byName.get(key.replace(/^(plugin\/quota)\d+(_)/, '$1$2').replace(/\d+$/, '')) ??
      (place === 'dict' ? this.byName.get('dict') : undefined)
    );
  }

  /** Names of 2.4 that one of 2.3 may have become. */
  private namesFor(listed: Listed): string[] {
    const conversion = this.conversionOf(listed);
    const names = conversion ? [conversion.new, ...(conversion.also ?? [])] : [];
    const block = listed.blocks.filter(({ type }) => !FILTERS.has(type)).at(-1)?.type ?? '';
    const own =
      conversion?.new === listed.name || !conversion ? [listed.name, `${block}_${listed.name}`] : [];
    const more = MORE[listed.name.replace(/\d+$/, '')] ?? [];
    return [...names.filter((name) => name !== null), ...own, ...more].flatMap((name) => [
      name.replace(/^mail_plugins=.*/, 'mail_plugins'),
      `${block}_${name}`,
    ]);
  }

  private isKept(listed: Listed, now: readonly NewSetting[]): boolean {
    if (isDefault(listed, this.old)) return true;
    const conversion = this.conversionOf(listed);
    if (NEEDLESS.has(listed.name)) return true;
    if (conversion?.kind === 'removed' && conversion.new === null) return false;
    const names = new Set(this.namesFor(listed));
    const found = now.filter((one) => names.has(one.name) || one.blocks.some((block) => names.has(block)));
    const near = found.filter((one) => one.filters === filtersOf(listed.blocks) && isAt(one.at, listed));
    const isSame = (one: NewSetting): boolean =>
      isValueOf(listed) && names.has(one.name) ? this.sameValue(listed, one, conversion) : true;
    if (near.length > 0) return near.some(isSame);
    return this.isDefaultNow(listed, names, conversion) || SAYS_NOTHING.some((test) => test(listed, now));
  }

  private sameValue(listed: Listed, { fact, value, name }: NewSetting, conversion?: Conversion): boolean {
    const text = this.translate(listed, conversion);
    if (text === undefined) return true;
    if (fact?.type === 'boollist') return sameWords(this.words(text, name), value);
    if (fact && isCheckedType(fact.type) && !/%\{|\$/.test(text)) {
      const read = (one: string): string => {
        const found = readTyped(fact.type as 'size', one, '2.4', fact.values ?? []);
        return 'value' in found ? found.value.toString() : one;
      };
      return read(text) === read(value);
    }
    return text === value;
  }

  /** Words of a list under their names of today. */
  private words(text: string, name: string): string[] {
    return text
      .split(/[\s,]+/)
      .filter((word) => word !== '')
      .flatMap((word) => {
        const conversion = this.byName.get(`${name}=${word}`);
        if (!conversion) return [word];
        return conversion.new === null ? [] : [conversion.new.replace(/^.*=/, '')];
      });
  }

  /** The value as 2.4 writes it; undefined where the table does not tell. */
  private translate({ name, value }: Listed, conversion: Conversion | undefined): string | undefined {
    const word = WORDS[`${name} ${value}`];
    if (word !== undefined) return word;
    const { kind = 'renamed', note = '' } = conversion ?? {};
    const isTold = kind === 'renamed' || note.startsWith('Same name');
    if (!isTold || note.includes('%{long_name}') || value.includes('%%')) return undefined;
    const words = Object.entries(OPPOSITES).find(([sign]) => note.includes(sign))?.[1];
    if (words) return words[value];
    const written = this.variables.reduce(
      (text, one) => text.replaceAll(one.old, () => one.new ?? ''),
      value.replace(/^</, '').replace(/(^|\s)\$(?=\w)/g, '$1$SET:'),
    );
    return /%[^{]|^# hidden/.test(written) ? undefined : written;
  }

  /** doveconf -n does not list what is the default. */
  private isDefaultNow(
    listed: Listed,
    names: ReadonlySet<string>,
    conversion: Conversion | undefined,
  ): boolean {
    const text = this.translate(listed, conversion) ?? listed.value;
    const facts = [...names].flatMap((name) => this.target.setting(name) ?? []);
    return facts.some((fact) => {
      const one = { filters: '', place: '', at: [], blocks: [], fact, name: fact.name };
      return (
        text !== undefined &&
        this.sameValue(listed, { ...one, value: String(fact.default ?? '') }, conversion)
      );
    });
  }

  /** Names in full, lists put together. */
  private resolve(listed: readonly Listed[]): NewSetting[] {
    const settings: NewSetting[] = [];
    const lists = new Map<string, { setting: NewSetting; words: string[] }>();
    for (const one of listed) {
      const holder = one.blocks.at(-1);
      const list = holder && this.factOf(holder.type, one.blocks.slice(0, -1));
      if (list?.type !== 'boollist' && list?.type !== 'strlist') {
        settings.push(this.newSetting(one.blocks, one.name, one.value));
        continue;
      }
      const around = one.blocks.slice(0, -1);
      const key = `${JSON.stringify(around)} ${list.name}`;
      const known = lists.get(key) ?? {
        setting: this.newSetting(around, holder?.type ?? '', ''),
        words: [],
      };
      lists.set(key, known);
      known.words.push(
        list.type === 'strlist' ? `${one.name}=${one.value}` : one.value === 'yes' ? one.name : '',
      );
    }
    const together = [...lists.values()].map(({ setting, words }) => {
      const outer = settings.find(({ name, filters }) => name === setting.name && filters === '');
      const inherited = setting.filters === '' ? '' : (outer?.value ?? '');
      return { ...setting, value: `${inherited} ${words.join(' ')}`.trim() };
    });
    return [...settings, ...together];
  }

  private newSetting(blocks: Listed['blocks'], key: string, value: string): NewSetting {
    const inner = blocks.filter(({ type }) => !FILTERS.has(type));
    const fact = this.factOf(key, inner);
    return {
      filters: filtersOf(blocks),
      at: inner,
      place: inner.map(({ type, label }) => `${type} ${label}`.trim()).join('/'),
      blocks: inner.map(({ type }, index) => this.factOf(type, inner.slice(0, index))?.name ?? type),
      fact,
      name: fact?.name ?? key,
      value,
    };
  }

  private factOf(key: string, blocks: Listed['blocks']): DovecotSettingFact | undefined {
    const block = blocks.at(-1)?.type;
    const label = blocks.at(-1)?.label.replaceAll('-', '_') ?? '';
    const names = block === undefined ? [key] : [`${block}_${label}_${key}`, `${block}_${key}`, key];
    return names.map((name) => this.target.setting(name)).find((fact) => fact !== undefined);
  }
}

function textOf({ blocks, name, value }: Listed): string {
  return [...blocks.map(({ type, label }) => `${type} ${label}`.trim()), `${name} = ${value}`].join(' / ');
}

function placeOf({ blocks }: Listed): string {
  return blocks
    .map(({ type }) => type)
    .filter((type) => !FILTERS.has(type))
    .join('/');
}

function filtersOf(blocks: Listed['blocks']): string {
  return blocks
    .filter(({ type }) => FILTERS.has(type))
    .map(({ type, label }) => `${type} ${label}`)
    .join(' ');
}

/** True in the same blocks; one without a label has one now, and `plugin` and `dict` are gone. */
function isAt(at: Listed['blocks'], listed: Listed): boolean {
  const old = listed.blocks.filter(({ type }) => !FILTERS.has(type) && type !== 'plugin' && type !== 'dict');
  return old.every(({ type, label }, index) => {
    const now = at[index];
    return !now || (now.type === type && (label === '' || now.label === label));
  });
}

/** The default of 2.4, written out. */
function isWhatItWas({ fact, value }: NewSetting): boolean {
  const standard = String(fact?.default ?? '');
  if (fact?.type === 'boollist') return sameWords(standard.split(/[\s,]+/).filter(Boolean), value);
  if (!fact || !isCheckedType(fact.type)) return value === standard;
  const read = readTyped(fact.type, value, '2.4', fact.values ?? []);
  return 'value' in read && read.value.toString() === standard;
}

/** Where the value of 2.4 can be compared with one value of 2.3. */
function isValueOf({ blocks }: Listed): boolean {
  return !blocks.some(({ type }) => type === 'passdb' || type === 'userdb');
}

function sameWords(words: readonly string[], value: string): boolean {
  const now = new Set(value.split(/[\s,]+/).filter((word) => word !== ''));
  return words.every((word) => now.has(word.replace(/^[+-]/, ''))) && now.size >= new Set(words).size;
}

function isDefault({ name, value, blocks }: Listed, release: DovecotRelease): boolean {
  const fact = release.setting(
    name,
    blocks
      .map(({ type }) => type)
      .filter((type) => !FILTERS.has(type))
      .join('/'),
  );
  return value === '' && String(fact?.default ?? '') === '';
}

/** Names that belong to others, such as the parts of one value. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  mail_location: ['mail_control_path', 'mail_index_path'],
  driver: ['passdb_driver', 'userdb_driver', 'passdb', 'userdb'],
  args: ['passdb', 'userdb'],
  default_fields: ['passdb', 'userdb'],
  sieve_dir: ['sieve_script'],
  sieve_global_path: ['sieve_script'],
  autocreate: ['namespace'],
  autosubscribe: ['namespace'],
};

/** Settings of the migration itself. */
const ALWAYS: ReadonlySet<string> = new Set(['dovecot_config_version', 'dovecot_storage_version']);

/** What 2.3 does nothing with, or 2.4 without being told. */
const NEEDLESS: ReadonlySet<string> = new Set([
  'quota_vsizes',
  'config_cache_size',
  'stats_refresh',
  'stats_track_cmds',
  'metadata_dict',
]);

/** Words that mean others, by the setting. */
const WORDS: Readonly<Record<string, string>> = {
  'acl_anyone allow': 'yes',
  'mail_crypt_save_version 2': 'aes-256-gcm-sha256',
  'protocols none': '',
  'service_count 0': 'unlimited',
};

/** What the notes of the table say of values. */
const OPPOSITES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inverted: { yes: 'no', no: 'yes' },
  'Boolean became an enum': { yes: 'server', no: 'client' },
};

/** What 2.3 says that is nothing, or that 2.4 says elsewhere. */
const SAYS_NOTHING: readonly ((listed: Listed, now: readonly NewSetting[]) => boolean)[] = [
  // Without TLS nobody logs in then.
  ({ name }, now) =>
    name === 'disable_plaintext_auth' && now.some((one) => one.name === 'ssl' && one.value === 'required'),
];
