import { checkAccess, checkMailAccess, obey } from '../access';
import { addressContext, PASS, type Check, type Decision, type ListRun, type Session } from '../session';
import type { ListWord } from '../settings';
import { askTables } from '../tables';

type Access = (session: Session, table: ListWord, run: ListRun) => Decision;

/** `check_…_access type:name`: without a table behind it a mistake of the configuration. */
function access(run: Access): Check {
  return {
    takesArgument: true,
    run: (session, table, list) =>
      table?.text.includes(':') === true ? run(session, table, list) : session.misconfigured(),
  };
}

/** Restrictions that ask an access(5) table. */
export const ACCESS: Readonly<Record<string, Check>> = {
  check_client_access: access((session, table, run) => {
    const { address } = session.scenario.client;
    return checkAccess(session, table, 'access-client', `${session.clientName()}[${address}]`, run);
  }),
  check_reverse_client_hostname_access: access((session, table, run) => {
    const subject = `${session.reverseName()}[${session.scenario.client.address}]`;
    return withoutPermit(session, checkAccess(session, table, 'access-client', subject, run));
  }),
  check_helo_access: access((session, table, run) =>
    session.helo === undefined ? PASS : checkAccess(session, table, 'access-helo', session.helo, run),
  ),
  check_sender_access: access((session, table, run) => {
    const { sender } = session;
    if (sender === undefined) return PASS;
    return sender === ''
      ? checkAccess(session, table, 'access-sender', '', run)
      : checkMailAccess(session, table, 'access-sender', sender, run);
  }),
  check_recipient_access: access((session, table, run) => {
    const { recipient } = session;
    if (recipient === undefined) return PASS;
    return checkMailAccess(session, table, 'access-recipient', recipient, run);
  }),
  check_etrn_access: access((session, table, run) =>
    session.etrn === undefined ? PASS : checkAccess(session, table, 'access-etrn', session.etrn, run),
  ),
  check_ccert_access: access((session, table, run) => {
    const { certificate } = session.scenario.client;
    return certificate ? checkExact(session, table, certificate.fingerprint, run) : PASS;
  }),
  check_sasl_access: access((session, table, run) => {
    const { login } = session.scenario.client;
    if (login === undefined || !session.settings.yes('smtpd_sasl_auth_enable')) return PASS;
    return checkExact(session, table, login, run);
  }),
};

function checkExact(session: Session, table: ListWord, subject: string, run: ListRun): Decision {
  const { settings } = session;
  const context = addressContext(settings, () => false);
  return obey(session, askTables([table], { settings, role: 'exact', context, subject }), run);
}

/** A name that nobody verified must not let anybody in: "this is not allowed for security reasons". */
function withoutPermit(session: Session, decision: Decision): Decision {
  return decision.kind === 'permit' && !decision.discard ? session.misconfigured() : decision;
}
