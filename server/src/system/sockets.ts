import { fieldText, type Service } from '../postfix/masterCf';
import type { Span } from '../text/span';
import type { PostfixInstance } from './postfixInstance';
import { restrictionLists } from './restrictionList';
import { itemsOf, knownValue, settingsOf, type Setting } from './settings';

/** A Unix socket that a value names, and the programs that connect to it. */
export interface SocketUse {
  /** As written: below the queue directory when it does not begin with a slash. */
  readonly path: string;
  readonly setting: Setting;
  /** Place of the path in the setting's file, or of the whole value. */
  readonly span: Span;
  /** The path stands there letter by letter. */
  readonly direct: boolean;
  /** Commands of master.cf, in their own services or in those of the option's service. */
  readonly program: string;
  /** Name of the service that connects, where it is a transport. */
  readonly transport?: string;
}

/** `unix:` or `local:`, and a path, which ends at a comma or a brace in the lists that have them. */
const SOCKET = /\b(?:unix|local):([^\s,{}]+)/;
const TRANSPORT = /^([\w-]+):unix:([^\s,]+)$/;
const MILTERS: Readonly<Record<string, string>> = { smtpd_milters: 'smtpd', non_smtpd_milters: 'cleanup' };

/** The sockets that the settings in force name. */
export function socketUses(instance: PostfixInstance): SocketUse[] {
  return [...settingSockets(instance), ...policySockets(instance)];
}

function settingSockets(instance: PostfixInstance): SocketUse[] {
  return settingsOf(instance).flatMap((setting): SocketUse[] => {
    const milter = MILTERS[setting.name];
    if (milter) return milterSockets(instance, setting, milter);
    if (setting.name === 'smtpd_sasl_path') return saslSocket(instance, setting);
    return setting.type?.kind === 'transport' ? transportSocket(instance, setting) : [];
  });
}

function milterSockets(instance: PostfixInstance, setting: Setting, program: string): SocketUse[] {
  return itemsOf(instance, setting).flatMap((item): SocketUse[] => {
    const found = SOCKET.exec(item.text ?? '');
    const path = found?.[1];
    if (!found || path === undefined) return [];
    const start = item.start + found.index + found[0].length - path.length;
    const span = item.direct ? setting.value.spanOf(start, start + path.length) : item.span;
    return [{ path, setting, span, direct: item.direct, program }];
  });
}

function saslSocket(instance: PostfixInstance, setting: Setting): SocketUse[] {
  const value = knownValue(instance, setting) ?? '';
  const path = value.replace(/^unix:/, '');
  const isDovecot = instance.effective('smtpd_sasl_type', setting.service) === 'dovecot';
  return isDovecot && path !== '' && !path.startsWith('inet:') ? [inValue(setting, path, 'smtpd')] : [];
}

function transportSocket(instance: PostfixInstance, setting: Setting): SocketUse[] {
  const [, transport, path] = TRANSPORT.exec(knownValue(instance, setting) ?? '') ?? [];
  if (transport === undefined || path === undefined) return [];
  return [{ ...inValue(setting, path, 'lmtp'), transport }];
}

function policySockets(instance: PostfixInstance): SocketUse[] {
  return restrictionLists(instance).flatMap(({ setting, entries }) =>
    entries.flatMap(({ fact, argument }): SocketUse[] => {
      const found = fact?.argument === 'policy-service' ? SOCKET.exec(argument?.text ?? '') : undefined;
      const path = found?.[1];
      if (!found || !argument || path === undefined) return [];
      const start = argument.start + found.index + found[0].length - path.length;
      const span = argument.direct ? setting.value.spanOf(start, start + path.length) : argument.span;
      return [{ path, setting, span, direct: argument.direct, program: 'smtpd' }];
    }),
  );
}

function inValue(setting: Setting, path: string, program: string): SocketUse {
  const { value } = setting;
  const at = value.text.lastIndexOf(path);
  const direct = at >= 0 && !value.text.includes('$');
  const span = direct ? value.spanOf(at, at + path.length) : { start: value.start, end: value.end };
  return { path, setting, span, direct, program };
}

/** The services that connect to a socket. */
export function servicesAt(instance: PostfixInstance, { setting, program, transport }: SocketUse): Service[] {
  if (setting.service && transport === undefined) {
    return fieldText(setting.service, 'command') === program ? [setting.service] : [];
  }
  return instance.services.filter((service) => {
    if (transport !== undefined) {
      return fieldText(service, 'service') === transport && fieldText(service, 'type') !== 'inet';
    }
    const isOverridden = service.overrides.some(({ name }) => name === setting.name);
    return fieldText(service, 'command') === program && !isOverridden;
  });
}

/** Where a program in its jail, or without one, looks for the socket. */
export function socketPath(instance: PostfixInstance, path: string, isJailed: boolean): string {
  const queue = instance.effective('queue_directory') ?? '';
  if (!path.startsWith('/')) return `${queue}/${path}`;
  return isJailed ? `${queue}${path}` : path;
}

/** Column 5 of master.cf; below compatibility level 1 a dash is a yes (master(5)). */
export function isJailed(instance: PostfixInstance, service: Service): boolean {
  const column = fieldText(service, 'chroot');
  return column === 'y' || (column === '-' && /^0(\.|$)/.test(instance.level));
}
