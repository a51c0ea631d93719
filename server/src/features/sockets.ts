import { pathsOf } from '../rules/dovecotSockets';
import { unixListeners, withoutVar } from '../system/dovecot/listeners';
import type { DovecotInstance } from '../system/dovecotInstance';
import type { MailSystem } from '../system/mailSystem';
import { socketUses } from '../system/sockets';
import { touches, type Span } from '../text/span';

/** A place in one of the files where a socket is named. */
export interface SocketPlace {
  readonly uri: string;
  readonly span: Span;
  readonly role: 'definition' | 'use';
  /** Absolute on the server. */
  readonly path: string;
}

/** The `unix_listener` blocks of Dovecot: all, or those at some paths. */
export function listenerPlaces(dovecot: DovecotInstance, paths?: readonly string[]): SocketPlace[] {
  return unixListeners(dovecot).flatMap(({ path, file, block }): SocketPlace[] =>
    block.label && (paths === undefined || paths.includes(path))
      ? [{ uri: file.uri, span: block.label.span, role: 'definition', path }]
      : [],
  );
}

/** Where the settings of Postfix name the socket at a path. */
export function socketUsePlaces({ postfix }: MailSystem, path: string): SocketPlace[] {
  return socketUses(postfix)
    .filter((use) => pathsOf(postfix, use).includes(withoutVar(path)))
    .map(({ setting, span }) => ({ uri: setting.file.uri, span, role: 'use', path }));
}

/** The listeners of Dovecot at the socket that a setting of Postfix names under the caret. */
export function listenersNamedAt(
  { postfix, dovecot }: MailSystem,
  uri: string,
  offset: number,
): SocketPlace[] {
  if (!dovecot) return [];
  const use = socketUses(postfix).find(
    ({ setting, span }) => setting.file.uri === uri && touches(span, offset),
  );
  return use ? listenerPlaces(dovecot, pathsOf(postfix, use)) : [];
}
