/** The words of a text. */
export const words = (text) => text.trim().split(/\s+/);

/** The names in a template string; `{a,b}` stands for each of its parts. */
export function names([text]) {
  return words(text).flatMap(expand);
}

function expand(word) {
  const group = /\{([^}]*)\}/.exec(word);
  if (group === null) return [word];
  return group[1].split(',').flatMap((part) => expand(word.replace(group[0], part)));
}
