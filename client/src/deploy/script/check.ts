import { quoteWord } from '../../ssh/quote';
import { baseName, directoryName } from '../serverFile';
import { EMIT, ENVIRONMENT, ON_ALL } from './common';
import { checkedDirectory, deployDirectory, stagedFiles, type ScriptInput } from './deployScript';
import { sh } from './sh';

/** Reads a message as the server printed it; `path` is the one that the file will have. */
export interface CheckedPaths {
  /** A path of the checked tree, and what it stands for. */
  readonly from: string;
  readonly to: string;
}

const FUNCTIONS = sh`
# check NAME COMMAND: what a program of the server says about the tree.
check() {
  name=$1
  shift
  output=$("$@" 2>&1 >/dev/null </dev/null)
  emit check "$name" "$?" "$(printf '%s' "$output" | head -c 100000)"
}

# overlay DIRECTORY CONTENTS NAME…: puts new files into the tree, whatever had their names; without contents they go.
overlay() {
  directory=$1 contents=$2
  shift 2
  on_all 'rm -f' '' "$directory" "$@"
  [ -n "$contents" ] || return 0
  { mkdir -p "$directory" && on_all cp "$directory" "$contents" "$@" && on_all cool '' "$directory" "$@"; } ||
    emit failed "$directory"
}

# Whatever reads a main.cf that is younger than a second or two waits until it has cooled down.
cool() {
  touch -t 200001010000 "$@" 2>/dev/null || :
}

# overlay_one FILE CONTENT: where a link gives the file another name than its content has.
overlay_one() {
  { mkdir -p "\${1%/*}" && rm -f "$1" && cat "$2" >"$1" && cool "$1"; } || emit failed "$1"
}

# table PROGRAM TYPE COPY SOURCE
table() {
  cp "$4" "$3" 2>/dev/null && check table "$1" -c "$TREE/postfix" "$2:$3"
}

# A pattern table tells its mistakes when it is asked.
probe() {
  cp "$3" "$2" 2>/dev/null && check table postmap -c "$TREE/postfix" -q mailwright-probe "$1:$2"
}
`;

/**
 * Puts the whole planned configuration together beside the staged files, and lets the server's own programs read
 * it. Nothing that is in use is touched.
 */
export function checkScript(input: ScriptInput): string {
  const { snapshot, stateDirectory, id } = input;
  const tree = `${deployDirectory(stateDirectory, id)}/tree`;
  const { postfix, dovecot } = snapshot;
  const dovecotDirectory = dovecot && directoryName(dovecot.configFile);
  const lines = [
    ...(postfix ? [call('cp', '-RpP', postfix.configDirectory, `${tree}/postfix`)] : []),
    ...(dovecotDirectory ? [call('cp', '-RpP', dovecotDirectory, `${tree}/dovecot`)] : []),
    ...overlayCalls(input),
    ...(postfix
      ? [
          // Takes longer than all others together, which need not wait for it.
          `${call('check', 'postfix', 'postfix', '-c', `${tree}/postfix`, 'check')} >"$TREE/said" &`,
          call('check', 'postconf', 'postconf', '-c', `${tree}/postfix`),
        ]
      : []),
    ...tableCalls(input, `${tree}/tables`),
    ...(dovecot
      ? [
          call(
            'check',
            'doveconf',
            'doveconf',
            '-n',
            '-c',
            `${tree}/dovecot/${dovecot.configFile.split('/').pop() ?? ''}`,
          ),
        ]
      : []),
  ];
  return `set -u
umask 077
${ENVIRONMENT}${EMIT}${ON_ALL}${FUNCTIONS}
TREE=${quoteWord(tree)}
rm -rf "$TREE"
mkdir -p "$TREE/tables"
${lines.join('\n')}
wait
[ ! -e "$TREE/said" ] || cat "$TREE/said"
emit end
`;
}

const call = (...words: readonly string[]): string => words.map(quoteWord).join(' ');

/** Where files of the tree come from, for messages that name them. */
export function checkedPaths(input: ScriptInput): CheckedPaths[] {
  const { plan, snapshot, stateDirectory, id } = input;
  const tree = `${deployDirectory(stateDirectory, id)}/tree`;
  const tables = [...plan.tables, ...plan.probes].map(({ source }, index) => ({
    from: `${tree}/tables/${index + 1}`,
    to: source,
  }));
  const { postfix, dovecot } = snapshot;
  return [
    ...tables.reverse(),
    ...(postfix ? [{ from: checkedDirectory(stateDirectory, id), to: postfix.configDirectory }] : []),
    ...(dovecot ? [{ from: `${tree}/dovecot`, to: directoryName(dovecot.configFile) }] : []),
  ];
}

/** New contents of a directory of the tree are brought to it together. */
function overlayCalls(input: ScriptInput): string[] {
  const batches = new Map<string, string[]>();
  const single: string[] = [];
  const staged = stagedFiles(input);
  for (const [index, change] of input.plan.changes.entries()) {
    const target = inTree(change.path, input);
    if (target === undefined) continue;
    const [directory, name, content] = [directoryName(target), baseName(target), staged[index] ?? ''];
    if (change.kind !== 'remove' && baseName(content) !== name)
      single.push(call('overlay_one', target, content));
    else {
      const words = call('overlay', directory, change.kind === 'remove' ? '' : directoryName(content));
      batches.set(words, [...(batches.get(words) ?? []), name]);
    }
  }
  return [...[...batches].map(([words, names]) => `${words} ${call(...names)}`), ...single];
}

/** Where a file of the configuration stands in the tree. */
function inTree(path: string, input: ScriptInput): string | undefined {
  const within = checkedPaths(input).find(({ to }) => path.startsWith(`${to}/`));
  return within && `${within.from}${path.slice(within.to.length)}`;
}

function tableCalls(input: ScriptInput, directory: string): string[] {
  const { plan } = input;
  const staged = stagedFiles(input);
  const content = (source: string): string => {
    const index = plan.changes.findIndex(({ path, kind }) => path === source && kind !== 'remove');
    return staged[index] ?? source;
  };
  return [
    ...plan.tables.map(({ command, type, source }, index) =>
      call('table', command, type, `${directory}/${index + 1}`, content(source)),
    ),
    ...plan.probes.map(({ type, source }, index) =>
      call('probe', type, `${directory}/${plan.tables.length + index + 1}`, content(source)),
    ),
  ];
}
