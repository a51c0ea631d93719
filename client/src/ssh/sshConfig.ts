import { execFile } from 'node:child_process';
import { RemoteError } from './errors';
import { hostOptions, type HostOptions, type SshSettings, type Target } from './hostOptions';
import { readSshConfig } from './sshConfigFile';

/** Where ssh_config is looked up. Both members are for tests, and for those who keep theirs elsewhere. */
export interface ConfigSource {
  /** Instead of the user's own file and the system's. */
  readonly file?: string;
  /** The `ssh` that is asked; null for none. */
  readonly ssh?: string | null;
}

/** Values that are lists of paths, on one line each. */
const LISTS = new Set(['userknownhostsfile', 'globalknownhostsfile']);

/**
 * What ssh would do to reach a host: asked of ssh itself (`ssh -G`), whose reading of Include, Match and Host is the
 * true one. Where there is no ssh, the files are read here.
 */
export async function resolveHost(target: Target, source: ConfigSource = {}): Promise<HostOptions> {
  refuseBadTarget(target);
  const { ssh = 'ssh' } = source;
  const asked = ssh === null ? undefined : await askSsh(ssh, target, source.file);
  return hostOptions(target, asked ?? (await readSshConfig(target, source.file)));
}

/** No name may be taken for an option of ssh, or for more than one word of a ProxyCommand. */
function refuseBadTarget({ host, user = '' }: Target): void {
  const bad = /^-|[\s"'`$\\;&<>|(){}\0-\x1f]/; // eslint-disable-line no-control-regex
  if (host !== '' && !bad.test(host) && !bad.test(user)) return;
  throw new RemoteError({ kind: 'bad-target', host, said: `${user}@${host}` });
}

const LONGEST_ANSWER = 10_000;

function askSsh(ssh: string, target: Target, file: string | undefined): Promise<SshSettings | undefined> {
  const { host, user, port } = target;
  const args = [
    ...(file === undefined ? [] : ['-F', file]),
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...['-G', '--', host],
  ];
  return new Promise((resolve, reject) => {
    execFile(ssh, args, { timeout: LONGEST_ANSWER, windowsHide: true }, (error, stdout, stderr) => {
      if (!error) resolve(parseAnswer(stdout));
      else if (error.code === 'ENOENT') resolve(undefined);
      // What ssh refuses in a configuration, the user should read in its own words.
      else reject(new RemoteError({ kind: 'bad-target', host, said: stderr.trim() || error.message }));
    });
  });
}

function parseAnswer(text: string): SshSettings {
  const settings = new Map<string, string[]>();
  for (const line of text.split(/\r?\n/)) {
    const gap = line.indexOf(' ');
    if (gap < 0) continue;
    const keyword = line.slice(0, gap).toLowerCase();
    const value = line.slice(gap + 1);
    const values = LISTS.has(keyword) ? value.split(' ') : [value];
    settings.set(keyword, [...(settings.get(keyword) ?? []), ...values]);
  }
  return settings;
}
