import { unixListeners, withoutVar, type UnixListener } from '../system/dovecot/listeners';
import type { DovecotInstance } from '../system/dovecotInstance';
import type { DovecotFile } from '../system/files';
import type { PostfixInstance } from '../system/postfixInstance';
import { isJailed, servicesAt, socketPath, type SocketUse } from '../system/sockets';
import type { FileEdit, Place } from './rule';

/** Where the programs that use a socket look for it; several places when some of them are in a jail. */
export function pathsOf(instance: PostfixInstance, use: SocketUse): string[] {
  const services = servicesAt(instance, use);
  const jails = services.length > 0 ? services.map((service) => isJailed(instance, service)) : [false];
  return [...new Set(jails.map((jailed) => withoutVar(socketPath(instance, use.path, jailed))))];
}

/** The listener at one of the paths. */
export function listenerAt(
  dovecot: DovecotInstance,
  service: string,
  paths: readonly string[],
): UnixListener | undefined {
  return unixListeners(dovecot).find((one) => one.service === service && paths.includes(one.path));
}

/** What a listener's owner and mode let Postfix do. */
export interface Access {
  readonly mode: number;
  readonly user: string;
  readonly group: string;
  /** Postfix can connect. */
  readonly postfix: boolean;
  /** Every user of the machine can. */
  readonly everybody: boolean;
}

const WRITE = 0o2;

/** Linux asks for the right to write of who connects (unix(7)); the daemons of Postfix run as `mail_owner`. */
export function accessOf(listener: UnixListener, instance: PostfixInstance, ownMode: number): Access {
  const text = (name: string): string => listener.settings.get(name)?.setting.value ?? '';
  const mode = text('mode') === '' ? ownMode : modeOf(text('mode'));
  const user = text('user') === '' ? 'root' : text('user');
  const group = text('group') === '' ? 'root' : text('group');
  const owner = instance.effective('mail_owner') ?? 'postfix';
  const may = (bits: number): boolean => (bits & WRITE) !== 0;
  const everybody = may(mode);
  const postfix = user === owner ? may(mode >> 6) : group === owner ? may(mode >> 3) : everybody;
  return { mode, user, group, postfix, everybody };
}

/** Dovecot reads a number without a leading zero as decimal: `660` is `01224`. */
function modeOf(text: string): number {
  return /^0[0-7]*$/.test(text) ? parseInt(text, 8) : Number(text);
}

/** `0660`, as it is written in a configuration. */
export function octal(mode: number): string {
  return `0${mode.toString(8)}`;
}

/** A listener that is commented out, with the edits that bring it back. */
export interface Commented {
  readonly at: Place;
  readonly edits: () => FileEdit[];
}

const OPENING = /^([ \t]*)#[ \t]?[ \t]*unix_listener[ \t]+(\S+)[ \t]*\{/;

/** Looks for `#unix_listener PATH {`, its lines and its closing brace. */
export function commentedListener(dovecot: DovecotInstance, paths: readonly string[]): Commented | undefined {
  for (const file of dovecot.files) {
    const found = commentedIn(file, paths);
    if (found) return found;
  }
  return undefined;
}

function commentedIn({ uri, tree }: DovecotFile, paths: readonly string[]): Commented | undefined {
  const hashes: number[] = [];
  let at: Place | undefined;
  let offset = 0;
  for (const line of tree.text.split('\n')) {
    const start = offset;
    offset += line.length + 1;
    const label = OPENING.exec(line)?.[2];
    if (!at && label !== undefined && paths.includes(withoutVar(label))) {
      at = { uri, span: { start, end: start + line.trimEnd().length } };
    }
    if (!at) continue;
    const hash = /^[ \t]*#/.exec(line)?.[0].length;
    if (hash === undefined) return undefined;
    hashes.push(start + hash - 1);
    if (/^[ \t]*#[ \t]*\}/.test(line)) break;
  }
  const found = at;
  if (!found) return undefined;
  const edits = (): FileEdit[] =>
    hashes.map((hash) => ({ uri, span: { start: hash, end: hash + 1 }, text: '' }));
  return { at: found, edits };
}

/** Adds a listener to a service, or the service with it to the end of the main file. */
export function addListener(
  dovecot: DovecotInstance,
  service: string,
  path: string,
  owner: string,
): FileEdit[] {
  const listener = (indent: string): string =>
    [`unix_listener ${path} {`, '  mode = 0660', `  user = ${owner}`, `  group = ${owner}`, '}']
      .map((line) => `${indent}${line}\n`)
      .join('');
  for (const { file, entry } of dovecot.steps) {
    if (entry.kind !== 'block' || entry.type.text !== 'service' || entry.label?.text !== service) continue;
    if (!entry.close) continue;
    const { start } = entry.close.line;
    return [{ uri: file.uri, span: { start, end: start }, text: listener('  ') }];
  }
  const { uri, tree } = dovecot.main;
  const end = tree.text.length;
  const gap = tree.text === '' || tree.text.endsWith('\n') ? '' : '\n';
  return [{ uri, span: { start: end, end }, text: `${gap}service ${service} {\n${listener('  ')}}\n` }];
}
