import { fieldText } from '../postfix/masterCf';
import {
  beforeCommand,
  clientList,
  decidesAtOnce,
  heloList,
  pendingRefusal,
  resetForList,
  runNamed,
  type Refusal,
} from './dialogue';
import { inDomainList } from './lists';
import { isHostName, literalAddress } from './names';
import { addressContext, type Session } from './session';
import { ServiceSettings } from './settings';

/** What smtpd answers to ETRN: whether the client may have the mail that waits for a domain sent now (RFC 1985). */
export function refusesEtrn(session: Session, argument: string): Refusal | undefined {
  const domain = argument.replace(/^[@#]/, '');
  session.etrn = domain;
  const early = beforeCommand(session, 'etrn');
  if (early) return early;
  session.known = { helo: true, sender: false, recipient: false };
  if (!isHostName(domain) && literalAddress(domain) === undefined)
    return { code: 501, by: 'invalid parameter syntax', stage: 'etrn' };
  return refusedByLists(session) ?? refusedByFlush(session, domain);
}

function refusedByLists(session: Session): Refusal | undefined {
  if (!decidesAtOnce(session.settings)) {
    const refusal = clientList(session, 'etrn') ?? heloList(session, 'etrn');
    if (refusal) return refusal;
  }
  resetForList(session);
  return runNamed(session, 'smtpd_etrn_restrictions', 'etrn') ?? pendingRefusal(session, 'etrn');
}

const ELIGIBLE = 'fast_flush_domains';
const NOT_ELIGIBLE = 459;
const NO_FLUSH = 458;

/** smtpd, and behind it flush(8), each by settings of its own; mail for a literal address is never listed. */
function refusedByFlush(session: Session, domain: string): Refusal | undefined {
  const { settings } = session;
  const flush = flushOf(settings);
  for (const program of [settings, ...(flush ? [flush] : [])]) {
    const code = eligibility(session, program, domain);
    const at = program.placeOf(ELIGIBLE);
    if (code !== undefined) return { code, by: ELIGIBLE, stage: 'etrn', ...(at && { at }) };
  }
  if (domain.startsWith('[')) return { code: NOT_ELIGIBLE, by: ELIGIBLE, stage: 'etrn' };
  return flush ? undefined : { code: NO_FLUSH, by: 'flush_service_name', stage: 'etrn' };
}

function eligibility(session: Session, settings: ServiceSettings, domain: string): number | undefined {
  const parents = settings.list('parent_domain_matches_subdomains').some(({ text }) => text === ELIGIBLE);
  const context = addressContext(settings, () => false);
  const list = {
    name: ELIGIBLE,
    settings,
    context: { ...context, parents: { ...context.parents, domains: parents } },
    oracle: session.oracle,
  };
  const member = inDomainList(list, domain);
  if (member === 'failed') return NO_FLUSH;
  return member ? undefined : NOT_ELIGIBLE;
}

/** The settings of the flush(8) that an smtpd asks; of main.cf alone where master.cf is not at hand. */
function flushOf(settings: ServiceSettings): ServiceSettings | undefined {
  const { instance, system } = settings;
  if (!instance.master) return new ServiceSettings(system, undefined);
  const name = settings.text('flush_service_name') || 'flush';
  const service = instance.services.find(
    (one) => fieldText(one, 'service') === name && fieldText(one, 'command') === 'flush',
  );
  return service && new ServiceSettings(system, service);
}
