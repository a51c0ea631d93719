import { fieldText, type Service } from '../postfix/masterCf';
import { listenerOf } from '../system/listener';
import { wordsOf } from '../system/names';
import { lastOverride, type PostfixInstance } from '../system/postfixInstance';
import { settingsOf, type Setting } from '../system/settings';
import type { FileEdit, Place } from './rule';
import { columnPlace, completeServices, insertion } from './services';
import { placeIn, replacement, valuePlace, valueReplacement } from './settings';

/** One smtpd: an entry of master.cf, or what main.cf says of all of them where there is no master.cf. */
export interface Smtpd {
  readonly service?: Service;
}

const EVERYWHERE: Smtpd = {};

/** The smtpds that listen on the network, those for this machine alone left out. */
export function publicSmtpds(instance: PostfixInstance): readonly Smtpd[] {
  if (!instance.master) return isLoopbackOnly(instance) ? [] : [EVERYWHERE];
  return smtpds(instance).filter(({ service }) => service === undefined || isPublic(service, instance));
}

/** Every smtpd: on the network, and behind postscreen or another entry that passes connections on. */
export function smtpds(instance: PostfixInstance): readonly Smtpd[] {
  const { master } = instance;
  if (!master) return [EVERYWHERE];
  return completeServices(master)
    .filter((service) => fieldText(service, 'command') === 'smtpd')
    .map((service) => ({ service }));
}

function isPublic(service: Service, instance: PostfixInstance): boolean {
  if (fieldText(service, 'type') === 'pass') return true;
  const listener = listenerOf(service, instance);
  if (!listener) return false;
  return listener.host === undefined ? !isLoopbackOnly(instance) : !isLoopback(listener.host);
}

/** `inet_interfaces` names nothing but this machine. */
export function isLoopbackOnly(instance: PostfixInstance): boolean {
  const items = wordsOf(instance.effective('inet_interfaces') ?? '');
  return items.length > 0 && items.every(({ text }) => text === 'loopback-only' || isLoopback(text));
}

export function isLoopback(host: string): boolean {
  return /^(127\.[\d.]+|\[?::1\]?|localhost)$/.test(host);
}

export function isOn(instance: PostfixInstance, name: string, { service }: Smtpd = {}): boolean {
  return instance.effective(name, service)?.toLowerCase() === 'yes';
}

/** The setting in force for a service: its own option, else the entry of main.cf; undefined when the default rules. */
export function settingFor(instance: PostfixInstance, name: string, service?: Service): Setting | undefined {
  const own = service && lastOverride(service, name);
  return settingsOf(instance).find(
    (setting) => setting.name === name && (own ? setting.entry === own : setting.service === undefined),
  );
}

/**
 * The value that a service has of the first of the names: its own options before main.cf, else its name in master.cf.
 * Undefined when nothing can be shown.
 */
export function placeFor(
  instance: PostfixInstance,
  { service }: Smtpd,
  ...names: readonly string[]
): Place | undefined {
  const settings = names.flatMap((name) => settingFor(instance, name, service) ?? []);
  const shown = settings.find((setting) => setting.service) ?? settings[0];
  if (shown) return valuePlace(shown);
  return service && instance.master ? columnPlace(instance.master, service, 'service') : undefined;
}

/** Makes a service's value of a name another one, where it is set; else in main.cf, at its end. */
export function assign(
  instance: PostfixInstance,
  { service }: Smtpd,
  name: string,
  value: string,
): FileEdit[] {
  const setting = settingFor(instance, name, service);
  if (setting?.service) return [valueReplacement(setting, value.replace(/,\s+/g, ','))];
  if (setting) return [valueReplacement(setting, value)];
  return addToMain(instance, `${name} = ${value}`);
}

/** Adds an option to a service, or a line to main.cf where there is none. */
export function assignHere(instance: PostfixInstance, smtpd: Smtpd, name: string, value: string): FileEdit[] {
  const { master } = instance;
  const { service } = smtpd;
  if (!service || !master || lastOverride(service, name)) return assign(instance, smtpd, name, value);
  return [insertion(master, service.line.end, `\n  -o ${name}=${value.replace(/,\s+/g, ',')}`)];
}

/** Adds a line at the end of main.cf. */
export function addToMain({ main }: PostfixInstance, line: string): FileEdit[] {
  if (!main) return [];
  const { text } = main.tree;
  const end = text.length;
  const text_ = text === '' || text.endsWith('\n') ? `${line}\n` : `\n${line}\n`;
  return [{ uri: main.uri, span: { start: end, end }, text: text_ }];
}

/** Adds a line to main.cf right behind a setting of main.cf. */
export function addBehind(setting: Setting, line: string): FileEdit {
  const { end } = setting.line;
  return replacement(setting, { start: end, end }, `\n${line}`);
}

/** The whole `name = value` of a setting. */
export function entryPlace(setting: Setting): Place {
  const { entry, value } = setting;
  return placeIn(setting, { start: entry.nameSpan.start, end: Math.max(value.end, entry.nameSpan.end) });
}

/** Each place once: several services may owe a value to one line of main.cf. */
export class Once {
  private readonly seen = new Set<string>();

  /** True the first time. */
  isFirst({ uri, span }: Place, detail = ''): boolean {
    const key = `${uri} ${span.start} ${detail}`;
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }
}
