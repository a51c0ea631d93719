import { localMatch, resolve } from './resolve';
import { addressContext, PASS, type Decision, type Session } from './session';
import { askTables } from './tables';
import { wordsOf } from '../system/names';

/** Which of the four restrictions asks (postconf(5), reject_…sender_login_mismatch). */
export type LoginRule = 'any' | 'authenticated' | 'known' | 'unauthenticated';

/** Whether the login may use the sender, by `smtpd_sender_login_maps`. */
export function askLogins(session: Session, rule: LoginRule): Decision {
  const { settings, sender } = session;
  const { login } = session.scenario.client;
  if (sender === undefined || sender === '' || !settings.yes('smtpd_sasl_auth_enable')) return PASS;
  if (login === undefined ? rule === 'authenticated' : rule === 'unauthenticated') return PASS;
  const owners = ownersOf(session, sender);
  if (owners === 'failed') return session.misconfigured();
  const wrong =
    login === undefined
      ? owners !== undefined
      : owners === undefined
        ? rule !== 'known'
        : !owners.some((owner) => owner.toLowerCase() === login.toLowerCase());
  return wrong ? session.refuse(NOT_OWNED) : PASS;
}

/** 553 5.7.1 Sender address rejected: not owned by user */
const NOT_OWNED = 553;

function ownersOf(session: Session, sender: string): readonly string[] | 'failed' | undefined {
  const { settings } = session;
  const resolution = resolve(session, sender);
  if (resolution.kind === 'failed') return 'failed';
  const context = addressContext(settings, (domain) => localMatch(session, settings, domain) !== undefined);
  const question = { settings, role: 'sender-login' as const, context, subject: resolution.address };
  const answer = askTables(settings.list('smtpd_sender_login_maps'), question);
  switch (answer.kind) {
    case 'absent':
      return undefined;
    case 'failed':
      return 'failed';
    case 'found':
      session.found(answer.match);
      return wordsOf(answer.match.value).map(({ text }) => text);
    case 'unknown': {
      const { login } = session.scenario.client;
      const said = session.ask(answer.dependency, `owner of ${sender}`, ['own', 'other', 'nobody']);
      if (said === 'nobody') return undefined;
      return said === 'own' && login !== undefined ? [login] : [];
    }
  }
}
