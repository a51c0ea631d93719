import * as fc from 'fast-check';

export const oneOf = (...words: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...words);
export const joined = (parts: fc.Arbitrary<readonly string[]>, separator = ''): fc.Arbitrary<string> =>
  parts.map((words) => words.join(separator));

export const separator = oneOf(' ', '\t', '   ', ' \t ', '\n ', '\n# c\n\t', '\r\n ');
const noise = oneOf('', '\n', '# comment\n', '  \n', ' # c\n', '\r\n');

export function file(line: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const lines = fc.array(fc.tuple(noise, line, oneOf('\n', '\n', ' \n', '\r\n')), {
    minLength: 1,
    maxLength: 10,
  });
  const start = fc.oneof({ weight: 9, arbitrary: fc.constant('') }, fc.constant(' indented line\n'));
  return fc.tuple(start, lines, fc.boolean()).map(
    ([first, all, feed]) =>
      first +
      all
        .flat()
        .join('')
        .replace(feed ? /$^/ : /\n$/, ''),
  );
}
