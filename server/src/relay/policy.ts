import { obeyValue } from './access';
import { PASS, PERMIT, type Decision, type ListRun, type Session } from './session';
import type { ListWord, ServiceSettings } from './settings';
import { outside } from './tables';

/** What a policy server answers is known to it alone (SMTPD_POLICY_README). */
export function runsPolicy(session: Session, server: ListWord, run: ListRun): Decision {
  const answer = session.ask(outside('policy-service', server), `answer in ${run.name}`, [
    'DUNNO',
    'OK',
    'REJECT',
    'DEFER',
    'no answer',
  ]);
  switch (answer) {
    case 'DUNNO':
      return PASS;
    case 'OK':
      return PERMIT;
    case 'REJECT':
      return session.refuse(session.settings.number('access_map_reject_code'));
    case 'DEFER':
      return session.refuseLater(GREYLISTED);
    case 'no answer':
      return obeyValue(session, defaultAction(session.settings, server), run);
  }
}

/** DEFER_IF_PERMIT, which greylisting answers with. */
const GREYLISTED = 450;

/** What counts when the server is down: an attribute in its braces, or the setting for all of them. */
function defaultAction(settings: ServiceSettings, { text }: ListWord): string {
  const own = /\{\s*default_action\s*=\s*([^}]*)\}|[\s,]default_action=([^\s,}]*)/.exec(text);
  return (own?.[1] ?? own?.[2])?.trim() ?? settings.text('smtpd_policy_service_default_action');
}
