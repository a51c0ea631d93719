import { sh } from './sh';

/**
 * Starting, stopping and asking the services. `POSTFIX` and `DOVECOT` are what the deploy does to each (none,
 * reload, restart or start); `…_BY` is who starts and stops it.
 */
export const SERVICES = sh`
# managed MANAGER SERVICE VERB
managed() {
  case $1 in
    systemd) bounded 90 systemctl "$3" "$2" ;;
    openrc) bounded 90 rc-service "$2" "$3" ;;
    bsd) bounded 90 service "$2" "one$3" ;;
    *) return 127 ;;
  esac
}

# Its queue directory is the old one until the restart, and the new one afterwards.
postfix_pid() {
  for queue in "$(postconf -c "$POSTFIX_CONF" -xh queue_directory 2>/dev/null)" "$POSTFIX_QUEUE"; do
    pid=$(pid_in "$queue/pid/master.pid")
    runs "$pid" master && echo "$pid" && return 0
  done
  return 1
}

dovecot_pid() {
  for base in "$(doveconf -c "$DOVECOT_CONF" -h base_dir 2>/dev/null)" "$DOVECOT_BASE"; do
    pid=$(pid_in "$base/master.pid")
    runs "$pid" dovecot && echo "$pid" && return 0
  done
  return 1
}

postfix_does() {
  if [ "$POSTFIX_BY" = none ] || [ "$1" = reload ]; then bounded 60 postfix -c "$POSTFIX_CONF" "$1"
  else managed "$POSTFIX_BY" postfix "$1"
  fi
}

dovecot_does() {
  case $DOVECOT_BY:$1 in
    *:reload) bounded 60 doveadm -c "$DOVECOT_CONF" reload ;;
    none:stop) bounded 60 doveadm -c "$DOVECOT_CONF" stop ;;
    none:start) bounded 60 dovecot -c "$DOVECOT_CONF" ;;
    *) managed "$DOVECOT_BY" dovecot "$1" ;;
  esac
}

# stop SERVICE: asks, and where that does not help, ends it.
stop() {
  pid=$("$1_pid") || return 0
  "$1_does" stop
  for patience in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    alive "$pid" || return 0
    [ "$patience" -lt 5 ] || kill "$pid" 2>/dev/null
    pause
    [ "$patience" -lt 5 ] || sleep 1
  done
  because "$1 does not stop"
}

# up SERVICE: waits until it runs.
up() {
  for patience in 1 2 3 4 5 6 7 8 9 10; do
    "$1_pid" >/dev/null && return 0
    pause
    [ "$patience" -lt 5 ] || sleep 1
  done
  because "$1 does not run: $(tail -n 3 "$DIR/log")"
}

start() {
  "$1_does" start || because "$1 does not start: $(tail -n 3 "$DIR/log")" || return 1
  up "$1"
}

# children PID: the processes of a master.
children() {
  ps -A -o pid= -o ppid= 2>/dev/null | while read -r child parent; do
    [ "$parent" != "$1" ] || echo "$child"
  done
}

# A process from before a reload still answers with the old settings; one that serves somebody stays for a while.
old_children_left() {
  for child in $1; do
    ! alive "$child" || return 0
  done
  return 1
}

# A reload that was accepted may still end the master, a moment later. It is done when the old processes are gone;
# where it logs, the log tells that it has begun.
reload() {
  pid=$("$1_pid")
  old=$(children "$pid")
  "$1_does" reload || because "$1 does not reload: $(tail -n 3 "$DIR/log")" || return 1
  for patience in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    sleep 0.1 2>/dev/null || sleep 1
    alive "$pid" || because "$1 did not survive its reload" || return 1
    [ ! -e "$DIR/looked" ] || old_children_left "$old" || ! reload_logged || break
  done
}

each_service() {
  status=0
  "$1" postfix "$POSTFIX" || status=1
  "$1" dovecot "$DOVECOT" || status=1
  return "$status"
}

stop_for_restart() {
  [ "$2" != restart ] || stop "$1"
}

take_effect() {
  case $2 in
    reload) reload "$1" ;;
    restart | start) start "$1" ;;
  esac
}

step_stop() {
  each_service stop_for_restart
}

step_activate() {
  each_service take_effect
}
`;

/** What can be seen on the server itself: that everything answers, and that the log has no new complaint. */
export const LOOKING = sh`
# connect ADDRESS PORT GREETS prints the greeting, with the first program that can; 1: refused, 2: no such program,
# 3: silent.
connect() {
  if command -v bash >/dev/null 2>&1; then
    bash -c 'exec 2>/dev/null; exec 3<>"/dev/tcp/$1/$2" || exit 1
      [ "$3" = yes ] || exit 0; IFS= read -r -t 10 line <&3 && printf %s "$line" || exit 3' bash "$1" "$2" "$3"
  elif command -v perl >/dev/null 2>&1; then
    perl -MIO::Socket::INET -e '$SIG{ALRM} = sub { exit 3 }; alarm 10; $s = IO::Socket::INET->new(PeerAddr => $ARGV[0], PeerPort => $ARGV[1])
      or exit 1; exit 0 if $ARGV[2] ne "yes"; $l = <$s>; exit 3 if !defined $l; print $l' "$1" "$2" "$3" 2>/dev/null
  else return 2
  fi
}

# Whether anybody listens on a port, where no program can connect.
listening() {
  number=$(getent services "$1" 2>/dev/null | sed 's/.* \([0-9]*\)\/.*/\1/')
  number=\${number:-$1}
  if [ -r /proc/net/tcp ]; then
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port="$(printf '%04X' "$number")" \
      '$4 == "0A" && substr($2, length($2) - 3) == port { found = 1 } END { exit !found }'
  else netstat -an | grep -q "[.:]$number .*LISTEN"
  fi
}

# answers ADDRESS PORT GREETS
answers() {
  greeting=$(connect "$1" "$2" "$3")
  connected=$?
  case $connected in
    # SMTP and LMTP, IMAP, POP3, ManageSieve.
    0) [ "$3" = no ] || case $greeting in 2* | '* OK'* | '+OK'* | '"'*) ;; *) return 3 ;; esac ;;
    2) listening "$2" ;;
    *) return "$connected" ;;
  esac
}

remember_silent() {
  answers "$2" "$3" "$4" || : >"$DIR/silent.$1"
}

# A door that was shut before is not held against the deploy, unless it is a new one.
must_answer() {
  [ ! -e "$DIR/silent.$1" ] || [ "$5" = new ] || return 0
  wait_for_answer "$2" "$3" "$4"
}

# Going back, only the doors of before count.
must_answer_again() {
  [ "$5" = new ] || must_answer "$@"
}

# wait_for_answer ADDRESS PORT GREETS
wait_for_answer() {
  # Who keeps silent has been waited for already.
  patience=6
  while [ "$patience" -gt 0 ]; do
    answers "$1" "$2" "$3"
    case $? in
      0) return 0 ;;
      3) patience=$((patience - 3)) ;;
      *) patience=$((patience - 1)) ;;
    esac
    sleep 1
  done
  because "no answer from $1 port $2"
}

must_run() {
  case $2 in
    none) ;;
    *) up "$1" ;;
  esac
}

step_look() {
  find_logs
  [ "$POSTFIX_RAN" = no ] || [ "$POSTFIX" = none ] || listeners remember_silent
  [ "$DOVECOT" = none ] || remember_dovecot_doors
  logs remember_log
  : >"$DIR/looked"
}

step_answer() {
  each_service must_run || return 1
  [ "$POSTFIX" = none ] || all must_answer listeners || return 1
  [ "$DOVECOT" = none ] || dovecot_must_answer
}

# Where Dovecot logs; another one while it has another configuration.
find_logs() {
  DOVECOT_LOG=$(doveconf -c "$DOVECOT_CONF" -h log_path 2>/dev/null) || :
}

# logs FUNCTION calls it with a number and each file in which complaints can appear; the systemd journal is "journal".
logs() {
  [ -n "\${DOVECOT_LOG+found}" ] || find_logs
  number=0 seen=:
  for file in "$POSTFIX_LOG" "$DOVECOT_LOG" /var/log/mail.log /var/log/maillog; do
    number=$((number + 1))
    case $seen in *:"$file":*) continue ;; esac
    seen=$seen$file:
    case $file in /*) [ ! -f "$file" ] || "$1" "$number" "$file" ;; esac
  done
  [ ! -d /run/systemd/system ] || ! command -v journalctl >/dev/null 2>&1 || "$1" 0 journal
}

# The facility mail has the number 2.
mail_journal() {
  journalctl -q SYSLOG_FACILITY=2 "$@" 2>/dev/null
}

remember_log() {
  if [ "$2" = journal ]; then
    journalctl -q -n 0 --show-cursor | sed -n 's/^-- cursor: //p' >"$DIR/log.$1.size"
    mail_journal -n 5000 | complaints >"$DIR/before.$1"
  else
    wc -c <"$2" | tr -cd '0-9' >"$DIR/log.$1.size"
    tail -c 1000000 "$2" | complaints >"$DIR/before.$1"
  fi
}

# What a log got since the deploy began. A log that is shorter than it was has been rotated.
logged_since() {
  [ -s "$DIR/log.$1.size" ] || return 0
  read -r size <"$DIR/log.$1.size" || [ -n "$size" ] || return 0
  if [ "$2" = journal ]; then mail_journal --after-cursor="$size"
  else
    [ "$(wc -c <"$2")" -ge "$size" ] || size=0
    tail -c +"$((size + 1))" "$2"
  fi | head -n 5000
}

reload_logged() {
  logs logged_since | grep -q 'reload -- version\|SIGHUP received'
}

# What was logged, from where the program itself speaks: before, no stranger can put words.
complaints() {
  sed -n -E -e 's/^[^]]*\]: (fatal|panic|warning|Fatal|Panic): /\1: /p' \
    -e 's/^.{15} [a-z-]+(\([^)]*\))?(<[^>]*>)*: (Fatal|Panic): /\3: /p' \
    -e 's/^[^:]*:[^:]*:[^:]* dovecot: [a-z-]+(\([^)]*\))?(<[^>]*>)*: (Fatal|Panic): /\3: /p'
}

collect_complaints() {
  logged_since "$1" "$2" | complaints | sort -u | grep -v -x -F -f "$DIR/before.$1" >>"$DIR/complaints" || :
}

FATAL='^([Ff]atal|[Pp]anic): '

step_quiet() {
  [ "$DOVECOT" = none ] || find_logs
  : >"$DIR/complaints"
  logs collect_complaints
  grep -E -v "$FATAL" "$DIR/complaints" | head -n 20 | while IFS= read -r line; do
    note "warning $(plain "$line")"
  done
  fatal=$(grep -E "$FATAL" "$DIR/complaints" | head -n 3)
  [ -z "$fatal" ] || because "$fatal"
}
`;
