import { quoteWord } from '../../ssh/quote';
import { INDEXED } from '../plan/tables';
import { ALIVE, EMIT, ENVIRONMENT, HASH } from './common';
import { sh } from './sh';

/** Bytes; larger files are no configuration. */
const MAXIMUM_SIZE = '8388608';

/** Characters of names that every program prints as they are. */
const USUAL = 'A-Za-z0-9._/@+,=:%-';

/** Table types whose name is a file (DATABASE_README), as patterns of a shell's `case`. */
const FILE_TABLES =
  'hash btree lmdb cdb dbm sdbm texthash regexp pcre cidr ldap mysql pgsql sqlite memcache mongodb'
    .split(' ')
    .map((type) => `${type}:/*`)
    .join(' | ');

/**
 * Run by find with the directory that it began in as $0 and paths as arguments: one record a file. `ls` is asked
 * because POSIX has no stat; and once for all files whose names it writes as they are, because a server has hundreds.
 */
const DESCRIBE = sh`
set -f
${EMIT}${HASH}
line_break='
'

# describe_one PATH: whatever it is called, and wherever it leads.
describe_one() {
  path=$1
  real=$(readlink -f "$path" 2>/dev/null; printf x)
  real=\${real%x}
  real=\${real%"$line_break"}
  [ -n "$real" ] || real=$path
  if [ ! -f "$real" ]; then
    emit skipped "$path" not-a-file
    return
  fi
  # The words before the name are split on purpose.
  # shellcheck disable=SC2046
  set -- $(ls -ldn "$real")
  if [ "$5" -gt ${MAXIMUM_SIZE} ]; then emit skipped "$path" too-large
  else emit file "$path" "$real" "$1" "$3" "$4" "$5" "$(hash "$real")"
  fi
}

# Programs name each file after its hash, some with a star before.
next_hash() {
  IFS=' ' read -r hash hashed <&4 || hashed=
}

# describe_all PATH…: no links, and names of usual characters only.
describe_all() {
  listing=$(ls -ldn "$@" 2>/dev/null)
  set --
  while read -r letters links uid gid size month day time path; do
    if [ "$size" -gt ${MAXIMUM_SIZE} ]; then emit skipped "$path" too-large
    else set -- "$@" "$path"
    fi
  done <<LISTING
$listing
LISTING
  [ $# -gt 0 ] || return 0
  hashes=$(hashes "$@" 2>/dev/null)
  {
    next_hash
    while read -r letters links uid gid size month day time path <&3; do
      [ "$size" -le ${MAXIMUM_SIZE} ] || continue
      if [ "\${hashed#"*"}" = "$path" ]; then
        emit file "$path" "$below\${path#"$root"}" "$letters" "$uid" "$gid" "$size" "$hash"
        next_hash
      else describe_one "$path"
      fi
    done
  } 3<<LISTING 4<<HASHES
$listing
LISTING
$hashes
HASHES
}

root=$0
below=$(cd "$root" 2>/dev/null && pwd -P; printf x)
below=\${below%x}
below=\${below%"$line_break"}
count=$#
for path do
  case $below:$path in
    :* | *[!${USUAL}]*) describe_one "$path" ;;
    *) if [ -L "$path" ] || [ ! -f "$path" ]; then describe_one "$path"; else set -- "$@" "$path"; fi ;;
  esac
done
shift "$count"
[ $# = 0 ] || describe_all "$@"
`;

/** What postmap may have made of a table, beside its source. */
const MADE_FILES = [...new Set(Object.values(INDEXED).flat())].map((end) => `"$file${end}"`).join(' ');

const SERVICES = sh`
# How a service is run: by whom it is started and stopped. Only the system's own instance has a manager.
manager() {
  if [ "$2" != default ]; then echo none
  elif [ -d /run/systemd/system ] && systemctl -q is-active "$1" 2>/dev/null; then echo systemd
  elif command -v rc-service >/dev/null 2>&1 && rc-service "$1" status >/dev/null 2>&1; then echo openrc
  elif [ "$(uname)" = FreeBSD ] && service "$1" onestatus >/dev/null 2>&1; then echo bsd
  else echo none
  fi
}

# running PID_FILE PROGRAM
running() {
  if runs "$(pid_in "$1")" "$2"; then echo yes; else echo no; fi
}
`;

const POSTFIX = sh`
# Files outside of the directory that main.cf and master.cf name as tables, with what postmap made of them.
tables_outside() {
  { postconf -c "$1" -xh; postconf -c "$1" -P; } 2>/dev/null | tr ',{}= \t' '[\n*]' |
    sed 's/^proxy://' | sort -u | while IFS= read -r word; do
    case $word in
      ${FILE_TABLES})
        file=\${word#*:}
        case $file in "$1"/*) continue ;; esac
        for found in "$file" ${MADE_FILES}; do
          [ ! -f "$found" ] || describe_below "$found"
        done
        ;;
    esac
  done
}

inspect_postfix() {
  own=$(postconf -dh config_directory)
  directory=\${1:-$own}
  which=other
  [ "$directory" != "$own" ] || which=default
  queue=$(postconf -c "$directory" -xh queue_directory 2>/dev/null) || queue=
  emit postfix "$(postconf -dh mail_version)" "$directory" "$queue" \
    "$(running "$queue/pid/master.pid" master)" "$(manager postfix "$which")"
  emit parameters "$(postconf -c "$directory" -x 2>/dev/null)"
  describe_below "$directory"
  tables_outside "$directory"
  for file in /etc/sasl2/smtpd.conf /usr/lib/sasl2/smtpd.conf; do
    [ "$which" != default ] || [ ! -f "$file" ] || describe_below "$file"
  done
}
`;

const DOVECOT = sh`
inspect_dovecot() {
  which=default
  [ -z "$1" ] || which=other
  file=$1
  [ -n "$file" ] || file=$(doveconf 2>/dev/null | sed -n '1s/^# [^:]*: //p')
  [ -f "$file" ] || return 0
  base=$(doveconf -c "$file" -h base_dir 2>/dev/null) || base=
  emit dovecot "$(dovecot --version)" "$file" "$base" \
    "$(running "$base/master.pid" dovecot)" "$(manager dovecot "$which")"
  describe_below "\${file%/*}"
}
`;

/**
 * Reads what is on a server and changes nothing. Arguments: Postfix's directory and Dovecot's file, each empty
 * when the server's own default is meant, or `-` when that program is not to be looked at.
 */
export const INSPECT = sh`set -f
${ENVIRONMENT}${EMIT}${ALIVE}
describe=${quoteWord(DESCRIBE)}

describe_below() {
  find -H "$1" \( -name .git -o -name '.mailwright*' \) -prune -o \
    ! -type d -exec sh -c "$describe" "$1" {} +
}
${SERVICES}${POSTFIX}${DOVECOT}
emit system "$(uname)" "$(id -u)"
if [ "$1" != - ] && command -v postconf >/dev/null 2>&1; then inspect_postfix "$1"; fi
if [ "$2" != - ] && command -v doveconf >/dev/null 2>&1; then inspect_dovecot "$2"; fi
emit end
`;
