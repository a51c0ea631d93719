/**
 * npm run knowledge: how much of what the programs know is explained, and what is wrong with the explanations.
 * Ends with 1 when anything is listed as wrong.
 */
import {
  deadLinks,
  differences,
  entries,
  holdsIn,
  LANGUAGES,
  missingRecords,
  readDovecotFacts,
  PACKED_LIMIT,
  PRODUCTS,
  readPostfixFacts,
  readRecords,
  sizes,
  staleRecords,
  wantedDovecotNames,
  wantedNames,
} from './lib/knowledge.mjs';

const print = (line = '') => console.log(line);

function table(head, rows) {
  const all = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const number = head.map((_, column) => rows.every((row) => /^[\d–]/.test(String(row[column]))));
  for (const row of all) {
    const cells = row.map((cell, i) => (number[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])));
    print(cells.join('  ').trimEnd());
  }
  print();
}

const matters = (english, group, name) => english[group]?.[name]?.matters !== undefined;

/** Names of one version in one language: those that matter most, the others, and all. A name without a record is ordinary. */
function coverage(wanted, { records, language, holds }) {
  const names = Object.entries(wanted).flatMap(([group, facts]) =>
    facts.filter(holds).map(({ name }) => ({
      matters: matters(records.en, group, name),
      described: records[language][group]?.[name] !== undefined,
    })),
  );
  const share = (some) => `${some.filter((x) => x.described).length}/${some.length}`;
  const percent = (100 * names.filter((x) => x.described).length) / names.length;
  return [
    share(names.filter((x) => x.matters)),
    share(names.filter((x) => !x.matters)),
    share(names),
    `${percent.toFixed(1)} %`,
  ];
}

/** The rows of a product without facts: what is described, with nothing to count it against. */
function counts(product, records) {
  return LANGUAGES.map((language) => {
    const all = entries(records[language]);
    const most = all.filter(({ group, name }) => matters(records.en, group, name)).length;
    return [product, 'no facts', language, most, all.length - most, all.length, '–'];
  });
}

function postfixRows(facts, wanted, records) {
  const versions = facts.versions.map(({ minor }) => minor);
  const rows = [...versions, 'any'].flatMap((version) =>
    LANGUAGES.map((language) => {
      const holds = (fact) => version === 'any' || holdsIn(fact, version, versions);
      return ['postfix', version, language, ...coverage(wanted, { records, language, holds })];
    }),
  );
  return rows;
}

function dovecotRows(facts, wanted, records) {
  const versions = facts.versions.map(({ version }) => version);
  return [...versions, 'any'].flatMap((version) =>
    LANGUAGES.map((language) => {
      const holds = (fact) =>
        version === 'any' || (version.startsWith(fact.line) && holdsIn(fact, version, versions));
      return ['dovecot', version, language, ...coverage(wanted, { records, language, holds })];
    }),
  );
}

function list(title, items) {
  print(`${title}: ${items.length || 'none'}`);
  for (const item of items) print(`  ${item}`);
  return items.length;
}

const facts = await readPostfixFacts();
const wanted = wantedNames(facts);
const dovecotFacts = await readDovecotFacts();
const wantedOfDovecot = wantedDovecotNames(dovecotFacts);
const products = Object.fromEntries(
  await Promise.all(PRODUCTS.map(async (product) => [product, await readRecords(product)])),
);
const { postfix, dovecot, sasl } = products;

print('Described names / names in the facts ("any": of all versions, old names included)\n');
table(
  ['product', 'version', 'language', 'matter most', 'ordinary', 'all', 'share'],
  [
    ...postfixRows(facts, wanted, postfix),
    ...dovecotRows(dovecotFacts, wantedOfDovecot, dovecot),
    ...counts('sasl', sasl),
  ],
);

print('By kind: records of each language\n');
const kinds = PRODUCTS.flatMap((product) =>
  Object.entries(products[product].en).map(([group, records]) => [
    product,
    group,
    Object.keys(records).length,
    Object.keys(products[product]['zh-cn'][group] ?? {}).length,
    Object.values(records).filter((record) => record.matters !== undefined).length,
    product === 'postfix' && group in wanted ? wanted[group].length : 'none',
  ]),
);
table(['product', 'kind', 'en', 'zh-cn', 'matter most', 'facts'], kinds);

print(`Size of both languages in KB (at most ${PACKED_LIMIT / 1024} packed with gzip)\n`);
const costs = PRODUCTS.map((product) => ({ product, size: sizes(products[product]) }));
const kb = (bytes) => (bytes / 1024).toFixed(1);
table(
  ['product', 'raw', 'gzip'],
  costs.map(({ product, size }) => [product, kb(size.raw), kb(size.gzip)]),
);

const wrong = [
  list(
    'Missing',
    LANGUAGES.flatMap((language) =>
      [
        ...missingRecords(wanted, postfix[language]).map((name) => `postfix ${name}`),
        ...missingRecords(wantedOfDovecot, dovecot[language]).map((name) => `dovecot ${name}`),
      ].map((name) => `${language}: ${name}`),
    ),
  ),
  list('Stale (no version knows the name)', staleRecords(wanted, postfix.en)),
  list(
    'Different in the two languages',
    PRODUCTS.flatMap((product) => differences(products[product]).map((item) => `${product} ${item}`)),
  ),
  list('Links that lead nowhere', deadLinks(products)),
  list(
    'Too large',
    costs.filter(({ size }) => size.gzip > PACKED_LIMIT).map(({ product }) => product),
  ),
];
print();
print(
  'Not counted: plugin settings of Dovecot 2.3 (its plugin block takes any name), sasl (no facts), and access-table actions (the facts have none).',
);
process.exitCode = wrong.some((count) => count > 0) ? 1 : 0;
