/** Versions, oldest first, as the suites come in: `{ minor, … }`. */

export const minorOf = (version) => /^\d+\.\d+/.exec(version)[0];

export const byName = (a, b) => (a.name < b.name ? -1 : 1);

/** The newest suite for which `has` holds. */
export const newestWith = (suites, has) => suites.findLast(has);

/** `since` (not for the oldest version) and `removed` of something that `has` finds in a suite or not. */
export function interval(suites, has) {
  const present = suites.map(has);
  const first = present.indexOf(true);
  const gone = present.indexOf(false, first);
  if (first < 0) throw new Error('something that no version has');
  if (gone >= 0 && present.includes(true, gone)) throw new Error('something that is gone and back again');
  return {
    ...(first > 0 && { since: suites[first].minor }),
    ...(gone >= 0 && { removed: suites[gone].minor }),
  };
}

/** The values of the suites, each from the version on in which it differs from the one before. */
export function changes(suites, valueOf) {
  const found = [];
  for (const suite of suites) {
    const value = valueOf(suite);
    if (value !== undefined && found.at(-1)?.value !== value) found.push({ from: suite.minor, value });
  }
  return found;
}
