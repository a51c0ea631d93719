import { sh } from './sh';

/**
 * The steps that touch files. `batches FUNCTION` calls the function once for all files of a directory to which the
 * same happens, with: what it is (add, replace, remove; make, remake when postmap brings the content), the directory,
 * the number of the places that its contents have below the deploy's directory, owner and mode of new files, the
 * hashes that the files must have now and afterwards (or -), and their names. `changes FUNCTION` calls it once a
 * file, with what it is and the file.
 *
 * In a directory of its own beside the files, hence in the same file system: `new` gets its name by one rename; `old`
 * is a second name of the old file, so that going back needs no room on the disk and loses no attribute.
 */
export const FILES = sh`
names_of() {
  beside=\${1%/*}/.mailwright.$ID
  new=$beside/new/\${1##*/} old=$beside/old/\${1##*/} gone=$beside/gone/\${1##*/}
}

batch() {
  kind=$1 directory=$2 staged=$DIR/stage/$3 saved=$DIR/backup/$3 owner=$4 mode=$5 before=$6 after=$7
  work=$2/.mailwright.$ID
}

# have WORD DIRECTORY HASHES NAME…: whether the files have these hashes; the word says what is the matter if not.
have() {
  word=$1 place=$2 expected=$3
  shift 3
  found=$(on_all hashes '' "$place" "$@" 2>/dev/null | sed 's/^\\//' | cut -c 1-64 | tr '\n' ' ')
  [ "$found" != "$expected " ] || return 0
  for one do
    [ "$(hash "$place/$one" 2>/dev/null)" = "\${expected%% *}" ] || because "$word $place/$one" || return 1
    expected=\${expected#* }
  done
}

check_unchanged() {
  batch "$@"
  shift 7
  for one do
    case $kind in
      add | make) [ ! -e "$directory/$one" ] && [ ! -L "$directory/$one" ] ;;
      *) [ -f "$directory/$one" ] ;;
    esac || because "changed $directory/$one" || return 1
  done
  [ "$before" = - ] || have changed "$directory" "$before" "$@"
}

back_up() {
  batch "$@"
  shift 7
  case $kind in add | make) return 0 ;; esac
  mkdir -p "$saved" && on_all 'cp -pP' "$saved" "$directory" "$@" || because "copy files of $directory"
}

# A copy of the old file has its owner, mode and lists of access, and keeps them with other content.
write_new() {
  case $kind in
    add) on_all cp "$work/new" "$staged" "$@" && on_all "chown $owner" '' "$work/new" "$@" &&
      on_all "chmod $mode" '' "$work/new" "$@" ;;
    replace) on_all 'cp -p' "$work/new" "$directory" "$@" && on_all cp "$work/new" "$staged" "$@" && label "$@" ;;
    *) return 0 ;;
  esac && on_all as_old_as_stage '' "$work/new" "$@"
}

# Whatever reads a main.cf that is younger than a second or two waits until it has cooled down; what was staged has.
as_old_as_stage() {
  touch -r "$DIR/script" "$@" 2>/dev/null || :
}

keep_old() {
  case $kind in add | make) return 0 ;; esac
  on_all ln "$work/old" "$directory" "$@" 2>/dev/null || on_all 'cp -pPf' "$work/old" "$directory" "$@"
}

prepare() {
  batch "$@"
  shift 7
  mkdir -p "$work/new" "$work/old" "$work/gone" && write_new "$@" || because "write files of $directory" || return 1
  [ "$after" = - ] || have write "$work/new" "$after" "$@" || return 1
  keep_old "$@" || because "keep files of $directory"
}

# A new file has the security context of an old one, where there are such contexts.
label() {
  command -v selinuxenabled >/dev/null 2>&1 && selinuxenabled || return 0
  for one do
    chcon --reference="$directory/$one" "$work/new/$one" || return 1
  done
}

make_directory() {
  [ ! -d "$2" ] || return 0
  mkdir -m 755 "$2" && : >"$DIR/made.$1" || because "make $2"
}

unmake_directory() {
  [ ! -e "$DIR/made.$1" ] || rmdir "$2" 2>/dev/null || :
}

# Where the source is: postmap works as its owner (postmap(1)), who may have no right elsewhere.
draft_of() {
  draft=\${2%/*}/.mailwright.$ID.table$1
}

# build PROGRAM TYPE NUMBER SOURCE CHANGES END FILE…: makes a table from its source, or from what is to be made of it
# where it changes, and hands over each file that comes out as the new content of the one that is named after its end.
build() {
  program=$1 type=$2 source=$4
  draft_of "$3" "$4"
  model=$source
  [ "$5" = no ] || { names_of "$source"; model=$new; }
  shift 5
  cp -p "$model" "$draft" || because "write $draft" || return 1
  bounded 300 "$program" -c "$CHECKED" "$type:$draft" ||
    because "$program $type:$source: $(tail -n 3 "$DIR/log")" || return 1
  while [ $# -gt 1 ]; do
    names_of "$2"
    mv -f "$draft$1" "$new" || because "$program made no $source$1" || return 1
    shift 2
  done
  rm -f "$draft" "$draft-lock"
}

swap() {
  batch "$@"
  shift 7
  case $kind in
    remove) on_all 'mv -f' "$work/gone" "$directory" "$@" ;;
    *) no_directories "$@" && on_all 'mv -f' "$directory" "$work/new" "$@" ;;
  esac || because "rename files of $directory"
}

no_directories() {
  for one do
    [ ! -d "$directory/$one" ] || return 1
  done
}

# Goes back from wherever the swap got to; a second time it finds nothing to do.
unswap() {
  names_of "$2"
  case $1 in
    remove) [ ! -e "$gone" ] || mv -f "$gone" "$2" ;;
    add | make) [ -e "$new" ] || [ ! -e "$2" ] || mv -f "$2" "$new" ;;
    *) [ -e "$new" ] || [ ! -e "$old" ] || mv -f "$old" "$2" ;;
  esac || BROKEN="$BROKEN $2"
}

sweep() {
  batch "$@"
  [ ! -d "$work" ] || rm -rf "$work"
}

sweep_table() {
  draft_of "$3" "$4"
  rm -f "$draft" "$draft-lock" "$draft".db "$draft".lmdb "$draft".cdb "$draft".dir "$draft".pag
}

all() {
  FAILED=
  FUNCTION=$1
  "$2" until_failure
  [ -z "$FAILED" ]
}

until_failure() {
  [ -n "$FAILED" ] || "$FUNCTION" "$@" || FAILED=yes
}

step_unchanged() {
  all check_unchanged batches
}

step_backup() {
  mkdir -p "$DIR/backup" && all back_up batches
}

step_prepare() {
  all make_directory directories && all prepare batches && all build tables
}

step_swap() {
  all swap batches
}

sweep_all() {
  batches sweep
  tables sweep_table
}
`;
