import { PASS, PERMIT, type Decision, type ListRun, type Session } from './session';
import type { ListWord } from './settings';
import { outside } from './tables';

/** What a policy server answers is known to it alone (SMTPD_POLICY_README). */
export function runsPolicy(session: Session, server: ListWord, { name }: ListRun): Decision {
  const answer = session.ask(outside('policy-service', server), `answer in ${name}`, [
    'DUNNO',
    'OK',
    'REJECT',
    'DEFER',
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
  }
}

/** DEFER_IF_PERMIT, which greylisting answers with. */
const GREYLISTED = 450;
