import { readParameters } from '../deploy/snapshot';
import { readRecords } from '../deploy/records';
import { EMIT, ENVIRONMENT } from '../deploy/script/common';
import { sh } from '../deploy/script/sh';
import type { Remote, RunOptions } from '../ssh/remote';
import { decode } from '../ssh/remoteText';
import type { Host } from './inventory';

/** What the programs of a server say of themselves. */
export interface ServerFacts {
  readonly postfix?: {
    readonly version: string;
    readonly configDirectory: string;
    readonly tableTypes: readonly string[];
    /** Kinds of SASL that it was built with (`postconf -a` and `-A`). */
    readonly saslServers: readonly string[];
    readonly saslClients: readonly string[];
    /** As `postconf` prints them, not expanded; empty when it refuses the configuration. */
    readonly values: ReadonlyMap<string, string>;
    /** As `postconf -d` prints them. */
    readonly defaults: ReadonlyMap<string, string>;
  };
  readonly dovecot?: { readonly version: string };
}

/** Changes nothing and needs no root. Arguments as those of the inspection before a deploy. */
const ASK = sh`set -f
${ENVIRONMENT}${EMIT}
if [ "$1" != - ] && command -v postconf >/dev/null 2>&1; then
  directory=$1
  [ -n "$directory" ] || directory=$(postconf -dh config_directory)
  emit postfix "$(postconf -dh mail_version)" "$directory" \
    "$(postconf -m)" "$(postconf -a)" "$(postconf -A)"
  emit values "$(postconf -c "$directory" 2>/dev/null)"
  emit defaults "$(postconf -d 2>/dev/null)"
fi
if [ "$2" != - ] && command -v dovecot >/dev/null 2>&1; then emit dovecot "$(dovecot --version)"; fi
`;

export async function askServerFacts(
  remote: Remote,
  { installation }: Host,
  options: RunOptions = {},
): Promise<ServerFacts> {
  const { postfix, dovecot } = installation;
  const words = [postfix, dovecot].map((word) => (word === null ? '-' : (word ?? '')));
  const { stdout } = await remote.run({ argv: ['sh', '-s', '--', ...words], stdin: ASK }, options);
  return readServerFacts(decode(stdout));
}

/** What has another shape is passed over: it comes from a server. */
export function readServerFacts(text: string): ServerFacts {
  const records = new Map(readRecords(text).map(({ tag, fields }) => [tag, fields]));
  const postfix = records.get('postfix');
  const dovecot = records.get('dovecot')?.[0]?.split(' ', 1)[0];
  return {
    ...(postfix && { postfix: postfixFacts(postfix, records) }),
    ...(dovecot && { dovecot: { version: dovecot } }),
  };
}

function postfixFacts(
  [version = '', configDirectory = '', tables = '', servers = '', clients = '']: readonly string[],
  records: ReadonlyMap<string, readonly string[]>,
): NonNullable<ServerFacts['postfix']> {
  const parameters = (tag: string): ReadonlyMap<string, string> =>
    readParameters(records.get(tag)?.[0] ?? '');
  return {
    version,
    configDirectory,
    tableTypes: words(tables),
    saslServers: words(servers),
    saslClients: words(clients),
    values: parameters('values'),
    defaults: parameters('defaults'),
  };
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);
