import { DEPENDENCY_TEXTS, RESULT_TEXTS, VERDICT_TEXTS } from '../relay/texts';
import type { Dependency, Place, TraceStep, Verdict } from '../relay/verdict';
import { format, type Language, type Localized } from '../text/localized';

const TEXTS = {
  by: { en: 'by {by}', 'zh-cn': '由 {by} 决定' },
  end: { en: 'nothing refuses it', 'zh-cn': '没有限制拒绝它' },
  depends: { en: 'depends on {names}', 'zh-cn': '取决于{names}' },
  unless: { en: 'unless {names} refuses', 'zh-cn': '除非被{names}拒绝' },
} as const satisfies Record<string, Localized>;

/** `rejected 554, by reject_unauth_destination (main.cf:8)`. */
export function verdictText(verdict: Verdict, language: Language, placeText: (at: Place) => string): string {
  const names = verdict.dependsOn.map((one) => dependencyName(one, language)).join(', ');
  const reason = verdict.by === '' ? TEXTS.end[language] : format(TEXTS.by[language], { by: verdict.by });
  const place = verdict.at ? ` (${placeText(verdict.at)})` : '';
  const open = verdict.kind === 'depends' ? TEXTS.depends : TEXTS.unless;
  const more = names === '' ? '' : `; ${format(open[language], { names })}`;
  return `${shortVerdict(verdict, language)}, ${reason}${place}${more}`;
}

/** `rejected 554`. */
export function shortVerdict({ kind, code }: Verdict, language: Language): string {
  return code > 0 ? `${VERDICT_TEXTS[kind][language]} ${code}` : VERDICT_TEXTS[kind][language];
}

function dependencyName({ kind, name }: Dependency, language: Language): string {
  return format(DEPENDENCY_TEXTS[kind][language], { name });
}

/** `smtpd_relay_restrictions: permit_mynetworks [10.0.0.0/8]: permits`. */
export function stepText(step: TraceStep, language: Language): string {
  const code = step.code === undefined ? '' : ` ${step.code}`;
  const match = step.match ? ` [${[step.match.key, step.match.value].filter(Boolean).join(' → ')}]` : '';
  return `${step.list}: ${step.restriction}${match}: ${RESULT_TEXTS[step.result][language]}${code}`;
}
