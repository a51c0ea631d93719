import { isHostName, literalAddress } from '../names';
import ipaddr from 'ipaddr.js';
import { PASS, PERMIT, plain, type Check, type Session } from '../session';

/** A name that ends in one dot counts without it. */
const withoutLastDot = (name: string): string => name.replace(/(?<!\.)\.$/, '');

function isValid(helo: string): boolean {
  if (helo.startsWith('[')) return literalAddress(helo) !== undefined;
  const name = withoutLastDot(helo);
  return isHostName(name) || ipaddr.IPv4.isValidFourPartDecimal(name);
}

function isQualified(helo: string): boolean {
  if (helo.startsWith('[') && helo.endsWith(']')) return true;
  const name = withoutLastDot(helo);
  return isHostName(name) && name.includes('.');
}

const refuseUnless =
  (test: (helo: string) => boolean, code: string) =>
  (session: Session): ReturnType<Check['run']> =>
    session.helo === undefined || test(session.helo) ? PASS : session.refuse(session.settings.number(code));

/** Restrictions on what the client calls itself. */
export const HELO: Readonly<Record<string, Check>> = {
  reject_invalid_helo_hostname: plain(refuseUnless(isValid, 'invalid_hostname_reject_code')),
  reject_non_fqdn_helo_hostname: plain(refuseUnless(isQualified, 'non_fqdn_reject_code')),
  permit_naked_ip_address: plain((session) => {
    if (session.settings.isAtLeast('3.9')) return session.misconfigured();
    return session.helo !== undefined && ipaddr.IPv4.isValidFourPartDecimal(session.helo) ? PERMIT : PASS;
  }),
};
