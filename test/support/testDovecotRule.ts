import assert from 'node:assert/strict';
import { analyse } from '../../server/src/analysis/analyser';
import { messageText, type Rule } from '../../server/src/rules/rule';
import { applyEdits } from '../../server/src/text/edits';
import { dovecotSystem } from './dovecotServer';
import { readMarkers } from './markers';
import type { DovecotFiles } from './realDovecot';

/** A bare text is a dovecot.conf; `«…»` marks what the rule reports. */
export interface DovecotReport {
  readonly files: string | DovecotFiles;
  readonly version?: string;
  /** Part of the English message of the first finding. */
  readonly message?: string;
  /** The file that the first fix of the first finding edits, after it. */
  readonly fixed?: string;
}

export interface DovecotRuleCases {
  readonly silent: readonly DovecotReport[];
  readonly reports: readonly DovecotReport[];
}

/** Declares the tests of a rule about Dovecot. */
export function testDovecotRule(rule: Rule, { silent, reports }: DovecotRuleCases): void {
  describe(rule.id, () => {
    it('has a silent and a reporting case', () => assert.ok(silent.length > 0 && reports.length > 0));
    for (const one of silent) it(`is silent: ${titleOf(one)}`, () => check(rule, one));
    for (const one of reports) it(`reports: ${titleOf(one)}`, () => check(rule, one));
  });
}

function titleOf({ files }: DovecotReport): string {
  return (typeof files === 'string' ? [files] : Object.values(files))
    .join('\n')
    .replace(/\n\s*/g, ' ⏎ ')
    .slice(0, 80);
}

async function check(rule: Rule, { files, version, message, fixed }: DovecotReport): Promise<void> {
  const marked = typeof files === 'string' ? { 'dovecot.conf': files } : files;
  const read = Object.entries(marked).map(([name, text]) => ({ name, ...readMarkers(text) }));
  const texts = Object.fromEntries(read.map(({ name, text }) => [name, text]));
  const system = await dovecotSystem(texts, version);
  const findings = [...analyse(system, [rule]).values()].flat();
  const found = findings.map(({ uri, span }) => `${uri.split('/dovecot/')[1]} ${span.start}-${span.end}`);
  const expected = read.flatMap(({ name, spans }) =>
    spans.map(({ start, end }) => `${name} ${start}-${end}`),
  );
  assert.deepEqual(found.sort(), expected.sort());
  for (const finding of findings) {
    for (const language of ['en', 'zh-cn'] as const)
      assert.doesNotMatch(messageText(finding.message, language), /\{\w+\}/, 'a placeholder has no value');
  }
  const [first] = findings;
  if (message !== undefined)
    assert.ok(
      first && messageText(first.message, 'en').includes(message),
      first && messageText(first.message, 'en'),
    );
  if (fixed === undefined) return;
  const edits = first?.fixes[0]?.edits() ?? [];
  const name = edits[0]?.uri.split('/dovecot/')[1] ?? 'dovecot.conf';
  assert.equal(applyEdits(texts[name] ?? '', edits), fixed);
}
