import { quoteWord } from '../ssh/quote';
import type { Remote, RemoteCommand, RunOptions } from '../ssh/remote';
import { decode } from '../ssh/remoteText';
import { DeployError } from './errors';
import { checkScript } from './script/check';
import { deployDirectory, deployScript, stagedFiles, type ScriptInput } from './script/deployScript';
import { placesOf } from './script/places';
import { sh } from './script/sh';
import { directoryName } from './serverFile';
import { messagesOf, type ServerMessage } from './serverMessages';
import { readRecords } from './records';

/** Writes all texts: a line with a number of lines, whether the last of them has an end, and a name; then the lines. */
const UNPACK_TEXTS = sh`
BEGIN { ORS = "" }
left > 0 {
  left--
  if (left > 0 || ended == "yes") print ($0 "\n") >name
  else print $0 >name
  if (left == 0) close(name)
  next
}
{
  left = $1; ended = $2; name = $0
  sub(/^[^ ]* [^ ]* /, "", name)
  print "" >name
  if (left == 0) close(name)
}`;

/**
 * Takes apart what comes as one piece: what is no text, by sizes of name and content; then the texts, which one awk
 * writes. Arguments: the deploy's directory, bytes of the piece and of what is in it, and directories to make.
 */
const UNPACK = sh`umask 077
cd "$1" && cat >upload && [ "$(wc -c <upload)" -eq "$2" ] || exit 1
inside=$3
shift 3
[ $# = 0 ] || mkdir -p "$@" || exit 1
exec 3<upload || exit 1
while IFS=' ' read -r name_size size <&3 && [ "$name_size" != texts ]; do
  name=$(dd bs="$name_size" count=1 2>/dev/null <&3; printf x)
  name=\${name%x}
  : >"$name" || exit 1
  [ "$size" = 0 ] || error=$(dd bs="$size" count=1 2>&1 <&3 >"$name") || { echo "$error" >&2; exit 1; }
done
LC_ALL=C awk '${UNPACK_TEXTS}' <&3 || exit 1
rm -f upload
written=$(find stage plan.json script -type f -exec cat {} + | wc -c)
[ "$written" -eq "$inside" ] || { echo "$written of $inside bytes were written" >&2; exit 1; }
`;

/**
 * Makes the directory of a new deploy, for root alone, and prints its number. The script that unpacks waits there: in
 * the words of a command csh, as a login shell, takes no line breaks.
 */
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
    cat >"$1/deploys/$id/unpack" <<'UNPACK' || exit 1
${UNPACK}UNPACK
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
  const places = placesOf(input.plan.changes).map((place) => `stage/${place}`);
  const contents = input.plan.changes.flatMap((change, index): Upload[] =>
    change.kind === 'remove' || !('content' in change.source)
      ? []
      : [[places[index] ?? '', change.source.content]],
  );
  const uploads: Upload[] = [...contents, ['plan.json', text(record)], ['script', text(deployScript(input))]];
  const stdin = packed(uploads);
  const directory = deployDirectory(input.stateDirectory, input.id);
  const inside = uploads.reduce((sum, [, content]) => sum + content.length, 0);
  const directories = new Set(places.map(directoryName));
  const words = [directory, String(stdin.length), String(inside), ...directories];
  await mustStage(remote, { argv: ['sh', `${directory}/unpack`, ...words], asRoot: true, stdin }, options);
  const kept = keptContents(input);
  if (kept.length === 0) return;
  await mustStage(remote, { argv: ['sh', '-s'], asRoot: true, stdin: kept.join('') }, options);
}

async function mustStage(remote: Remote, command: RemoteCommand, options: RunOptions): Promise<void> {
  const outcome = await remote.run(command, options);
  if (outcome.code === 0) return;
  throw new DeployError('stage-failed', { host: remote.name, said: decode(outcome.stderr) });
}

/** Shell lines that stage what is on the server already. */
function keptContents(input: ScriptInput): string[] {
  const staged = stagedFiles(input);
  return input.plan.changes.flatMap((change, index) =>
    change.kind === 'remove' || 'content' in change.source
      ? []
      : [
          `umask 077; cp ${quoteWord(change.source.serverPath)} ${quoteWord(staged[index] ?? '')} || exit 1\n`,
        ],
  );
}

function packed(uploads: readonly Upload[]): Uint8Array {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const isText = ([name, content]: Upload): boolean => !name.includes('\n') && !content.includes(0);
  const others = uploads.filter((upload) => !isText(upload));
  const bytes = others.flatMap(([name, content]) => {
    const encoded = encode(name);
    return [encode(`${String(encoded.length)} ${String(content.length)}\n`), encoded, content];
  });
  const texts = uploads.filter(isText).flatMap(([name, content]) => {
    const ended = content.at(-1) === LINE_BREAK;
    const breaks = content.reduce((count, byte) => (byte === LINE_BREAK ? count + 1 : count), 0);
    const open = content.length > 0 && !ended;
    const lines = String(breaks + (open ? 1 : 0));
    return [encode(`${lines} ${ended ? 'yes' : 'no'} ${name}\n`), content, encode(open ? '\n' : '')];
  });
  return joined([...bytes, encode('texts\n'), ...texts]);
}

const LINE_BREAK = 0x0a;

function joined(parts: readonly Uint8Array[]): Uint8Array {
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
