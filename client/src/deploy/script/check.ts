import { quoteWord } from '../../ssh/quote';
import type { FileChange } from '../plan/model';
import { directoryName } from '../serverFile';
import { EMIT, ENVIRONMENT } from './common';
import { checkedDirectory, contentOf, deployDirectory, stagedFile, type ScriptInput } from './deployScript';
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

# overlay FILE CONTENT: puts a new file into the tree; without content it goes.
overlay() {
  if [ $# = 1 ]; then rm -f "$1"
  else mkdir -p "\${1%/*}" && rm -f "$1" && cat "$2" >"$1" && chmod 644 "$1"
  fi || emit failed "$1"
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
  const { plan, snapshot, stateDirectory, id } = input;
  const tree = `${deployDirectory(stateDirectory, id)}/tree`;
  const { postfix, dovecot } = snapshot;
  const dovecotDirectory = dovecot && directoryName(dovecot.configFile);
  const lines = [
    ...(postfix ? [call('cp', '-RpP', postfix.configDirectory, `${tree}/postfix`)] : []),
    ...(dovecotDirectory ? [call('cp', '-RpP', dovecotDirectory, `${tree}/dovecot`)] : []),
    ...plan.changes.flatMap((change, index) =>
      overlayCalls(change, stagedFile(stateDirectory, id, index + 1), input),
    ),
    ...(postfix
      ? [
          call('check', 'postconf', 'postconf', '-c', `${tree}/postfix`),
          call('check', 'postfix', 'postfix', '-c', `${tree}/postfix`, 'check'),
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
${ENVIRONMENT}${EMIT}${FUNCTIONS}
TREE=${quoteWord(tree)}
rm -rf "$TREE"
mkdir -p "$TREE/tables"
${lines.join('\n')}
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

function overlayCalls(change: FileChange, staged: string, input: ScriptInput): string[] {
  const inTree = checkedPaths(input).find(({ to }) => change.path.startsWith(`${to}/`));
  if (!inTree) return [];
  const target = `${inTree.from}${change.path.slice(inTree.to.length)}`;
  return [
    change.kind === 'remove' ? call('overlay', target) : call('overlay', target, contentOf(change, staged)),
  ];
}

function tableCalls(input: ScriptInput, directory: string): string[] {
  const { plan, stateDirectory, id } = input;
  const content = (source: string): string => {
    const index = plan.changes.findIndex(({ path, kind }) => path === source && kind !== 'remove');
    const change = plan.changes[index];
    return change ? contentOf(change, stagedFile(stateDirectory, id, index + 1)) : source;
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
