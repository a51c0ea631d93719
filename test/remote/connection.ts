import { openSession, type Session, type SessionOptions } from '../../client/src/ssh/session';
import type { MailHost } from '../support/hosts/mailHost';
import { ScriptedUser, type Script } from '../support/hosts/scriptedPrompts';
import { sharedHosts } from '../support/hosts/sharedHosts';

export interface Visit {
  readonly session: Session;
  readonly user: ScriptedUser;
}

export type VisitOptions = Partial<Omit<SessionOptions, 'prompts' | 'log'>> & { readonly script?: Script };

/** Connects to a server as one of its users, with the common ssh_config and a user who follows a script. */
export async function connect(host: MailHost, user: string, options: VisitOptions = {}): Promise<Visit> {
  const { script, ...rest } = options;
  const scripted = new ScriptedUser(script);
  const { client } = await sharedHosts();
  const session = await openSession({
    name: host.name,
    target: { host: host.address, user },
    prompts: scripted,
    log: scripted,
    source: { file: client.config('config') },
    ...rest,
  });
  return { session, user: scripted };
}

/** Does something in a session, and closes it. */
export async function visit<T>(
  host: MailHost,
  user: string,
  options: VisitOptions,
  act: (visit: Visit) => Promise<T>,
): Promise<T> {
  const visit = await connect(host, user, options);
  try {
    return await act(visit);
  } finally {
    await visit.session.close();
  }
}

export const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** What a user is called by the questions about it. */
export const login = (user: string, host: MailHost): string => `${user}@${host.address}`;
