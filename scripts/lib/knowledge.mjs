/**
 * Compares the authored records (`server/knowledge/PRODUCT/docs`) with each other and with the generated facts.
 * The report (`npm run knowledge`) and the tests ask the same functions.
 */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { readProse } from './assets.mjs';
import { inRoot } from './paths.mjs';

export const PRODUCTS = ['postfix', 'dovecot', 'sasl'];
export const LANGUAGES = ['en', 'zh-cn'];

/** What both languages of one product may cost, packed. */
export const PACKED_LIMIT = 400 * 1024;

/** The columns of master.cf have no facts: master(5) has had the same eight ever since. */
const COLUMNS = [
  'service',
  'type',
  'private',
  'unprivileged',
  'chroot',
  'wakeup',
  'process_limit',
  'command',
].map((name) => ({ name }));

/**
 * Records that explain a name of which the facts have nothing, and why they stay.
 * @type {Record<string, Record<string, string>>}
 */
export const WITHOUT_FACT = {
  restrictions: { check_address_map: 'an old name of check_recipient_access, still compiled into smtpd' },
  daemons: {
    retry: 'a service of the shipped master.cf, run by the program error',
    defer: 'a service of the shipped master.cf, run by the program bounce',
    trace: 'a service of the shipped master.cf, run by the program bounce',
    proxywrite: 'a service of the shipped master.cf, run by the program proxymap',
    master: 'starts all the others and has no row in master.cf',
  },
};

/** The records of a product: language → group → name → record. */
export async function readRecords(product) {
  const read = LANGUAGES.map(async (language) => [language, await readProse(`${product}/docs/${language}`)]);
  return Object.fromEntries(await Promise.all(read));
}

const readFacts = async (product) =>
  JSON.parse(await readFile(inRoot(`server/knowledge/${product}/facts/${product}.json`), 'utf8'));

export const readPostfixFacts = () => readFacts('postfix');

export const readDovecotFacts = () => readFacts('dovecot');

/** The settings of both lines of Dovecot; in 2.3 the same name may stand in several blocks (`service/vsz_limit`). */
export function wantedDovecotNames(facts) {
  return {
    settings: facts.settings.map(({ name, in: place, line, since, removed }) => ({
      name: place === undefined ? name : `${place}/${name}`,
      line,
      since,
      removed,
    })),
  };
}

/** Group → the names that need a record, each with the versions that it holds for. */
export function wantedNames(facts) {
  const pipe = facts.daemons.find(({ name }) => name === 'pipe');
  const attributes = new Set(facts.daemons.flatMap((daemon) => daemon.attributes ?? []).map((x) => x.name));
  return {
    settings: [
      ...facts.parameters,
      ...facts.serviceParameters.map((fact) => ({ ...fact, name: `<transport>${fact.suffix}` })),
    ],
    restrictions: facts.restrictions,
    'table-types': facts.tableTypes,
    ...Object.fromEntries(
      facts.tableClients.map(({ type, suffixes, since, suffixesSince = {} }) => [
        `${type}-parameters`,
        suffixes.map((name) => ({ name, since: suffixesSince[name] ?? since })),
      ]),
    ),
    daemons: facts.daemons,
    'master-columns': COLUMNS,
    'pipe-attributes': [...attributes, ...pipe.macros.map((macro) => `\${${macro}}`)].map((name) => ({
      name,
    })),
  };
}

/** Whether a name means something to a version: as itself, or as an old name that is still read. */
export function holdsIn({ since, removed, legacySince }, version, versions) {
  const from = (first) => versions.indexOf(version) >= versions.indexOf(first);
  const own = (since === undefined || from(since)) && !(removed !== undefined && from(removed));
  return own || (legacySince !== undefined && from(legacySince));
}

/** Names of the facts without a record, as `group/name`. */
export function missingRecords(wanted, groups) {
  return inGroups(wanted, ({ name }, group) => !has(groups, group, name));
}

/** Records that no fact of any version asks for. */
export function staleRecords(wanted, groups) {
  const known = (group, name) =>
    wanted[group].some((fact) => fact.name === name) || name in (WITHOUT_FACT[group] ?? {});
  return entries(groups)
    .filter(({ group, name }) => group in wanted && !known(group, name))
    .map(({ group, name }) => `${group}/${name}`);
}

/** What one language has and the other lacks: records, and the keys of their sets of texts. */
export function differences({ en, 'zh-cn': chinese }) {
  return [...lacking(en, chinese, 'zh-cn'), ...lacking(chinese, en, 'en')];
}

/** Fields that both languages write; the others stand in English alone. */
const TEXTS = ['summary', 'values', 'special', 'unit', 'when', 'wrong', 'recommended', 'security', 'instead'];

function lacking(from, to, language) {
  return entries(from).flatMap(({ group, name, record }) => {
    const place = `${language}: ${group}/${name}`;
    if (!has(to, group, name)) return [place];
    return TEXTS.filter((field) => field in record).flatMap((field) => {
      const twin = to[group][name][field];
      if (twin === undefined) return [`${place} ${field}`];
      if (field !== 'values' && field !== 'special') return [];
      const keys = Object.keys(record[field]).filter((key) => !(key in twin));
      return keys.map((key) => `${place} ${field}.${key}`);
    });
  });
}

/** `see` and `related` names that no record answers to. */
export function deadLinks(products) {
  const names = Object.fromEntries(
    Object.entries(products).map(([product, { en }]) => [product, new Set(entries(en).map((x) => x.name))]),
  );
  return Object.entries(products).flatMap(([product, { en }]) =>
    entries(en).flatMap(({ group, name, record }) => {
      const links = [...(record.see ?? []).map((see) => `${product}:${see}`), ...(record.related ?? [])];
      return links
        .filter((link) => !leads(link, names))
        .map((link) => `${product}: ${group}/${name} → ${link}`);
    }),
  );
}

function leads(link, names) {
  const [, product, name] = /^(\w+):(.*)$/s.exec(link) ?? [];
  return product !== undefined && names[product]?.has(name) === true;
}

/** Bytes of both languages of a product as the server loads them, and packed. */
export function sizes(records) {
  const texts = LANGUAGES.map((language) => JSON.stringify(records[language]));
  const sum = (size) => texts.reduce((total, text) => total + size(text), 0);
  return {
    raw: sum((text) => Buffer.byteLength(text)),
    gzip: sum((text) => gzipSync(text).length),
  };
}

/** All records of a language, one after the other. */
export function entries(groups) {
  return Object.entries(groups).flatMap(([group, records]) =>
    Object.entries(records).map(([name, record]) => ({ group, name, record })),
  );
}

const has = (groups, group, name) => group in groups && Object.hasOwn(groups[group], name);

function inGroups(wanted, test) {
  return Object.entries(wanted).flatMap(([group, facts]) =>
    facts.filter((fact) => test(fact, group)).map(({ name }) => `${group}/${name}`),
  );
}
