import type { TableProblem, TableProblemCode } from '../../server/src/postfix/tables/tableProblem';
import { scanLogicalLines } from '../../server/src/text/logicalLines';

/** The texts of real Postfix for each problem. A pattern's compiler has many; they all come without "skipping". */
const TEXTS: readonly (readonly [RegExp, TableProblemCode])[] = [
  [/expected format: key whitespace value/, 'missing-value'],
  [/record is in "key: value" format/, 'alias-format'],
  [/unbalanced '"'/, 'unbalanced-quote'],
  [/duplicate entry/, 'duplicate-key'],
  [/need name:value pair/, 'alias-pair'],
  [/name must be local/, 'alias-not-local'],
  [/no regexp: skipping|no address pattern/, 'missing-pattern'],
  [/no closing regexp delimiter/, 'unclosed-pattern'],
  [/unknown regexp option/, 'unknown-flag'],
  [/ignoring obsolete regexp option/, 'obsolete-flag'],
  [/bad replacement syntax/, 'bad-replacement'],
  [/\$number found in negative match/, 'replacement-in-negation'],
  [/out of range replacement index "\d+": skipping/, 'replacement-out-of-range'],
  [/no replacement text/, 'empty-replacement'],
  [/no lookup result/, 'missing-result'],
  [/extra text after IF/, 'text-after-if'],
  [/extra text after ENDIF|garbage after ENDIF/, 'text-after-endif'],
  [/ENDIF without/, 'endif-without-if'],
  [/IF has no matching ENDIF/, 'if-without-endif'],
  [/ignoring unrecognized request/, 'unknown-request'],
  [/bad mask (value|length)/, 'bad-mask'],
  [/bad address pattern|bad network value/, 'bad-address'],
  [/missing '\]'|garbage after "\[/, 'bad-brackets'],
  [/non-null host address bits/, 'host-bits'],
];

/** Said beside another message of the same line, or about no line at all. */
const BESIDE =
  /non-numeric replacement index|out.of.range replacement index "\d*"$|empty macro name|truncated macro|do not prepend whitespace|empty string result|NO RESULT|logical line must not start/;

/** `line code` of each message that names a line. */
export function messageCodes(messages: readonly string[]): string[] {
  return messages.flatMap((message) => {
    const match = /, line (\d+): (.*)$/.exec(message);
    if (!match || BESIDE.test(message)) return [];
    const text = match[2] ?? '';
    return `${match[1]} ${TEXTS.find(([pattern]) => pattern.test(text))?.[1] ?? 'bad-pattern'}`;
  });
}

/** The same of our problems. */
export function problemCodes(text: string, problems: readonly TableProblem[]): string[] {
  const { logical } = scanLogicalLines(text);
  return problems
    .filter(({ code }) => code !== 'leading-whitespace' && code !== 'null-byte')
    .map(({ code, span }) => {
      const line = logical.find(({ start, end }) => start <= span.start && span.start <= end);
      return `${(line?.firstLine ?? -1) + 1} ${code}`;
    });
}
