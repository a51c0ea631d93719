import { sh } from './sh';

/**
 * The steps that touch files. `changes FUNCTION` calls the function once a change with: its number, what it is (add,
 * replace, remove), the file, the hash that it must have now (or -), where its new content is (or - when postmap
 * makes it), and owner and mode of a new file.
 *
 * Beside each file, hence in the same file system: `.new` gets its name by one rename; `.old` is a second name of
 * the old file, so that going back needs no room on the disk and loses no attribute.
 */
export const FILES = sh`
names_of() {
  beside=\${2%/*}/.mailwright.$ID.$1
  new=$beside.new old=$beside.old gone=$beside.gone
}

check_unchanged() {
  case $2 in
    add) [ ! -e "$3" ] && [ ! -L "$3" ] || because "changed $3" ;;
    *) [ -f "$3" ] && { [ "$4" = - ] || [ "$(hash "$3")" = "$4" ]; } || because "changed $3" ;;
  esac
}

back_up() {
  [ "$2" = add ] || cp -pP "$3" "$DIR/backup/$1" || because "copy $3"
}

prepare_new() {
  names_of "$1" "$3"
  case $2 in
    add) cat "$5" >"$new" && chown "$6" "$new" && chmod "$7" "$new" ;;
    replace) cp -p "$3" "$new" && cat "$5" >"$new" && label "$3" "$new" && cmp -s "$5" "$new" ;;
  esac || because "write $new"
}

prepare() {
  [ "$5" = - ] || prepare_new "$@" || return 1
  names_of "$1" "$3"
  [ "$2" = add ] || ln "$3" "$old" 2>/dev/null || cp -pP "$3" "$old" || because "keep $3"
}

# A new file has the security context of an old one, where there are such contexts.
label() {
  command -v selinuxenabled >/dev/null 2>&1 && selinuxenabled || return 0
  chcon --reference="$1" "$2"
}

make_directory() {
  [ ! -d "$2" ] || return 0
  mkdir -m 755 "$2" && : >"$DIR/made.$1" || because "make $2"
}

unmake_directory() {
  [ ! -e "$DIR/made.$1" ] || rmdir "$2" 2>/dev/null || :
}

# build PROGRAM TYPE NUMBER SOURCE CHANGE END NUMBER…: makes a table from its source, or from what the change of that
# number will make of it, and hands over each file that comes out under the name that its own change expects.
build() {
  program=$1 type=$2 source=$4
  names_of "table$3" "$source"
  draft=$new
  model=$source
  [ "$5" = - ] || { names_of "$5" "$source"; model=$new; }
  shift 5
  cp -p "$model" "$draft" || because "write $draft" || return 1
  bounded 300 "$program" -c "$CHECKED" "$type:$draft" ||
    because "$program $type:$source: $(tail -n 3 "$DIR/log")" || return 1
  while [ $# -gt 1 ]; do
    names_of "$2" "$source"
    mv -f "$draft$1" "$new" || because "$program made no $source$1" || return 1
    shift 2
  done
  rm -f "$draft" "$draft-lock"
}

swap() {
  names_of "$1" "$3"
  case $2 in
    remove) mv -f "$3" "$gone" ;;
    *) [ ! -d "$3" ] && mv -f "$new" "$3" ;;
  esac || because "rename $3"
}

# Goes back from wherever the swap got to; a second time it finds nothing to do.
unswap() {
  names_of "$1" "$3"
  case $2 in
    remove) [ ! -e "$gone" ] || mv -f "$gone" "$3" ;;
    add) [ -e "$new" ] || [ ! -e "$3" ] || mv -f "$3" "$new" ;;
    replace) [ -e "$new" ] || [ ! -e "$old" ] || mv -f "$old" "$3" ;;
  esac || BROKEN="$BROKEN $3"
}

sweep() {
  names_of "$1" "$3"
  rm -f "$new" "$old" "$gone"
}

sweep_table() {
  names_of "table$3" "$4"
  rm -f "$new" "$new-lock" "$new".db "$new".lmdb "$new".cdb "$new".dir "$new".pag
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
  all check_unchanged changes
}

step_backup() {
  mkdir -p "$DIR/backup" && all back_up changes
}

step_prepare() {
  all make_directory directories && all prepare changes && all build tables
}

step_swap() {
  all swap changes
}

sweep_all() {
  changes sweep
  tables sweep_table
}
`;
