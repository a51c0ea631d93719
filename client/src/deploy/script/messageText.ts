import { sh } from './sh';

/**
 * Reads the log, and tells of the message whose Message-ID begins with `mark`: `state TO said`, where the state is the
 * worst of its deliveries. A content filter may give it back under another queue ID, so every one of them has to be
 * removed from the queue; nothing is printed before. A deferred one stays there, and its IDs follow.
 */
const AWK = `
{
  at = index($0, "]: ")
  if (at == 0) next
  rest = substr($0, at + 3)
  id = substr(rest, 1, index(rest, ":") - 1)
  text = substr(rest, length(id) + 3)
}
index(text, "message-id=<" mark) == 1 && !(id in open) { open[id] = 1; left++; all = all " " id }
!(id in open) { next }
text == "removed" && open[id] { open[id] = 0; left-- }
index(text, "to=<") == 1 {
  if (!match(text, /status=[a-z]+ /)) next
  now = substr(text, RSTART + 7, RLENGTH - 8)
  if (now == "sent" && state != "" && state != "sent") next
  state = now
  said = substr(text, RSTART + RLENGTH)
  to = substr(text, 5, index(text, ">") - 5)
}
END {
  if (state == "deferred") print state, to, said "\\n" all
  else if (state != "" && left == 0) print state, to, said
}`;

/** The text is for whoever finds it in the mailbox. */
const TEXT = `MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit
Auto-Submitted: auto-generated

Mailwright sent this message to see whether mail is delivered after a deploy. It can be deleted.
Mailwright 发送此邮件以确认部署后邮件能够投递。可以删除。
`;

/**
 * `message ADDRESS`: a message of nobody's, so that none comes back, goes through the queue. Prints a word and what was
 * said: `seen` in the mailbox by Dovecot, `delivered` where Dovecot knows no such user, `unseen`, or the word of
 * Postfix, `late` when it says none, `unknown` where it has no log.
 */
export const MESSAGE = sh`
message() {
  noted "waiting $CONFIRM" || return 4
  mark=mailwright.$ID.$$
  {
    printf 'To: %s\nFrom: MAILER-DAEMON\nSubject: Mailwright %s\nMessage-ID: <%s@localhost>\n' "$1" "$ID" "$mark"
    cat <<'TEXT'
${TEXT}TEXT
  } >"$DIR/message"
  sendmail=$(postconf -c "$POSTFIX_CONF" -xh sendmail_path)
  said=$("$sendmail" -C "$POSTFIX_CONF" -i -f '' -- "$1" 2>&1 <"$DIR/message") || { emit message refused "$said"; return; }
  rm -f "$DIR/message"
  [ -n "$(logs logged_where)" ] || { emit message unknown ''; return; }
  for patience in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    outcome=$(logs logged_since | awk -v mark="$mark" '${AWK}')
    [ -z "$outcome" ] || break
    if [ "$patience" -lt 10 ]; then pause; else sleep 1; fi
  done
  end_of_message
}

logged_where() {
  echo "$2"
}

end_of_message() {
  state=\${outcome%% *} said=\${outcome#* }
  to=\${said%% *}
  case $state in
    sent) emit message "$(seen_by_dovecot "$to")" "\${said#* }" ;;
    deferred)
      # What this deploy has brought into the queue goes with it.
      printf '%s\n' "\${outcome##*"$line_end"}" | tr ' ' '\n' | postsuper -c "$POSTFIX_CONF" -d - >/dev/null 2>&1
      emit message deferred "\${said%"$line_end"*}"
      ;;
    '') emit message late '' ;;
    *) emit message "$state" "$said" ;;
  esac
}

# seen_by_dovecot ADDRESS: asks for the user by address and by name, and takes the message away again.
seen_by_dovecot() {
  word=delivered
  [ -n "$DOVECOT_CONF" ] && dovecot_pid >/dev/null || { echo "$word"; return; }
  for patience in 1 2 3 4 5; do
    for user in "$1" "\${1%@*}"; do
      found=$(doveadm -c "$DOVECOT_CONF" search -u "$user" mailbox '*' header message-id "$mark" 2>/dev/null) || continue
      word=unseen
      [ -n "$found" ] || continue
      doveadm -c "$DOVECOT_CONF" expunge -u "$user" mailbox '*' header message-id "$mark" >/dev/null 2>&1
      echo seen
      return
    done
    [ "$word" = unseen ] || break
    pause
  done
  echo "$word"
}

line_end='
'
`;
