/** Joins what was read from each suite into records with version intervals: the shapes of knowledge/types.ts. */
import { LOOPS, REQUIREMENTS } from './daemons.mjs';
import { BUILD_DEPENDENT, COMPUTED, KINDS, READ_ONLY, UNITS } from './kinds.mjs';
import { RENAMED } from './renamed.mjs';
import { RESTRICTIONS } from './restrictions.mjs';
import { FOREIGN_TABLE_TYPES, TABLE_TYPES } from './tableTypes.mjs';

export const minorOf = (version) => /^\d+\.\d+/.exec(version)[0];
const byName = (a, b) => (a.name < b.name ? -1 : 1);

/** `since` and `removed` of something that `has` says is in a suite or not. */
function interval(suites, has) {
  const present = suites.map(has);
  const first = present.indexOf(true);
  const gone = present.indexOf(false, first);
  if (first < 0) throw new Error('no version has it');
  if (gone >= 0 && present.indexOf(true, gone) >= 0) throw new Error('gone and back again');
  return {
    ...(first > 0 && { since: suites[first].minor }),
    ...(gone >= 0 && { removed: suites[gone].minor }),
  };
}

/** The values of the suites, each from the version on in which it differs from the one before. */
function changes(suites, valueOf) {
  const found = [];
  for (const suite of suites) {
    const value = valueOf(suite);
    if (value !== undefined && found.at(-1)?.value !== value) found.push({ from: suite.minor, value });
  }
  return found;
}

const last = (suites, has) => suites.findLast(has);
const toMap = (groups) => new Map(groups.flatMap(([fact, names]) => names.map((name) => [name, fact])));
const kindOf = toMap(KINDS);
const unitOf = toMap(UNITS);

const bounds = ({ min, max }) => ({ ...(min !== 0 && { min }), ...(max !== 0 && { max }) });

const TYPES = {
  bool: () => ({ kind: 'boolean' }),
  nbool: () => ({ kind: 'boolean' }),
  time: (name, value, table) => ({ kind: 'time', unit: timeUnit(name, value), ...bounds(table) }),
  str: (name, value) => textType(name, value),
  raw: (name, value) => textType(name, value),
  function: (name, value) => textType(name, value),
};

function integerType(name, _value, table) {
  const unit = unitOf.get(name);
  return { kind: 'integer', ...bounds(table), ...(unit && { unit }) };
}

function timeUnit(name, value) {
  const unit = value.at(-1);
  if (!/[smhdw]/.test(unit)) throw new Error(`${name} has no unit in its default ${value}`);
  return unit;
}

function textType(name, value) {
  const known = kindOf.get(name) ?? kindOf.get(/^\$(\w+)$/.exec(value)?.[1]);
  if (known !== undefined) return known;
  const inherited = /^\$(\w+)$/.exec(value)?.[1];
  if (inherited === undefined)
    throw new Error(`kinds.mjs does not say what ${name} holds (default "${value}")`);
  return { inherits: inherited };
}

function typeOf(name, suite) {
  const table = suite.tables.get(name);
  if (table === undefined) return name === 'process_id' ? { kind: 'integer' } : kindOf.get(name);
  return (TYPES[table.array] ?? integerType)(name, suite.defaults.get(name), table);
}

const TEXT = ['str', 'raw', 'function'];

function lengths(table) {
  if (table === undefined || !TEXT.includes(table.array)) return {};
  return { ...(table.min > 0 && { minLength: table.min }), ...(table.max > 0 && { maxLength: table.max }) };
}

/** Programs that load a parameter by a table of their own. `smtp` is also `lmtp` and picks the table by that name. */
function daemonsOf(name, suite) {
  if (suite.common.has(name) || suite.tables.get(name) === undefined) return {};
  const other = { smtp: /^lmtp_/, lmtp: /^smtp_/ };
  const daemons = [...suite.loaders].filter(([program, own]) => own.has(name) && !other[program]?.test(name));
  return { daemons: daemons.map(([program]) => program).sort() };
}

/** What `postconf` of a version says about a deprecated name: nothing, or the name to use. */
function deprecation(name, suites) {
  const first = suites.find((suite) => suite.deprecated.has(name));
  if (first === undefined) return {};
  const replacement = /"(\w+)"|^(\w+)$/.exec(first.deprecated.get(name));
  return {
    deprecated: { since: first.minor, ...(replacement && { replacement: replacement[1] ?? replacement[2] }) },
  };
}

/** A newer name whose default takes over the value of an old one: `${old?{$old}:{…}}`. */
function successor(name, suites) {
  const pattern = new RegExp(`^\\$(?:\\{${name}[?:]|${name}$)`);
  for (const { defaults } of suites) {
    for (const [newer, value] of defaults) if (pattern.test(value)) return newer;
  }
  return undefined;
}

function builtinParameter(name, suites) {
  const has = (suite) => suite.defaults.has(name);
  const newest = last(suites, has);
  const table = newest.tables.get(name);
  const computed = COMPUTED[name];
  return {
    name,
    type: typeOf(name, newest),
    ...interval(suites, has),
    defaults: computed ? [] : changes(suites, (suite) => suite.defaults.get(name)),
    ...(computed && { computed }),
    ...(BUILD_DEPENDENT.includes(name) && { buildDependent: true }),
    ...lengths(table),
    ...(READ_ONLY.includes(name) && { readOnly: true }),
    ...(table?.array === 'raw' && { raw: true }),
    ...daemonsOf(name, newest),
  };
}

/** A name that only keeps old settings alive, in the versions that do not list it. */
function legacyPart(name, suites) {
  const first = suites.find((suite) => suite.legacy.includes(name) && !suite.defaults.has(name));
  return first === undefined ? {} : { legacySince: first.minor };
}

export function parameters(suites) {
  const builtin = new Set(suites.flatMap((suite) => [...suite.defaults.keys()]));
  const legacy = suites.flatMap((suite) => suite.legacy).filter((name) => !builtin.has(name));
  const records = [...builtin].map((name) => ({
    ...builtinParameter(name, suites),
    ...legacyPart(name, suites),
  }));
  for (const name of new Set(legacy)) {
    records.push({
      name,
      type: kindOf.get(name) ?? { kind: 'string' },
      defaults: [],
      ...legacyPart(name, suites),
    });
  }
  for (const name of Object.keys(RENAMED).filter((old) => !records.some((record) => record.name === old))) {
    records.push({ name, type: { kind: 'string' }, removed: suites[0].minor, defaults: [] });
  }
  const completed = records.map((record) => ({
    ...record,
    ...deprecation(record.name, suites),
    ...renamed(record, suites),
  }));
  return inherit(completed).sort(byName);
}

/** What took the place of a name that is no longer listed by the newest version. */
function renamed(record, suites) {
  if (record.removed === undefined && record.legacySince === undefined) return {};
  const replacedBy = RENAMED[record.name] ?? successor(record.name, suites);
  return replacedBy === undefined ? {} : { replacedBy };
}

/** Gives a parameter whose default is `$other` the type of the other. */
function inherit(records) {
  const all = new Map(records.map((record) => [record.name, record]));
  const resolve = (type) => (type.inherits === undefined ? type : resolve(all.get(type.inherits).type));
  return records.map((record) => ({ ...record, type: resolve(record.type) }));
}

export function serviceParameters(suites, all) {
  const typed = new Map(all.map((record) => [record.name, record.type]));
  const found = new Map();
  for (const suite of suites) {
    for (const [command, flat] of suite.serviceTables) {
      for (let at = 0; at + 1 < flat.length; at += 2) {
        const record = found.get(flat[at]) ?? {
          suffix: flat[at],
          commands: new Set(),
          parameter: flat[at + 1],
        };
        record.commands.add(command);
        found.set(flat[at], record);
      }
    }
  }
  return [...found.values()]
    .map(({ suffix, commands, parameter }) => ({
      suffix,
      commands: [...commands].sort(),
      default: `$${parameter}`,
      type: typed.get(parameter),
      ...interval(suites, (suite) => [...suite.serviceTables.values()].some((flat) => flat.includes(suffix))),
    }))
    .sort((a, b) => (a.suffix < b.suffix ? -1 : 1));
}

export function tableClients(suites) {
  const types = new Set(suites.flatMap((suite) => [...suite.clientTables.keys()]));
  return [...types].sort().map((type) => {
    const having = suites.filter((suite) => suite.clientTables.has(type));
    const suffixes = [...new Set(having.flatMap((suite) => suite.clientTables.get(type)))].sort();
    const newer = suffixes
      .map((suffix) => [
        suffix,
        interval(having, (suite) => suite.clientTables.get(type).includes(suffix)).since,
      ])
      .filter(([, since]) => since !== undefined);
    return {
      type,
      ...interval(suites, (suite) => suite.clientTables.has(type)),
      suffixes,
      ...(newer.length > 0 && { suffixesSince: Object.fromEntries(newer) }),
    };
  });
}

export function restrictions(suites) {
  for (const { name } of RESTRICTIONS) {
    for (const suite of suites) {
      // The linker lets one string be the end of another one.
      if (!suite.smtpdStrings.some((text) => text.endsWith(name)))
        throw new Error(`smtpd ${suite.minor} lacks ${name}`);
    }
  }
  return [...RESTRICTIONS].sort(byName);
}

export function tableTypes(suites) {
  const debian = new Set(suites.flatMap((suite) => suite.tableTypes));
  const unknown = [...debian].filter((name) => TABLE_TYPES[name] === undefined);
  if (unknown.length > 0) throw new Error(`tableTypes.mjs does not know ${unknown.join(', ')}`);
  const records = [...debian].map((name) => {
    const has = (suite) => suite.tableTypes.includes(name);
    const debianPackage = last(suites, has).packagedTypes.get(name);
    return {
      name,
      ...TABLE_TYPES[name],
      ...interval(suites, has),
      ...(debianPackage && { package: debianPackage }),
    };
  });
  const foreign = Object.entries(FOREIGN_TABLE_TYPES).map(([name, fact]) => ({
    name,
    ...fact,
    foreign: true,
  }));
  return [...records, ...foreign].sort(byName);
}

export function daemons(suites) {
  const names = new Set(suites.flatMap((suite) => [...suite.daemons.keys()]));
  return [...names].sort().map((name) => {
    const has = (suite) => suite.daemons.has(name);
    const types = LOOPS[last(suites, has).daemons.get(name)];
    if (types === undefined) throw new Error(`${name} has no known loop`);
    return { name, ...interval(suites, has), ...REQUIREMENTS[name], types };
  });
}

export function ports(suites) {
  const found = new Map(suites.flatMap((suite) => suite.services));
  for (const suite of suites) {
    for (const group of (suite.defaults.get('known_tcp_ports') ?? '').split(/,\s*/).filter(Boolean)) {
      const words = group.split('=');
      for (const name of words.slice(0, -1)) found.set(name, Number(words.at(-1)));
    }
  }
  return [...found].map(([name, port]) => ({ name, port })).sort(byName);
}
