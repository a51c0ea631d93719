import { sh } from './sh';

// Shell functions that several scripts need. POSIX sh alone: dash, BusyBox ash and FreeBSD's sh run them.

/** Messages that a program can read, and the places where mail programs live besides the login's PATH. */
export const ENVIRONMENT = sh`
LC_ALL=C
PATH=$PATH:/usr/sbin:/sbin:/usr/local/sbin:/usr/local/bin
export LC_ALL PATH
`;

/**
 * `hash FILE`: the SHA-256 of a file, by the first program that can; the name is never printed. `hashes FILE…`: a
 * line for each file that can be read, its hash and its name.
 */
export const HASH = sh`
hash() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum <"$1" | cut -c 1-64
  elif command -v sha256 >/dev/null 2>&1; then sha256 -q <"$1"
  else openssl dgst -sha256 -r <"$1" | cut -c 1-64
  fi
}

hashes() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum "$@"
  elif command -v sha256 >/dev/null 2>&1; then sha256 -r "$@"
  else openssl dgst -sha256 -r "$@"
  fi
}
`;

/**
 * `on_all COMMAND DESTINATION DIRECTORY NAME…`: the command, whose words are split, for all files of a directory at
 * once, and the destination after them where it is not empty.
 */
export const ON_ALL = sh`
on_all() {
  command=$1 destination=$2 prefix=$3
  shift 3
  for one do
    set -- "$@" "$prefix/$one"
    shift
  done
  # shellcheck disable=SC2086
  $command "$@" \${destination:+"$destination"}
}
`;

/**
 * `alive PID`: whether there is such a process; anything but a number is none. `runs PID TEXT`: whether it is one
 * with this text in its command line, and not a stranger who got the number later. `pid_in FILE`: the number in a pid
 * file.
 */
export const ALIVE = sh`
alive() {
  case $1 in '' | *[!0-9]*) return 1 ;; esac
  kill -0 "$1" 2>/dev/null || return 1
  # One that has ended and that nobody has asked about yet is a zombie.
  process_state=
  { read -r process_state <"/proc/$1/stat"; } 2>/dev/null || :
  case \${process_state##*) } in Z* | X*) return 1 ;; esac
}

# Of words that null bytes part, a shell reads one line without them.
runs() {
  alive "$1" || return 1
  command_line=
  if [ -r "/proc/$1/cmdline" ]; then { IFS= read -r command_line <"/proc/$1/cmdline"; } 2>/dev/null || :
  else command_line=$(ps -p "$1" -o args= 2>/dev/null)
  fi
  case $command_line in *"$2"*) ;; *) return 1 ;; esac
}

pid_in() {
  pid_read=
  { read -r pid_read <"$1"; } 2>/dev/null || :
  printf %s "$pid_read"
}
`;

/** `attended DIRECTORY`: whether the script or the watchdog of a deploy is at work, as `alive` or `gone`. */
export const ATTENDED = sh`
attended() {
  if runs "$(pid_in "$1/pid")" "$1/script" || runs "$(pid_in "$1/watchdog.pid")" "$1/script"; then echo alive
  else echo gone
  fi
}
`;

/** Records for a reader: a tag, the number of fields, the fields, each ended by a null byte. */
export const EMIT = sh`
emit() {
  tag=$1
  shift
  printf '%s\0' "$tag" "$#" "$@"
}
`;
