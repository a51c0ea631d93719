/** Parameters as records with version intervals: `ParameterFact` and `ServiceParameterFact` of knowledge/types.ts. */
import { BUILD_DEPENDENT, COMPUTED, NEVER_EMPTY, READ_ONLY } from './defaults.mjs';
import { byName, changes, interval, newestWith } from './intervals.mjs';
import { RENAMED } from './renamed.mjs';
import { parameterTypes } from './types.mjs';

const TEXT = ['str', 'raw', 'function'];

function lengths(name, table) {
  if (table === undefined || !TEXT.includes(table.array)) return {};
  const min = NEVER_EMPTY.includes(name) ? 1 : table.min;
  return { ...(min > 0 && { minLength: min }), ...(table.max > 0 && { maxLength: table.max }) };
}

/** One program under two names: it picks one of its two tables by its name. */
const OTHER_TABLE = { smtp: /^lmtp_/, lmtp: /^smtp_/ };

/** Programs that load a parameter by a table of their own. */
function daemonsOf(name, suite) {
  if (suite.common.has(name) || !suite.tables.has(name)) return {};
  const loaders = [...suite.loaders].filter(
    ([program, own]) => own.has(name) && !OTHER_TABLE[program]?.test(name),
  );
  // `debugger_command` is loaded by the common part of every program, but only when it is asked for (-D).
  return loaders.length === 0 ? {} : { daemons: loaders.map(([program]) => program).sort() };
}

/** What `postconf` says about a deprecated name: another one to use, or just not to set it. */
function deprecation(name, suites) {
  const first = suites.find((suite) => suite.deprecated.has(name));
  if (first === undefined) return {};
  const match = /"(\w+)"|^(\w+)$/.exec(first.deprecated.get(name));
  const replacement = match?.[1] ?? match?.[2];
  return { deprecated: { since: first.minor, ...(replacement && { replacement }) } };
}

/** A newer name whose default takes over the value of an old one: `$old`, `${old?…`. */
function successor(name, suites) {
  const pattern = new RegExp(`^\\$(?:\\{${name}[?:]|${name}$)`);
  for (const { defaults } of suites) {
    for (const [newer, value] of defaults) if (pattern.test(value)) return newer;
  }
  return undefined;
}

function replacement(record, suites) {
  if (record.removed === undefined && record.legacySince === undefined) return {};
  const replacedBy = RENAMED[record.name] ?? successor(record.name, suites);
  return replacedBy ? { replacedBy } : {};
}

function builtin(name, suites, typeOf) {
  const has = (suite) => suite.defaults.has(name);
  const newest = newestWith(suites, has);
  const table = newest.tables.get(name);
  const computed = COMPUTED[name];
  return {
    name,
    type: typeOf(name, newest),
    ...interval(suites, has),
    defaults: computed ? [] : changes(suites, (suite) => suite.defaults.get(name)),
    ...(computed && { computed }),
    ...(BUILD_DEPENDENT.includes(name) && { buildDependent: true }),
    ...lengths(name, table),
    ...(READ_ONLY.includes(name) && { readOnly: true }),
    ...(table?.array === 'raw' && { raw: true }),
    ...(computed ? {} : daemonsOf(name, newest)),
  };
}

/** A name that only keeps old settings alive, in the versions that do not list it. */
function legacyPart(name, suites) {
  const first = suites.find((suite) => suite.legacy.includes(name) && !suite.defaults.has(name));
  return first === undefined ? {} : { legacySince: first.minor };
}

/** Old names that never were listed in a version read here, and names that only RENAMED knows. */
function unlisted(names, suites, typeOf) {
  const legacy = new Set(suites.flatMap((suite) => suite.legacy));
  return [...new Set([...legacy, ...Object.keys(RENAMED)])]
    .filter((name) => !names.has(name))
    .map((name) =>
      legacy.has(name)
        ? { name, type: typeOf(name, suites.at(-1)), defaults: [], ...legacyPart(name, suites) }
        : { name, type: { kind: 'string' }, removed: suites[0].minor, defaults: [] },
    );
}

export function parameters(suites) {
  const typeOf = parameterTypes(suites);
  const names = new Set(suites.flatMap((suite) => [...suite.defaults.keys()]));
  const listed = [...names].map((name) => ({
    ...builtin(name, suites, typeOf),
    ...legacyPart(name, suites),
  }));
  return [...listed, ...unlisted(names, suites, typeOf)]
    .map((record) => ({
      ...record,
      ...deprecation(record.name, suites),
      ...replacement(record, suites),
    }))
    .sort(byName);
}

/** `SERVICE_<suffix>`: the tables are flat lists of suffix, parameter, suffix, parameter … */
export function serviceParameters(suites, all) {
  const typeOf = new Map(all.map((record) => [record.name, record.type]));
  const found = new Map();
  for (const { serviceTables } of suites) {
    for (const [command, flat] of serviceTables) {
      for (let at = 0; at < flat.length; at += 2) {
        const record = found.get(flat[at]) ?? { parameter: flat[at + 1], commands: new Set() };
        record.commands.add(command);
        found.set(flat[at], record);
      }
    }
  }
  const has = (suffix) => (suite) => [...suite.serviceTables.values()].some((flat) => flat.includes(suffix));
  return [...found.keys()].sort().map((suffix) => {
    const { parameter, commands } = found.get(suffix);
    return {
      suffix,
      commands: [...commands].sort(),
      default: `$${parameter}`,
      type: typeOf.get(parameter),
      ...interval(suites, has(suffix)),
    };
  });
}
