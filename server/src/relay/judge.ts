import { evaluate } from './evaluate';
import { explore } from './explore';
import type { Scenario } from './scenario';
import type { ServiceSettings } from './settings';
import type { Dependency, Verdict } from './verdict';

/** What a service says to a scenario. A message that it permits may still be refused by a Milter. */
export function judge(settings: ServiceSettings, scenario: Scenario): Verdict {
  const verdict = explore((oracle) => evaluate(settings, scenario, oracle));
  const hasMessage = verdict.kind === 'permit' && scenario.etrn === undefined;
  return hasMessage ? { ...verdict, dependsOn: milters(settings) } : verdict;
}

function milters(settings: ServiceSettings): Dependency[] {
  return settings
    .list('smtpd_milters')
    .map(({ text, at }) => ({ kind: 'milter' as const, name: text, ...(at && { at }) }));
}
