import type { ConfigurationFile } from '../system/files';
import type { MailSystem } from '../system/mailSystem';
import type { PostfixInstance } from '../system/postfixInstance';
import { format, type Language, type Localized } from '../text/localized';
import type { Span } from '../text/span';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A span in one of the files that a rule looks at. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

export interface FileEdit extends Place {
  readonly text: string;
}

/** A text of the rule's own `messages`, with the values for its placeholders. */
export interface Message {
  readonly text: Localized;
  readonly values: MessageValues;
}

export type MessageValues = Readonly<Record<string, string | number>>;

export interface Fix {
  readonly title: Message;
  /** Keeps what the server does, or mends what it refuses: `check --fix` applies it without asking. */
  readonly safe: boolean;
  /** All findings with the same key can be fixed in one go ("remove all settings equal to the default"). */
  readonly all?: { readonly key: string; readonly title: Message };
  /** The edits change line ends and nothing else; an editor that keeps those apart from its text has to do it itself. */
  readonly lineEnds: boolean;
  readonly edits: () => readonly FileEdit[];
}

export interface Finding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: Message;
  readonly related: readonly (Place & { readonly message: Message })[];
  readonly fixes: readonly Fix[];
  /** How an editor should draw it. */
  readonly tag?: 'unnecessary' | 'deprecated';
}

/** What a rule says of one place. Texts are named by their key in the rule's `messages`. */
export interface Report<Id extends string> {
  readonly at: Place;
  readonly message: Id;
  readonly values?: MessageValues;
  readonly severity?: Severity;
  readonly tag?: 'unnecessary' | 'deprecated';
  readonly related?: readonly { readonly at: Place; readonly message: Id; readonly values?: MessageValues }[];
  readonly fixes?: readonly FixReport<Id>[];
}

export interface FixReport<Id extends string> {
  readonly title: Id;
  readonly values?: MessageValues;
  readonly safe?: boolean;
  /** Title of the fix that mends all findings of this kind in the file. */
  readonly allTitle?: Id;
  readonly lineEnds?: boolean;
  readonly edits: () => readonly FileEdit[];
}

export interface RuleContext<Id extends string> {
  readonly system: MailSystem;
  /** `system.postfix`. */
  readonly instance: PostfixInstance;
  readonly report: (report: Report<Id>) => void;
}

export interface RuleDefinition<Id extends string> {
  /** Kebab-case; equal to the file name and to the names of its two documentation pages. */
  readonly id: string;
  readonly severity: Severity;
  /** Files without which the rule has nothing to say. */
  readonly reads: readonly ConfigurationFile['kind'][];
  readonly messages: Readonly<Record<Id, Localized>>;
  check(context: RuleContext<Id>): void;
}

/** A rule without its message ids, as the analyser runs it. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly reads: readonly ConfigurationFile['kind'][];
  run(system: MailSystem): Finding[];
}

/** Makes a rule of its definition. The definition's texts are checked by the compiler: every id in both languages. */
export function defineRule<Id extends string>(definition: RuleDefinition<Id>): Rule {
  const { id, severity, reads } = definition;
  return {
    id,
    severity,
    reads,
    run(system) {
      const findings: Finding[] = [];
      const report = (found: Report<Id>): void => {
        findings.push(toFinding(definition, found));
      };
      definition.check({ system, instance: system.postfix, report });
      return findings;
    },
  };
}

const NO_VALUES: MessageValues = {};
/** Shared by all findings without them: a file of many thousand lines may have as many findings. */
const NOTHING: readonly never[] = [];

function toFinding<Id extends string>(
  { id, severity, messages }: RuleDefinition<Id>,
  found: Report<Id>,
): Finding {
  const { at, related, fixes, tag } = found;
  const finding: { -readonly [Key in keyof Finding]: Finding[Key] } = {
    uri: at.uri,
    span: at.span,
    rule: id,
    severity: found.severity ?? severity,
    message: { text: messages[found.message], values: found.values ?? NO_VALUES },
    related: related ? related.map((item) => toRelated(messages, item)) : NOTHING,
    fixes: fixes ? fixes.map((fix) => toFix(id, messages, fix)) : NOTHING,
  };
  if (tag) finding.tag = tag;
  return finding;
}

type Messages<Id extends string> = RuleDefinition<Id>['messages'];

function toRelated<Id extends string>(
  messages: Messages<Id>,
  { at, message, values = NO_VALUES }: NonNullable<Report<Id>['related']>[number],
): Finding['related'][number] {
  return { uri: at.uri, span: at.span, message: { text: messages[message], values } };
}

function toFix<Id extends string>(id: string, messages: Messages<Id>, report: FixReport<Id>): Fix {
  const { title, values = NO_VALUES, allTitle } = report;
  const fix: Fix = {
    title: { text: messages[title], values },
    safe: report.safe ?? false,
    lineEnds: report.lineEnds ?? false,
    edits: report.edits,
  };
  if (!allTitle) return fix;
  return { ...fix, all: { key: `${id}/${allTitle}`, title: { text: messages[allTitle], values } } };
}

/** The text of a message in the reader's language. */
export function messageText(message: Message, language: Language): string {
  return format(message.text[language], message.values);
}
