import assert from 'node:assert/strict';
import { analyse } from '../../server/src/analysis/analyser';
import {
  messageText,
  type Finding,
  type FileEdit,
  type Rule,
  type Severity,
} from '../../server/src/rules/rule';
import { applyEdits } from '../../server/src/text/edits';
import { mailSystem, uriOf, type Disk, type Files } from './mailServer';
import { readMarkers } from './markers';

/** A configuration on which the rule has nothing to say. A bare text is a main.cf. */
export type SilentCase =
  string | { readonly name?: string; readonly version?: string; readonly files: Files; readonly disk?: Disk };

/** A configuration in which `«…»` marks what the rule reports, in the order of the text. */
export interface ReportCase {
  readonly name?: string;
  readonly version?: string;
  readonly files: Files;
  readonly disk?: Disk;
  /** Part of the English message of the first finding. */
  readonly message?: string;
  readonly severity?: Severity;
  /** The whole files after a fix of the first finding; by the fix's English title, or part of it. */
  readonly fixed?: Readonly<Record<string, Files>>;
}

export interface RuleCases {
  readonly silent: readonly SilentCase[];
  readonly reports: readonly ReportCase[];
}

/** Declares the tests of a rule. At least one silent and one reporting case are required. */
export function testRule(rule: Rule, cases: RuleCases): void {
  describe(rule.id, () => {
    it('has a silent and a reporting case', () => {
      assert.ok(cases.silent.length > 0 && cases.reports.length > 0);
    });
    for (const silent of cases.silent) {
      const { files, version, name, disk }: Exclude<SilentCase, string> =
        typeof silent === 'string' ? { files: { 'main.cf': silent } } : silent;
      it(`is silent: ${name ?? Object.values(files).join(' ⏎ ').slice(0, 80)}`, async () => {
        const { found } = await runRule(rule, files, version, disk);
        assert.deepEqual(found.map(describeFinding), []);
      });
    }
    for (const report of cases.reports) {
      it(`reports: ${report.name ?? Object.values(report.files).join(' ⏎ ').slice(0, 80)}`, () =>
        checkReport(rule, report));
    }
  });
}

async function checkReport(rule: Rule, report: ReportCase): Promise<void> {
  const plain = Object.fromEntries(
    Object.entries(report.files).map(([name, text]) => [name, readMarkers(text)]),
  );
  const texts = Object.fromEntries(Object.entries(plain).map(([name, { text }]) => [name, text]));
  const { found } = await runRule(rule, texts, report.version, report.disk);
  const expected = Object.entries(plain).flatMap(([name, { text, spans }]) =>
    spans.map(({ start, end }) => `${name}: «${text.slice(start, end)}» at ${start}`),
  );
  const actual = found.map(({ uri, span }) => {
    const name = Object.keys(texts).find((one) => uriOf(one) === uri) ?? uri;
    return `${name}: «${(texts[name] ?? '').slice(span.start, span.end)}» at ${span.start}`;
  });
  assert.deepEqual(actual.sort(), expected.sort(), found.map(describeFinding).join('\n'));
  const [first] = found;
  assert.ok(first);
  for (const language of ['en', 'zh-cn'] as const) {
    for (const { message, fixes } of found) {
      for (const text of [
        messageText(message, language),
        ...fixes.map(({ title }) => messageText(title, language)),
      ]) {
        assert.doesNotMatch(text, /\{\w+\}/, 'a placeholder has no value');
      }
    }
  }
  if (report.message)
    assert.ok(messageText(first.message, 'en').includes(report.message), describeFinding(first));
  if (report.severity) assert.equal(first.severity, report.severity);
  for (const [title, files] of Object.entries(report.fixed ?? {})) checkFix(first, title, texts, files);
}

function checkFix(finding: Finding, title: string, texts: Files, fixed: Files): void {
  const titles = finding.fixes.map((fix) => messageText(fix.title, 'en'));
  const fix = finding.fixes[titles.findIndex((candidate) => candidate.includes(title))];
  assert.ok(fix, `no fix "${title}" among: ${titles.join(' | ')}`);
  const edits = fix.edits();
  for (const [name, text] of Object.entries(fixed)) {
    const own = edits.filter((edit: FileEdit) => edit.uri === uriOf(name));
    assert.equal(applyEdits(texts[name] ?? '', own), text, `${name} after "${title}"`);
  }
}

async function runRule(
  rule: Rule,
  files: Files,
  version: string | undefined,
  disk: Disk | undefined,
): Promise<{ found: Finding[] }> {
  const findings = analyse(await mailSystem(files, version, disk), [rule]);
  return { found: [...findings.values()].flat() };
}

function describeFinding(finding: Finding): string {
  return `${finding.severity} ${finding.rule}: ${messageText(finding.message, 'en')}`;
}
