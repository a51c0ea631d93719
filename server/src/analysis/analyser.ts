import type { Finding, Rule, Severity } from '../rules/rule';
import type { ConfigurationFile } from '../system/files';
import { allFiles, type MailSystem } from '../system/mailSystem';
import { readSuppressions } from './suppress';
import { inTemplates } from './templateFindings';

/** `mailwright.rules`: a severity for a rule, or silence. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/** Findings of each file, by uri, in the order of the text. */
export type Findings = ReadonlyMap<string, readonly Finding[]>;

/** Runs the rules over one server. Pure: the same system gives the same findings. */
export function analyse(system: MailSystem, rules: readonly Rule[], settings: RuleSettings = {}): Findings {
  const found = inTemplates(
    system,
    rules.flatMap((rule) => runRule(rule, system, settings[rule.id])),
  );
  return new Map(allFiles(system).map((file) => [file.uri, keep(file, found)]));
}

function runRule(rule: Rule, system: MailSystem, setting: Severity | 'off' | undefined): Finding[] {
  if (setting === 'off' || !rule.reads.some((kind) => allFiles(system).some((file) => file.kind === kind)))
    return [];
  const findings = rule.run(system);
  return setting === undefined ? findings : findings.map((finding) => ({ ...finding, severity: setting }));
}

function keep(file: ConfigurationFile, found: readonly Finding[]): Finding[] {
  const { text, lines } = file.tree;
  const suppressions = readSuppressions(text, lines);
  return found
    .filter((finding) => finding.uri === file.uri)
    .filter((finding) => !suppressions.covers(finding.rule, lines.indexAt(finding.span.start)))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
