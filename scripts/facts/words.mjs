/**
 * Compares the enumerations of enumerations.mjs with the programs.
 *
 * Postfix keeps the words of most sets in tables of `{ "word", number }` (name_code(3), name_mask(3)). Such a table of
 * some program or library must hold the words of a set, and no others; what it lacks in older versions tells since
 * when a word is known.
 */

const stringAt = (image, slot) => {
  const { address } = image.pointers.get(slot) ?? {};
  return address === undefined || image.isWritable(address) ? undefined : image.string(address);
};

/** Runs of pointer and number, as lists of words. */
export function wordTables(image) {
  const seen = new Set();
  const tables = [];
  for (const start of [...image.pointers.keys()].sort((a, b) => a - b)) {
    const words = [];
    for (let slot = start; !seen.has(slot) && !image.pointers.has(slot + 8); slot += 16) {
      const word = stringAt(image, slot);
      if (word === undefined) break;
      seen.add(slot);
      words.push(word);
    }
    if (words.length > 0) tables.push(words);
  }
  return tables;
}

/** The words that a table of the set must hold. */
function wordsOf({ values, accepted = [] }, { extra = '', normalized = '' }) {
  const except = new Set(normalized.split(' '));
  return [...values, ...accepted, ...extra.split(' ').filter(Boolean)].filter((word) => !except.has(word));
}

/** The largest table of a version that holds words of the set only. */
function tableOf(suite, words) {
  const set = new Set(words.map((word) => word.toLowerCase()));
  const [largest] = suite.wordTables
    .filter((table) => table.every((word) => set.has(word.toLowerCase())))
    .sort((a, b) => b.length - a.length);
  return new Set(largest?.map((word) => word.toLowerCase()));
}

const fail = (names, problem) => {
  throw new Error(`enumerations.mjs: ${names.join(' ')}: ${problem}`);
};

/** Word → first version that knows it, for the words that the oldest version lacks. */
function valuesSince(type, names, suites, comparison) {
  const words = wordsOf(type, comparison);
  const having = suites.filter(({ defaults }) => names.some((name) => defaults.has(name)));
  const knows = (suite) => {
    if (!comparison.untabled) return tableOf(suite, words);
    return new Set(words.filter((word) => suite.programTexts.some((text) => text.endsWith(word))).map(lower));
  };
  const tables = having.map((suite) => ({ minor: suite.minor, words: knows(suite) }));
  const since = {};
  for (const word of words) {
    const first = tables.find((table) => table.words.has(lower(word)));
    if (first === undefined) fail(names, `no version knows ${word}`);
    if (type.values.includes(word) && !tables.at(-1).words.has(lower(word))) {
      fail(names, `the newest version does not know ${word}`);
    }
    if (first !== tables[0] && type.values.includes(word)) since[word] = first.minor;
  }
  return since;
}

const lower = (word) => word.toLowerCase();

/**
 * @returns the kinds, with `valuesSince` in enumerations; throws when a set differs from the programs
 */
export function checkedKinds(kinds, suites) {
  return kinds.map(([type, names, comparison = {}]) => {
    if (type.kind !== 'enum' && type.kind !== 'flags') return [type, names];
    const since = valuesSince(type, names, suites, comparison);
    return [Object.keys(since).length === 0 ? type : { ...type, valuesSince: since }, names];
  });
}
