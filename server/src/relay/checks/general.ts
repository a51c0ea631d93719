import { runsPolicy } from '../policy';
import { PASS, PERMIT, plain, type Check } from '../session';

const DEFERRED = 450;

/** Restrictions that look at nothing, or at the dialogue as a whole. */
export const GENERAL: Readonly<Record<string, Check>> = {
  permit: plain(() => PERMIT),
  reject: plain((session) => session.refuse(session.settings.number('reject_code'))),
  defer: plain((session) => session.refuse(session.settings.number('defer_code'))),
  defer_if_permit: plain((session) => session.refuseLater(DEFERRED)),
  defer_if_reject: plain((session) => session.softenLater(DEFERRED)),
  reject_plaintext_session: plain((session) =>
    session.scenario.client.tls ? PASS : session.refuse(session.settings.number('plaintext_reject_code')),
  ),
  // A matter of how the client talks, and of further recipients: not of this one.
  reject_unauth_pipelining: plain(() => PASS),
  reject_multi_recipient_bounce: plain(() => PASS),
  sleep: {
    takesArgument: true,
    run: (session, argument) =>
      argument && /^[ \t]*[+-]?\d/.test(argument.text) ? PASS : session.misconfigured(),
  },
  check_policy_service: {
    takesArgument: true,
    run: (session, argument, run) =>
      argument?.text.includes(':') === true ? runsPolicy(session, argument, run) : session.misconfigured(),
  },
};
