import type { DovecotRelease } from '../../knowledge/dovecotKnowledge';
import type { ReadingProblem } from '../../system/dovecot/assignments';
import { placeOf, placesText } from '../../system/dovecot/sections';
import type { DovecotInstance } from '../../system/dovecotInstance';
import { nearest } from '../../text/nearest';
import { defineRule, type FixReport, type Report } from '../rule';

type Texts = 'setting' | 'block' | 'misspelt' | 'elsewhere' | 'otherLine' | 'replace';

/** A name that the target version does not know: doveconf stops at the first one. */
export const dovecotUnknownSetting = defineRule<Texts>({
  id: 'dovecot-unknown-setting',
  severity: 'error',
  reads: ['dovecot'],
  messages: {
    setting: {
      en: 'Dovecot {version} knows no setting {name} here: it refuses the whole configuration',
      'zh-cn': 'Dovecot {version} 在这里没有设置 {name}：它会拒绝整个配置',
    },
    block: {
      en: 'Dovecot {version} knows no block {name} here: it refuses the whole configuration',
      'zh-cn': 'Dovecot {version} 在这里没有块 {name}：它会拒绝整个配置',
    },
    misspelt: {
      en: 'Dovecot {version} knows no {name} here; did you mean {meant}?',
      'zh-cn': 'Dovecot {version} 在这里没有 {name}；是否应为 {meant}？',
    },
    elsewhere: {
      en: '{name} does not stand here; it belongs in {place}',
      'zh-cn': '{name} 不能写在这里，应当写在 {place} 中',
    },
    otherLine: {
      en: '{name} is of Dovecot {other}; {version} knows it no more or not yet',
      'zh-cn': '{name} 属于 Dovecot {other}；{version} 没有这个名称',
    },
    replace: { en: 'Replace with {meant}', 'zh-cn': '替换为 {meant}' },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    for (const problem of dovecot.reading.problems) {
      if (problem.code === 'unknown-setting' || problem.code === 'unknown-block')
        report(describe(problem, dovecot));
    }
  },
});

function describe(problem: ReadingProblem, { release, otherLine }: DovecotInstance): Report<Texts> {
  const { file, span, text: name, code } = problem;
  const at = { uri: file.uri, span };
  const values = { name, version: release.version };
  const place = placesText(name, release);
  if (place !== undefined) return { at, message: 'elsewhere', values: { ...values, place } };
  if (otherLine.placesOf(name).length > 0)
    return { at, message: 'otherLine', values: { ...values, other: otherLine.line } };
  const meant = nearest(name, namesAt(problem, release));
  if (meant === undefined) return { at, message: code === 'unknown-block' ? 'block' : 'setting', values };
  const replace: FixReport<Texts> = {
    title: 'replace',
    values: { meant },
    edits: () => [{ ...at, text: meant }],
  };
  return { at, message: 'misspelt', values: { ...values, meant }, fixes: [replace] };
}

function namesAt({ section }: ReadingProblem, release: DovecotRelease): string[] {
  const block = section?.fact?.name;
  const place = release.line === '2.3' && block !== undefined ? release.settingsIn(placeOf(section)) : [];
  const all = release.line === '2.4' || block === undefined ? release.settingsIn('') : place;
  const short = block === undefined ? [] : all.map(({ name }) => shortName(name, block));
  return [...all.map(({ name }) => name), ...short];
}

/** In a block of 2.4 a name may be written without that of the block. */
function shortName(name: string, block: string): string {
  return name.startsWith(`${block}_`) ? name.slice(block.length + 1) : name;
}
