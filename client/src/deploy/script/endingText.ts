import { sh } from './sh';

/** How a deploy ends: confirmed, or undone. Whoever makes the directory `verdict` first decides. */
export const ENDING = sh`
claim() {
  mkdir "$STATE/lock" 2>/dev/null && printf '%s\n' "$ID" >"$STATE/lock/id"
}

take_lock() {
  claim && return 0
  # Whoever takes the lock writes his number into it at once, or has died.
  for patience in 1 2 3 4 5; do
    other=$(cat "$STATE/lock/id" 2>/dev/null)
    [ -z "$other" ] || break
    pause
  done
  # The lock of a deploy that has come to its end was only left behind.
  [ -z "$other" ] || [ ! -e "$STATE/deploys/$other/journal" ] ||
    grep -q '^end ' "$STATE/deploys/$other/journal" || return 1
  # Of several who find it, one can rename it.
  mv "$STATE/lock" "$DIR/stale" 2>/dev/null || return 1
  if [ "$(cat "$DIR/stale/id" 2>/dev/null)" != "$other" ]; then
    mv "$DIR/stale" "$STATE/lock"
    return 1
  fi
  rm -rf "$DIR/stale"
  claim
}

release_lock() {
  [ "$(cat "$STATE/lock/id" 2>/dev/null)" != "$ID" ] || rm -rf "$STATE/lock"
}

# decide: true for one process alone. A decision whose maker has died before its end is taken over.
decide() {
  if mkdir "$DIR/verdict" 2>/dev/null; then
    echo $$ >"$DIR/verdict/pid"
    return 0
  fi
  ended && return 1
  runs "$(pid_in "$DIR/verdict/pid")" "$DIR/script" && return 1
  echo $$ >"$DIR/verdict/pid"
}

ended() {
  grep -q '^end ' "$DIR/journal" 2>/dev/null
}

# end HOW: what the deploy came to is written down first; what is left over then is only litter.
end() {
  note "end $1"
  persist
  sweep_all
  case $1 in old*) directories_backwards unmake_directory ;; esac
  rm -f "$DIR"/made.* "$DIR"/silent.* "$DIR"/dovecot.shut "$DIR"/before.* "$DIR"/log.*.size "$DIR/reserve" "$DIR/complaints" "$DIR/message"
  rm -rf "$DIR/tree"
  release_lock
  note closed
}

kill_script() {
  script=$(pid_in "$DIR/pid")
  [ "$script" != $$ ] && runs "$script" "$DIR/script" || return 0
  kill -TERM -- "-$script" 2>/dev/null || kill -TERM "$script" 2>/dev/null
  pause
  kill -KILL -- "-$script" 2>/dev/null || kill -KILL "$script" 2>/dev/null || :
}

stop_before_undo() {
  case $2 in
    restart) ! noted "begin stop" || stop "$1" ;;
    start) ! noted "begin activate" || stop "$1" ;;
  esac || BROKEN="$BROKEN $1"
}

# back_in_effect SERVICE ACTION: the old files are there again, and the service has to read them.
back_in_effect() {
  case $2 in
    none | start) return 0 ;;
    restart) noted "begin stop" || return 0 ;;
    reload) noted "begin activate" || return 0 ;;
  esac
  if "$1_pid" >/dev/null; then reload "$1"; else start "$1"; fi
}

old_answers() {
  case $2 in none | start) return 0 ;; esac
  old_doors_answer "$1" && return 0
  # What died of the new files a master does not start again for a while (service_throttle_time); a new master does.
  stop "$1" && start "$1" && old_doors_answer "$1"
}

old_doors_answer() {
  up "$1" || return 1
  [ -e "$DIR/looked" ] || return 0
  case $1 in
    postfix) all must_answer_again listeners ;;
    dovecot) dovecot_must_answer ;;
  esac
}

# undo WHY: back through the journal, whatever the deploy got to.
undo() {
  decide || return 1
  rm -f "$DIR/reserve"
  note "begin undo $1"
  persist
  kill_script
  BROKEN=
  if noted "begin stop" || noted "begin swap"; then
    each_service stop_before_undo
    changes_backwards unswap
    persist
    each_service back_in_effect || BROKEN="$BROKEN $(plain "$REASON")"
    each_service old_answers || BROKEN="$BROKEN $(plain "$REASON")"
  fi
  if [ -n "$BROKEN" ]; then
    note "failed undo $(plain "$BROKEN")"
    note "end broken $1"
    persist
    return 1
  fi
  note "done undo"
  end "old $1"
}

# A service that runs no longer is not confirmed, however long ago it was seen.
confirm() {
  [ "$1" = "$TOKEN" ] || return 3
  noted "waiting $CONFIRM" || return 4
  each_service must_run && decide || return 5
  end new
  prune
}

# Keeps the last ten deploys.
prune() {
  set -- "$STATE"/deploys/[0-9]*
  count=$#
  for old_deploy in "$STATE"/deploys/[0-9]*; do
    [ "$count" -gt 10 ] || break
    [ "$old_deploy" = "$DIR" ] || rm -rf "$old_deploy"
    count=$((count - 1))
  done
}

# Lives by itself, without link, script or clock: each turn is one second of sleep.
watchdog() {
  trap '' HUP
  echo $$ >"$DIR/watchdog.pid"
  left=$LIMIT patience=$CONFIRM
  while :; do
    sleep 1
    [ -d "$DIR" ] && ! ended || return 0
    left=$((left - 1))
    # Asked first: what a script that has ended had to say is then in the journal already.
    script_ended=no
    runs "$(pid_in "$DIR/pid")" "$DIR/script" || script_ended=yes
    if noted "waiting $CONFIRM"; then
      [ "$patience" -gt 0 ] || undo unconfirmed
      patience=$((patience - 1))
    elif [ -e "$DIR/undo" ]; then undo "$(cat "$DIR/undo")"
    elif [ "$script_ended" = yes ]; then undo killed
    elif [ "$left" -le 0 ]; then undo stuck
    fi
  done
}

step_arm() {
  if command -v setsid >/dev/null 2>&1; then setsid sh "$0" watchdog </dev/null >>"$DIR/log" 2>&1 &
  else nohup sh "$0" watchdog </dev/null >>"$DIR/log" 2>&1 &
  fi
  for patience in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ ! -s "$DIR/watchdog.pid" ] || return 0
    if [ "$patience" -lt 10 ]; then pause 0.03; else pause; fi
  done
  because "the watchdog did not start"
}
`;

/** The way of a deploy, and what the script can be called for. */
export const MAIN = sh`
# Before the watchdog is armed nothing has changed, and the script itself cleans up.
apply() {
  trap '' HUP
  echo $$ >"$DIR/pid" || exit 1
  # Who gave it up while it was on its way has decided already.
  [ ! -d "$DIR/verdict" ] || exit 1
  note "journal 1 $ID" || exit 1
  take_lock || { note "end old locked"; note closed; exit 1; }
  dd if=/dev/zero of="$DIR/reserve" bs=1024 count=64 2>/dev/null
  for name in unchanged backup prepare look arm; do
    step "$name" || { end "old $name"; exit 1; }
  done
  for name in stop swap activate answer quiet; do
    step "$name" || { echo "$name" >"$DIR/undo"; exit 1; }
  done
  note "waiting $CONFIRM"
  persist
}

case \${1-} in
  apply) apply ;;
  watchdog) watchdog ;;
  confirm)
    IFS= read -r given
    confirm "$given"
    ;;
  message) message "$2" ;;
  undo) undo "\${2-asked}" ;;
  *) exit 64 ;;
esac
`;
