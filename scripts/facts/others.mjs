/** Everything that is not a parameter, as records of knowledge/types.ts. */
import { ATTRIBUTES, IGNORES_ARGUMENTS, LOOPS, MACROS, REFUSES_ARGUMENTS, REQUIREMENTS } from './daemons.mjs';
import { byName, interval, newestWith } from './intervals.mjs';
import { RESTRICTIONS } from './restrictions.mjs';
import { FOREIGN_TABLE_TYPES, TABLE_TYPES } from './tableTypes.mjs';

const unite = (suites, namesOf) => [...new Set(suites.flatMap((suite) => [...namesOf(suite)]))].sort();

/** Whether a text is compiled into a program. The linker lets one string be the end of another one. */
const says = (suite, daemon, text) =>
  suite.daemonTexts.get(daemon).some((compiled) => compiled.endsWith(text));

export function tableClients(suites) {
  return unite(suites, (suite) => suite.clientTables.keys()).map((type) => {
    const having = suites.filter((suite) => suite.clientTables.has(type));
    const suffixes = unite(having, (suite) => suite.clientTables.get(type));
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

/** The authored restrictions, after a look for each name in each smtpd. */
export function restrictions(suites) {
  for (const { name } of RESTRICTIONS) {
    for (const suite of suites) {
      if (!says(suite, 'smtpd', name)) throw new Error(`smtpd ${suite.minor} lacks ${name}`);
    }
  }
  return [...RESTRICTIONS].sort(byName);
}

export function tableTypes(suites) {
  const debian = unite(suites, (suite) => suite.tableTypes).map((name) => {
    if (TABLE_TYPES[name] === undefined) throw new Error(`tableTypes.mjs does not know ${name}`);
    const has = (suite) => suite.tableTypes.includes(name);
    const debianPackage = newestWith(suites, has).packagedTypes.get(name);
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
  return [...debian, ...foreign].sort(byName);
}

export function daemons(suites) {
  return unite(suites, (suite) => suite.daemons.keys()).map((name) => {
    const has = (suite) => suite.daemons.has(name);
    const types = LOOPS[newestWith(suites, has).daemons.get(name)];
    if (types === undefined) throw new Error(`daemons.mjs does not know the loop of ${name}`);
    const having = suites.filter(has);
    return { name, ...interval(suites, has), ...REQUIREMENTS[name], types, ...argumentsOf(name, having) };
  });
}

/** What a program makes of the words behind its options, after a look into each version of it. */
function argumentsOf(name, suites) {
  const attributes = ATTRIBUTES[name];
  const macros = MACROS[name];
  const expected = [
    ...(attributes ?? []).map((attribute) => `${attribute.name}=`),
    ...(macros ?? []),
    ...(attributes || IGNORES_ARGUMENTS.includes(name) ? [] : [REFUSES_ARGUMENTS]),
  ];
  for (const suite of suites) {
    for (const text of expected) {
      if (!says(suite, name, text)) throw new Error(`${name} ${suite.minor} does not say "${text}"`);
    }
  }
  if (attributes) return { arguments: 'attributes', attributes, ...(macros && { macros }) };
  return { arguments: IGNORES_ARGUMENTS.includes(name) ? 'ignored' : 'refused' };
}

/** Programs whose rows say nothing without arguments of their own. */
const NEEDS_ARGUMENTS = ['pipe', 'spawn'];

/** The first row of each service and program in the master.cf of the newest package that has it. */
export function shippedServices(suites) {
  const key = ([service, type, , , , , , command]) => `${service} ${type} ${command}`;
  const keys = unite(suites, (suite) => suite.shippedRows.map(key));
  return keys
    .map((wanted) => {
      const has = (suite) => suite.shippedRows.some((row) => key(row) === wanted);
      const row = newestWith(suites, has).shippedRows.find((candidate) => key(candidate) === wanted);
      return { row, ...interval(suites, has) };
    })
    .filter(({ row }) => !NEEDS_ARGUMENTS.includes(row[7]) && !row[0].includes(':'));
}

/** `lmtp=24, smtps=submissions=465` */
const knownPorts = (text) =>
  text
    .split(/,\s*/)
    .filter(Boolean)
    .flatMap((group) => {
      const words = group.split('=');
      return words.slice(0, -1).map((name) => [name, Number(words.at(-1))]);
    });

export function ports(suites) {
  const services = suites.flatMap((suite) => suite.services);
  const known = suites.flatMap((suite) => knownPorts(suite.defaults.get('known_tcp_ports') ?? ''));
  return [...new Map([...services, ...known])].map(([name, port]) => ({ name, port })).sort(byName);
}
