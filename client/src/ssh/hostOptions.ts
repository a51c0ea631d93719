import { homedir, hostname, userInfo } from 'node:os';
import { join } from 'node:path';

/** A host as a user names it: a name, or a `Host` of ssh_config. User and port win over ssh_config. */
export interface Target {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
}

/** Keyword of ssh_config in lower case, to its values. */
export type SshSettings = ReadonlyMap<string, readonly string[]>;

export type LoginMethod = 'publickey' | 'keyboard-interactive' | 'password';

/** All of ssh_config(5) that decides how a host is reached, and how one logs in there. */
export interface HostOptions {
  readonly hostName: string;
  readonly port: number;
  readonly user: string;
  /** 0 is any. */
  readonly addressFamily: 0 | 4 | 6;
  /** Milliseconds; undefined leaves it to the caller. */
  readonly connectTimeout: number | undefined;
  /** Milliseconds between two signs of life, and how many may stay without an answer. */
  readonly aliveInterval: number | undefined;
  readonly aliveCountMax: number;
  /** Each may have its own user and port; the first is the one nearest to us. */
  readonly proxyJump: readonly Target[];
  readonly proxyCommand: string | undefined;
  readonly identityFiles: readonly string[];
  readonly identitiesOnly: boolean;
  /** Socket of the agent. */
  readonly identityAgent: string | undefined;
  readonly loginMethods: readonly LoginMethod[];
  /** The name under which the host's key is known. */
  readonly hostKeyName: string;
  readonly userKnownHostsFiles: readonly string[];
  readonly globalKnownHostsFiles: readonly string[];
  readonly revokedHostKeys: string | undefined;
  /** What happens when a host's key is unknown. */
  readonly unknownHostKey: 'ask' | 'refuse' | 'accept';
  readonly hashKnownHosts: boolean;
}

const DEFAULT_IDENTITIES = ['id_rsa', 'id_ecdsa', 'id_ed25519'].map((name) => `~/.ssh/${name}`);
const DEFAULT_METHODS = ['publickey', 'keyboard-interactive', 'password'] as const;

/** The keyword that switches a method off. */
const SWITCHES: Readonly<Record<LoginMethod, string>> = {
  publickey: 'pubkeyauthentication',
  'keyboard-interactive': 'kbdinteractiveauthentication',
  password: 'passwordauthentication',
};

/** Of `StrictHostKeyChecking`. An entry that has changed is refused whatever it says. */
const UNKNOWN_KEYS: Readonly<Record<string, HostOptions['unknownHostKey']>> = {
  yes: 'refuse',
  true: 'refuse',
  'accept-new': 'accept',
  no: 'accept',
  off: 'accept',
  false: 'accept',
};

const FAMILIES: Readonly<Record<string, HostOptions['addressFamily']>> = { inet: 4, inet6: 6 };

const isOn = (value: string | undefined): boolean => value === 'yes' || value === 'true';
const isOff = (value: string | undefined): boolean => value === 'no' || value === 'false';

/** `none` and `0` are how ssh_config takes a setting back. */
const unlessNone = (value: string | undefined): string | undefined =>
  value === undefined || value.toLowerCase() === 'none' ? undefined : value;

/** @param target what the settings were computed for */
export function hostOptions(target: Target, settings: SshSettings): HostOptions {
  const one = (keyword: string): string | undefined => settings.get(keyword)?.[0];
  const user = target.user ?? one('user') ?? userInfo().username;
  const port = target.port ?? Number(one('port') ?? 22);
  // In HostName, %h is the name as given (ssh_config(5), TOKENS).
  const hostName = expandTokens(one('hostname') ?? target.host, { '%': '%', h: target.host });
  const tokens = tokensOf({ target, hostName, port, user });
  const path = (value: string): string => expandHome(expandTokens(value, tokens));
  const paths = (keyword: string, fallback: readonly string[] = []): readonly string[] =>
    (settings.get(keyword) ?? fallback).filter((value) => unlessNone(value)).map(path);
  const revoked = unlessNone(one('revokedhostkeys'));
  const command = unlessNone(one('proxycommand'));
  return {
    hostName,
    port,
    user,
    addressFamily: FAMILIES[one('addressfamily') ?? ''] ?? 0,
    connectTimeout: milliseconds(one('connecttimeout')),
    aliveInterval: milliseconds(one('serveraliveinterval')),
    aliveCountMax: Number(one('serveralivecountmax') ?? 3),
    proxyJump: parseJumps(unlessNone(one('proxyjump')) ?? ''),
    proxyCommand: command && expandTokens(command, tokens),
    identityFiles: paths('identityfile', DEFAULT_IDENTITIES),
    identitiesOnly: isOn(one('identitiesonly')),
    identityAgent: agentSocket(one('identityagent'), path),
    loginMethods: methodsOf(one('preferredauthentications'), (method) => isOff(one(SWITCHES[method]))),
    hostKeyName: one('hostkeyalias') ?? hostName,
    userKnownHostsFiles: paths('userknownhostsfile', ['~/.ssh/known_hosts', '~/.ssh/known_hosts2']),
    globalKnownHostsFiles: paths('globalknownhostsfile', ['/etc/ssh/ssh_known_hosts']),
    revokedHostKeys: revoked && path(revoked),
    unknownHostKey: UNKNOWN_KEYS[one('stricthostkeychecking') ?? ''] ?? 'ask',
    hashKnownHosts: isOn(one('hashknownhosts')),
  };
}

const TIME = /(\d+)([smhdw]?)/gi;
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** A time as in sshd_config(5), TIME FORMATS; nothing for none and for zero. */
function milliseconds(value: string | undefined): number | undefined {
  const parts = [...(value ?? '').matchAll(TIME)];
  const sum = parts.reduce(
    (total, [, count, unit]) => total + Number(count) * (SECONDS[(unit ?? '').toLowerCase()] ?? 1),
    0,
  );
  return sum > 0 ? sum * 1000 : undefined;
}

/** `[user@]host[:port]` or `ssh://…`, with commas between; undefined when it is no such thing. */
export function parseTarget(text: string): Target | undefined {
  const bare = text.replace(/^ssh:\/\//, '').replace(/\/$/, '');
  const parts = /^(?:([^@]+)@)?(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(bare);
  if (!parts) return undefined;
  const [, user, host = '', port] = parts;
  return {
    host: host.replace(/^\[|\]$/g, ''),
    ...(user !== undefined && { user }),
    ...(port !== undefined && { port: Number(port) }),
  };
}

const parseJumps = (text: string): readonly Target[] =>
  text.split(',').flatMap((part) => parseTarget(part.trim()) ?? []);

function methodsOf(preferred: string | undefined, off: (method: LoginMethod) => boolean): LoginMethod[] {
  const wanted = preferred === undefined ? [...DEFAULT_METHODS] : preferred.split(',');
  const known = wanted.flatMap((name) => DEFAULT_METHODS.find((method) => method === name.trim()) ?? []);
  return known.filter((method) => !off(method));
}

const WINDOWS_AGENT = '\\\\.\\pipe\\openssh-ssh-agent';

function agentSocket(value: string | undefined, path: (text: string) => string): string | undefined {
  const usual = process.env['SSH_AUTH_SOCK'] ?? (process.platform === 'win32' ? WINDOWS_AGENT : undefined);
  if (value === undefined || value === 'SSH_AUTH_SOCK') return usual;
  if (value.startsWith('$') && !value.startsWith('${')) return process.env[value.slice(1)];
  return unlessNone(value) === undefined ? undefined : path(value);
}

interface Names {
  readonly target: Target;
  readonly hostName: string;
  readonly port: number;
  readonly user: string;
}

/** ssh_config(5), TOKENS, but for those of single commands. */
function tokensOf({ target, hostName, port, user }: Names): Readonly<Record<string, string>> {
  const local = hostname();
  return {
    '%': '%',
    d: homedir(),
    h: hostName,
    k: hostName,
    l: local,
    L: local.split('.')[0] ?? local,
    n: target.host,
    p: String(port),
    r: user,
    u: userInfo().username,
    i: String(userInfo().uid),
  };
}

function expandTokens(text: string, tokens: Readonly<Record<string, string>>): string {
  const named = text.replace(/%(.)/g, (whole, letter: string) => tokens[letter] ?? whole);
  return named.replace(/\$\{(\w+)\}/g, (whole, name: string) => process.env[name] ?? whole);
}

const expandHome = (path: string): string =>
  path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
