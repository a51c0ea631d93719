import { sh } from './sh';

/** Writing the journal, and asking it. What is written is on the disk before the step that it announces begins. */
export const JOURNAL = sh`
note() {
  printf '%s\n' "$*" >>"$DIR/journal" 2>/dev/null
}

# Some programs named sync take no file; then everything is written out.
persist() {
  sync "$DIR/journal" 2>/dev/null || sync 2>/dev/null || :
}

# Text of a program on one short line, without anything that a terminal would obey.
plain() {
  printf '%s' "$*" | tr '\n\t' '  ' | tr -cd '\40-\176\200-\377' | cut -c 1-400
}

noted() {
  grep -q "^$1\$" "$DIR/journal" 2>/dev/null
}

# step NAME: runs step_NAME, between a line that announces it and one that tells how it went.
step() {
  note "begin $1" || return 1
  persist
  REASON=
  if "step_$1"; then
    note "done $1" || return 1
  else
    note "failed $1 $(plain "$REASON")"
    persist
    return 1
  fi
}

# because TEXT: why the current step fails.
because() {
  REASON=$*
  return 1
}

# pause [SECONDS]: a part of one where sleep can.
pause() {
  sleep "\${1-0.2}" 2>/dev/null || sleep 1
}

# bounded SECONDS COMMAND: its output goes to the log; it is ended when it takes longer.
bounded() {
  limit=$1
  shift
  "$@" </dev/null >>"$DIR/log" 2>&1 &
  command_pid=$!
  (
    left=$limit
    while [ "$left" -gt 0 ] && alive "$command_pid"; do
      sleep 1
      left=$((left - 1))
    done
    kill "$command_pid" 2>/dev/null
    sleep 1
    kill -9 "$command_pid" 2>/dev/null
  ) >/dev/null 2>&1 &
  guard_pid=$!
  wait "$command_pid"
  bounded_status=$?
  kill "$guard_pid" 2>/dev/null
  return "$bounded_status"
}
`;
