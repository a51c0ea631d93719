import { lastOverride, type PostfixInstance } from '../system/postfixInstance';
import { hidesAnother, type Setting } from '../system/settings';

/** What keeps the behaviour of a setting whose name is to go. */
export type Successor =
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'set'; readonly name: string; readonly value: string }
  /** It has no effect any more, or says what holds anyway. */
  | { readonly kind: 'remove' };

/** Old names whose value means the same under the new name; those that live on in a newer default do as well. */
const SAME_VALUE: ReadonlySet<string> = new Set([
  'client_connection_rate_time_unit',
  'client_connection_status_update_time',
  'program_directory',
  'smtpd_sasl_application_name',
]);

interface Switch {
  readonly level: string;
  /** Values of the level; without the second, `none`. */
  readonly yes: string;
  readonly no?: string;
}

/** Switches that a security level took the place of, with the level that `yes` stands for (postconf(5)). */
const LEVELS: Readonly<Record<string, Switch>> = {
  smtpd_use_tls: { level: 'smtpd_tls_security_level', yes: 'may' },
  smtpd_enforce_tls: { level: 'smtpd_tls_security_level', yes: 'encrypt' },
  smtp_use_tls: { level: 'smtp_tls_security_level', yes: 'may' },
  smtp_enforce_tls: { level: 'smtp_tls_security_level', yes: 'verify' },
  lmtp_use_tls: { level: 'lmtp_tls_security_level', yes: 'may' },
  lmtp_enforce_tls: { level: 'lmtp_tls_security_level', yes: 'verify' },
  postscreen_use_tls: { level: 'postscreen_tls_security_level', yes: 'may' },
  postscreen_enforce_tls: { level: 'postscreen_tls_security_level', yes: 'encrypt' },
  tlsproxy_use_tls: { level: 'tlsproxy_tls_security_level', yes: 'may' },
  tlsproxy_enforce_tls: { level: 'tlsproxy_tls_security_level', yes: 'encrypt' },
  tlsproxy_client_use_tls: { level: 'tlsproxy_client_security_level', yes: 'may' },
  tlsproxy_client_enforce_tls: { level: 'tlsproxy_client_security_level', yes: 'verify' },
  disable_dns_lookups: { level: 'smtp_dns_support_level', yes: 'disabled', no: 'enabled' },
};

/** Undefined when only a person can tell what the new setting is to say. */
export function successorOf(instance: PostfixInstance, setting: Setting): Successor | undefined {
  const { name, value, fact } = setting;
  const switched = LEVELS[name];
  if (switched) return levelFor(instance, setting, switched);
  const { replacedBy } = fact ?? {};
  if (replacedBy !== undefined && (fact?.legacySince !== undefined || SAME_VALUE.has(name))) {
    return isSetBeside(instance, setting, replacedBy)
      ? { kind: 'remove' }
      : { kind: 'rename', name: replacedBy };
  }
  const isDefault = setting.file.kind === 'main' && value.text === instance.defaultValue(name)?.text;
  return isDefault && !hidesAnother(instance, setting) ? { kind: 'remove' } : undefined;
}

function levelFor(
  instance: PostfixInstance,
  setting: Setting,
  { level, yes, no = 'none' }: Switch,
): Successor | undefined {
  const { name, service } = setting;
  const answer = setting.value.text.toLowerCase();
  if ((instance.rawValue(level, service)?.origin.kind ?? 'default') !== 'default') return { kind: 'remove' };
  if (answer === 'no') {
    // Something else would hold without it: main.cf for an option, an entry further up, another side's switch.
    const fallback = instance.expand(instance.defaultValue(name)?.text ?? '').text;
    const matters = service !== undefined || hidesAnother(instance, setting) || fallback !== 'no';
    return matters ? { kind: 'set', name: level, value: no } : { kind: 'remove' };
  }
  if (answer !== 'yes') return undefined;
  const isOn = (other: string): boolean => instance.effective(other, service)?.toLowerCase() === 'yes';
  if (name.endsWith('_use_tls') && isOn(name.replace('_use_', '_enforce_'))) return { kind: 'remove' };
  const checksName = yes !== 'verify' || isOn(`${peerSide(name)}_tls_enforce_peername`);
  return { kind: 'set', name: level, value: checksName ? yes : 'encrypt' };
}

/** The client whose `…_tls_enforce_peername` an enforcing switch goes by. */
function peerSide(name: string): string {
  return name.startsWith('lmtp') ? 'lmtp' : 'smtp';
}

function isSetBeside(instance: PostfixInstance, { service }: Setting, name: string): boolean {
  return service ? lastOverride(service, name) !== undefined : instance.entries.has(name);
}
