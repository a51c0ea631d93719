import type { LookupRole } from '../postfix/tables/lookupKeys';
import { wordsOf } from '../system/names';
import { localMatch, resolve } from './resolve';
import { addressContext, PASS, PERMIT, type Decision, type ListRun, type Session } from './session';
import type { ListWord } from './settings';
import { askTables, type Answer } from './tables';

/** Asks an access(5) table for a subject, and does what it says. */
export function checkAccess(
  session: Session,
  table: ListWord,
  role: LookupRole,
  subject: string,
  run: ListRun,
): Decision {
  const { settings } = session;
  const context = addressContext(settings, (domain) => localMatch(session, settings, domain) !== undefined);
  return obey(session, askTables([table], { settings, role, context, subject }), run);
}

/** Asks for a mail address, which is resolved first; a route makes an OK for a recipient worthless. */
export function checkMailAccess(
  session: Session,
  table: ListWord,
  role: 'access-sender' | 'access-recipient',
  address: string,
  run: ListRun,
): Decision {
  const resolution = resolve(session, address);
  if (resolution.kind === 'failed') return session.misconfigured();
  const decision = checkAccess(session, table, role, resolution.address, run);
  const suspicious =
    role === 'access-recipient' && resolution.routed && !session.settings.yes('allow_untrusted_routing');
  return decision.kind === 'permit' && !decision.discard && suspicious ? PASS : decision;
}

export function obey(session: Session, answer: Answer, run: ListRun): Decision {
  switch (answer.kind) {
    case 'absent':
      return PASS;
    case 'failed':
      return session.refuse(TABLE_FAULT);
    case 'found':
      session.found(answer.match);
      return obeyValue(session, answer.match.value, run);
    case 'unknown': {
      const said = session.ask(answer.dependency, 'answer', ['nothing', 'OK', 'REJECT']);
      return said === 'nothing' ? PASS : obeyValue(session, said, run);
    }
  }
}

/** "451 4.3.5 Server configuration error" */
const TABLE_FAULT = 451;

type Action = (session: Session) => Decision;

const pass: Action = () => PASS;

/** access(5), "ACCEPT ACTIONS", "REJECT ACTIONS", "OTHER ACTIONS". */
const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>(
  Object.entries({
    OK: (): Decision => PERMIT,
    RELAY: () => PERMIT,
    DUNNO: pass,
    REJECT: (session) => session.refuse(session.settings.number('access_map_reject_code')),
    DEFER: (session) => session.refuse(session.settings.number('access_map_defer_code')),
    DEFER_IF_PERMIT: (session) => session.refuseLater(DEFERRED),
    DEFER_IF_REJECT: (session) => session.softenLater(DEFERRED),
    // Before MAIL there is nothing to throw away, and smtpd only warns.
    DISCARD: ({ sender }) => (sender === undefined ? PASS : { kind: 'permit', discard: true }),
    HANGUP: (session) => session.refuseInAnyCase(HUNG_UP),
    BCC: pass,
    FILTER: pass,
    HOLD: pass,
    INFO: pass,
    PREPEND: pass,
    REDIRECT: pass,
    WARN: pass,
  }),
);

const DEFERRED = 450;
/** The connection is closed without a reply. */
const HUNG_UP = 421;

/** What a value in an access table does. */
export function obeyValue(session: Session, value: string, run: ListRun): Decision {
  const [, word = '', text = ''] = /^([^ \t]*)[ \t]*(.*)$/s.exec(value) ?? [];
  const action = ACTIONS.get(word.toUpperCase());
  if (action) return action(session);
  // A time stamp of a program that lets clients in.
  if (/^\d+$/.test(value)) return PERMIT;
  if (/^[45]\d\d$/.test(word) && text !== '') return session.refuse(Number(word));
  if (value.includes(':')) return session.misconfigured();
  const { match } = session;
  const words = wordsOf(value).map((item) => ({ text: item.text, ...(match?.at && { at: match.at }) }));
  if (words.length === 0) return PERMIT;
  return run.open(words, match?.source ?? run.name);
}
