import { isRecipient } from '../deploy/recipient';

/** Which host, as ssh takes it: user and port win over ssh_config. */
interface SshTarget {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
}

/** Which installation on the host; null for a product that is not to be looked at, its default when left out. */
interface Installation {
  readonly postfix?: string | null;
  readonly dovecot?: string | null;
  readonly stateDirectory?: string;
  /** A mailbox that gets a test message after each deploy. */
  readonly testRecipient?: string;
}

/** A server that can be connected to. */
export interface Host {
  /** Unique, as the user knows it. */
  readonly name: string;
  readonly target: SshTarget;
  /** Where it is written down; `typed` for one that was only named in the quick pick. */
  readonly origin: 'settings' | 'ssh-config' | 'typed';
  readonly installation: Installation;
  /** Path of its configuration, from the first folder of the workspace on. */
  readonly folder?: string;
}

export interface HostSettings {
  readonly hosts: readonly Host[];
  /** Places in the setting that have another shape, such as `web1.port`. */
  readonly problems: readonly string[];
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isMailbox = (value: unknown): boolean => typeof value === 'string' && isRecipient(value);
const isPort = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) < 65536;

/** What an entry of `mailwright.hosts` may hold; package.json describes the same to the user. */
const MEMBERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  host: isText,
  user: isText,
  port: isPort,
  folder: isText,
  postfix: isTextOrNull,
  dovecot: isTextOrNull,
  stateDirectory: isText,
  testRecipient: isMailbox,
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the setting `mailwright.hosts`. A host with a mistake is left out: half of it would lead elsewhere. */
export function readHostSettings(setting: unknown): HostSettings {
  if (setting === undefined || setting === null) return { hosts: [], problems: [] };
  if (!isRecord(setting)) return { hosts: [], problems: ['mailwright.hosts'] };
  const read = Object.entries(setting).map(([name, entry]) => ({
    name,
    entry,
    wrong: mistakes(name, entry),
  }));
  return {
    hosts: read
      .filter(({ wrong }) => wrong.length === 0)
      .map(({ name, entry }) => hostOf(name, entry as Members)),
    problems: read.flatMap(({ wrong }) => wrong),
  };
}

function mistakes(name: string, entry: unknown): string[] {
  if (name.trim() === '' || !isRecord(entry)) return [name];
  return Object.entries(entry)
    .filter(([member, value]) => !MEMBERS[member]?.(value))
    .map(([member]) => `${name}.${member}`);
}

type Members = Partial<SshTarget> & Installation & { readonly folder?: string };

function hostOf(name: string, { host = name, user, port, folder, ...installation }: Members): Host {
  return {
    name,
    target: { host, ...(user !== undefined && { user }), ...(port !== undefined && { port }) },
    origin: 'settings',
    installation,
    ...(folder !== undefined && { folder }),
  };
}

/** A host that only ssh_config knows. */
export const sshHost = (name: string): Host => ({
  name,
  target: { host: name },
  origin: 'ssh-config',
  installation: {},
});

/** Hosts of the setting first: where both name one, the setting says more. */
export function joinHosts(settings: readonly Host[], sshNames: readonly string[]): readonly Host[] {
  const known = new Set(settings.map(({ name }) => name));
  return [...settings, ...[...new Set(sshNames)].filter((name) => !known.has(name)).map(sshHost)];
}

/** How a host is reached, as one writes it: only what its entry says, the rest is ssh_config's. */
export function addressOf({ target: { host, user, port } }: Host): string {
  const login = user === undefined ? host : `${user}@${host}`;
  if (port === undefined) return login;
  return host.includes(':')
    ? `${login.replace(host, `[${host}]`)}:${String(port)}`
    : `${login}:${String(port)}`;
}
