import type { ListWord, ServiceSettings } from './settings';

/** One of these must be in the relay or the recipient list, or smtpd ends at its start (smtpd_check.c). */
const GUARDS: ReadonlySet<string> = new Set([
  'reject_unauth_destination',
  'defer_unauth_destination',
  'reject',
  'defer',
  'defer_if_permit',
  'check_relay_domains',
]);

/** True when smtpd finds a restriction that can keep strangers from relaying; without one it refuses to start. */
export function canStart(settings: ServiceSettings): boolean {
  return ['smtpd_relay_restrictions', 'smtpd_recipient_restrictions'].some((name) =>
    hasGuard(settings, settings.list(name), new Set()),
  );
}

function hasGuard(
  settings: ServiceSettings,
  words: readonly ListWord[],
  opened: ReadonlySet<string>,
): boolean {
  const classes = new Set(settings.list('smtpd_restriction_classes').map(({ text }) => text));
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    const name = text.toLowerCase();
    if (name === 'warn_if_reject') at++;
    else if (name === 'permit') return false;
    else if (GUARDS.has(name)) return true;
    else if (classes.has(text) && !opened.has(text)) {
      if (hasGuard(settings, settings.list(text), new Set([...opened, text]))) return true;
    }
  }
  return false;
}
