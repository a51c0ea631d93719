import type { Check } from '../session';
import { ACCESS } from './access';
import { ADDRESS } from './address';
import { CLIENT } from './client';
import { DNS } from './dns';
import { GENERAL } from './general';
import { HELO } from './helo';

/** Old names of restrictions, which smtpd still takes. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  check_recipient_maps: 'reject_unlisted_recipient',
  reject_invalid_hostname: 'reject_invalid_helo_hostname',
  reject_non_fqdn_hostname: 'reject_non_fqdn_helo_hostname',
  reject_rbl: 'reject_rbl_client',
  reject_unknown_address: 'reject_unknown_sender_domain',
  reject_unknown_client: 'reject_unknown_client_hostname',
  reject_unknown_hostname: 'reject_unknown_helo_hostname',
};

const own: Readonly<Record<string, Check>> = {
  ...GENERAL,
  ...CLIENT,
  ...HELO,
  ...ADDRESS,
  ...ACCESS,
  ...DNS,
};

/** Every restriction of smtpd, by its name in small letters (postconf(5), SMTPD_ACCESS_README). */
export const CHECKS: ReadonlyMap<string, Check> = new Map([
  ...Object.entries(own),
  ...Object.entries(OLD_NAMES).flatMap(([old, name]): [string, Check][] => {
    const check = own[name];
    return check ? [[old, check]] : [];
  }),
]);
