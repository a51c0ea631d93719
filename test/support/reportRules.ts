import type { Severity } from '../../server/src/rules/rule';

/** What one report of `postconf` asks of our findings. */
export interface Wanted {
  /** One of these rules has found it. */
  readonly rules: readonly string[];
  /** In this file of the directory; absent when the report names none. */
  readonly file?: string;
  /** On this 1-based line. */
  readonly line?: number;
  /** The finding marks this text. */
  readonly text?: string;
  readonly severity?: Severity;
}

type Groups = Readonly<Record<string, string>>;

/** A form of report, and the finding that it asks for; undefined when no finding of ours can be meant. */
type Form = readonly [pattern: RegExp, wanted: (groups: Groups) => Omit<Wanted, 'file'> | undefined];

/** Finds where `postconf` reads options otherwise than the programs do: it reports settings that nobody made. */
export const MISREAD = 'override-misread';

const NAME_RULES = [
  'unknown-parameter',
  'removed-parameter',
  'not-yet-available',
  'look-alike-character',
  'bom',
];
const EXPANSION_RULES = ['malformed-expansion', 'expansion-loop', MISREAD];
const LIST_RULES = ['misread-list', 'trailing-comment'];

const FORMS: readonly Form[] = [
  // Settings in the files of database clients, and those files: not read by rules.
  [/^\w+:\/\S*: unused parameter: /, () => undefined],
  [/^open "\w+" configuration /, () => undefined],
  [/^\S+\/client\.cf[,:]/, () => undefined],
  // What rests on the machine.
  [/^config variable inet_interfaces: host not found|^parameter inet_interfaces: no local/, () => undefined],
  [/^open \S+: No such file/, () => undefined],
  [/^See https:/, () => undefined],
  // main.cf and master.cf
  [/, line (?<line>\d+): missing '=' after attribute name/, ({ line }) => error(['missing-equals'], line)],
  [/, line (?<line>\d+): missing attribute name/, ({ line }) => error(['missing-name'], line)],
  [/: line (?<line>\d+): bad field count/, ({ line }) => error(['service-field-count'], line)],
  [/^invalid \w+ field "/, () => error(['bad-column-value'])],
  // Our files are read as those of another directory than postconf is told.
  [/: overriding earlier entry: config_directory=/, () => undefined],
  [/: overriding earlier entry: (?<text>[^=]*)=/, ({ text }) => marks(['duplicate-parameter'], text)],
  [/: logical line must not start with whitespace/, () => ({ rules: ['indented-first-line'] })],
  [/: text after null byte may be ignored/, () => ({ rules: ['null-byte'] })],
  [/: read-only parameter assignment: (?<text>[^=]*)=/, ({ text }) => marks(['read-only-parameter'], text)],
  [/: unused parameter: (?<text>[^=]*)=/, ({ text }) => marks(NAME_RULES, text)],
  [/: undefined parameter: (?<text>.*)$/, ({ text }) => marks(['undefined-name'], text)],
  [
    /support for parameter "(?<text>\S+)" will be removed/,
    ({ text }) => marks(['deprecated-parameter'], text),
  ],
  [/: #comment after other text is not allowed/, () => ({ rules: LIST_RULES })],
  // Braces in lists and in the options of services.
  [/missing '}' in "|syntax error after '}' in "/, () => ({ rules: [...LIST_RULES, 'override-syntax'] })],
  [/^master\.cf: missing /, () => ({ rules: ['override-syntax'] })],
  // Expansion
  [/^malformed compatibility level syntax/, () => ({ rules: [...EXPANSION_RULES, 'wrong-value'] })],
  [/^unreasonable macro call nesting/, () => ({ rules: ['expansion-loop'] })],
  [/^mac_exp_eval: bad conversion/, () => error(EXPANSION_RULES)],
  [/macro processing error$/, () => error([...EXPANSION_RULES, 'wrong-value'])],
  [
    /expected at: "|^empty macro name|^truncated macro|syntax error at: "|^unexpected input at: |operator suffix at: |^unbalanced \{}|^unknown function/,
    () => ({ rules: ['malformed-expansion', MISREAD] }),
  ],
  // Values from which mynetworks is worked out.
  [
    /^unknown inet_protocols value|mynetworks_style value|mynetworks mask style/,
    () => error(['wrong-value']),
  ],
];

function marks(rules: readonly string[], text: string | undefined): Omit<Wanted, 'file'> {
  return { rules, text: text ?? '' };
}

function error(rules: readonly string[], line?: string): Omit<Wanted, 'file'> {
  return { rules, severity: 'error', ...(line !== undefined && { line: Number(line) }) };
}

/** What a line of standard error asks of our findings: `'nothing'`, or undefined for a form that is not known. */
export function wantedFor(report: string): Wanted | 'nothing' | undefined {
  const text = report.replace(/^(warning|fatal): /, '');
  for (const [pattern, wanted] of FORMS) {
    const match = pattern.exec(text);
    if (!match) continue;
    const found = wanted(match.groups ?? {});
    const file = /\/(main\.cf|master\.cf)\b/.exec(text)?.[1];
    return found ? { ...found, ...(file !== undefined && { file }) } : 'nothing';
  }
  return undefined;
}
