import { quoteCommand, quoteWord } from './quote';

/**
 * The line that a login shell gets. It only has to find one word for sh, in which no line breaks: csh would take one
 * for the end of the command. sh says on both streams that now the command begins, and becomes it; whatever came
 * before were the words of the login shell's own start-up files.
 */
export function loginLine(environment: readonly string[], argv: readonly string[], mark: string): string {
  const words = argv.map((word) => word.split('\n').map(quoteWord).join('"$n"'));
  const breaks = argv.some((word) => word.includes('\n')) ? 'n=$(printf "\\012."); n=${n%.}; ' : '';
  const code = `echo ${quoteWord(mark)}; echo ${quoteWord(mark)} >&2; ${breaks}exec ${words.join(' ')}`;
  return quoteCommand(['exec', ...environment, 'sh', '-c', code]);
}
