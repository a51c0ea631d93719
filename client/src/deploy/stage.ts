import type { Remote, RunOptions } from '../ssh/remote';
import { decode } from '../ssh/remoteText';
import { DeployError } from './errors';
import { checkScript } from './script/check';
import { deployDirectory, deployScript, type ScriptInput } from './script/deployScript';
import { messagesOf, type ServerMessage } from './serverMessages';
import { readRecords } from './records';

/** Makes the directory of a new deploy, for root alone, and prints its number. */
const RESERVE = `umask 077
mkdir -p "$1/deploys" && chmod 700 "$1" || exit 1
# What was staged more than a day ago and never begun was left behind by a lost connection.
find "$1/deploys" -name '[0-9]*' -prune -mtime +0 | while IFS= read -r left; do
  [ -e "$left/journal" ] || rm -rf "$left"
done
latest=$(ls "$1/deploys" | sort | tail -n 1)
number=$(expr "\${latest:-0}" + 1) || exit 1
for try in 1 2 3 4 5 6 7 8 9; do
  id=$(printf %06d "$number")
  if mkdir "$1/deploys/$id" 2>/dev/null && mkdir "$1/deploys/$id/stage"; then
    echo "$id"
    exit 0
  fi
  number=$((number + 1))
done
exit 1
`;

/** A new number on the server; numbers grow whatever the server's clock says. */
export async function reserveDeploy(
  remote: Remote,
  stateDirectory: string,
  options: RunOptions = {},
): Promise<string> {
  const argv = ['sh', '-s', '--', stateDirectory];
  const outcome = await remote.run({ argv, asRoot: true, stdin: RESERVE }, options);
  const id = decode(outcome.stdout).trim();
  if (outcome.code !== 0 || !/^\d{6,}$/.test(id)) {
    throw new DeployError('stage-failed', { host: remote.name, said: decode(outcome.stderr) });
  }
  return id;
}

/** Takes apart what comes as one piece: again and again a line with size and name, and so many bytes. */
const UNPACK = `umask 077
cat >"$1/upload" && [ "$(wc -c <"$1/upload")" -eq "$2" ] || exit 1
exec 3<"$1/upload" || exit 1
while IFS=' ' read -r size name <&3; do
  : >"$1/$name" || exit 1
  [ "$size" = 0 ] || error=$(dd bs="$size" count=1 2>&1 <&3 >"$1/$name") || { echo "$error" >&2; exit 1; }
done
rm -f "$1/upload"
`;

/** A file by its name below the directory of a deploy. */
type Upload = readonly [name: string, content: Uint8Array];

/** Uploads everything that a deploy needs: new files, its script, and a record for the history. */
export async function stage(
  remote: Remote,
  input: ScriptInput,
  record: string,
  options: RunOptions = {},
): Promise<void> {
  const text = (content: string): Uint8Array => new TextEncoder().encode(content);
  const contents = input.plan.changes.flatMap((change, index): Upload[] =>
    change.kind === 'remove' || !('content' in change.source)
      ? []
      : [[`stage/${String(index + 1)}`, change.source.content]],
  );
  const uploads: Upload[] = [...contents, ['plan.json', text(record)], ['script', text(deployScript(input))]];
  const stdin = packed(uploads);
  const directory = deployDirectory(input.stateDirectory, input.id);
  const argv = ['sh', '-c', UNPACK, 'sh', directory, String(stdin.length)];
  const outcome = await remote.run({ argv, asRoot: true, stdin }, options);
  if (outcome.code === 0) return;
  throw new DeployError('stage-failed', { host: remote.name, said: decode(outcome.stderr) });
}

function packed(uploads: readonly Upload[]): Uint8Array {
  const parts = uploads.flatMap(([name, content]) => [
    new TextEncoder().encode(`${String(content.length)} ${name}\n`),
    content,
  ]);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What the server's own programs say about the planned configuration, with the paths that its files will have. */
export async function checkOnServer(
  remote: Remote,
  input: ScriptInput,
  options: RunOptions = {},
): Promise<readonly ServerMessage[]> {
  const stdin = checkScript(input);
  const outcome = await remote.run({ argv: ['sh', '-s'], asRoot: true, stdin }, options);
  const records = readRecords(decode(outcome.stdout));
  if (!records.some(({ tag }) => tag === 'end') || records.some(({ tag }) => tag === 'failed')) {
    throw new DeployError('stage-failed', { host: remote.name, said: decode(outcome.stderr) });
  }
  return records.filter(({ tag }) => tag === 'check').flatMap(({ fields }) => messagesOf(fields, input));
}

/** Takes away what was staged, when the deploy does not come to be. */
export async function unstage(remote: Remote, stateDirectory: string, id: string): Promise<void> {
  const argv = ['rm', '-rf', deployDirectory(stateDirectory, id)];
  await remote.run({ argv, asRoot: true });
}
