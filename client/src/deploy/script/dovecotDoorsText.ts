import { sh } from './sh';

/** Reads `doveconf -a`, and prints a door a line: address, port, and whether it greets in clear text. */
const AWK = `
function value(line) { sub(/^[^=]*= ?/, "", line); gsub(/,/, " ", line); return line }
/^protocols = / { protocols = " " value($0) " " }
/^listen = / { everywhere = value($0) }
/^ssl = / { tls = value($0) }
/^service / { service = $2; count = 0; protocol = "" }
/^  protocol = / { protocol = value($0) }
/^  inet_listener / { inside = 1; port = 0; address = ""; wrapped = proxied = "no" }
inside && /^    port = / { port = value($0) }
inside && /^    (address|listen) = / { address = value($0) }
inside && /^    ssl = / { wrapped = value($0) }
inside && /^    haproxy = / { proxied = value($0) }
inside && /^  }/ {
  inside = 0
  if (port > 0) found[++count] = port SUBSEP address SUBSEP wrapped SUBSEP proxied
}
/^}/ {
  for (i = 1; i <= count; i++) all[++total] = service SUBSEP protocol SUBSEP found[i]
  count = 0
}
END {
  for (i = 1; i <= total; i++) {
    split(all[i], door, SUBSEP)
    if (door[2] != "" && index(protocols, " " door[2] " ") == 0) continue
    if (door[5] == "yes" && tls == "no") continue
    greets = door[5] != "yes" && door[6] != "yes" && door[1] ~ /^((imap|pop3|submission|managesieve)-login|lmtp)$/
    split(door[4] == "" ? everywhere : door[4], addresses, " ")
    address = addresses[1]
    if (address == "" || address == "*") address = "127.0.0.1"
    if (address == "::") address = "::1"
    print address, door[3], greets ? "yes" : "no"
  }
}`;

/**
 * The doors that Dovecot's configuration opens, as doveconf(1) knows them. Since 2.4 it tells of services that nobody
 * has changed only when it is asked for them by name; before, it knows no such names.
 */
export const DOVECOT_DOORS = sh`
dovecot_doors() {
  {
    doveconf -a -c "$DOVECOT_CONF"
    for name in imap-login pop3-login submission-login managesieve-login lmtp; do
      doveconf -a -c "$DOVECOT_CONF" "service/$name"
    done
  } 2>/dev/null | awk '${AWK}' | sort -u
}

# A door that was meant to be open before, and was shut, is not held against the deploy.
remember_dovecot_doors() {
  : >"$DIR/dovecot.shut"
  dovecot_pid >/dev/null || return 0
  dovecot_doors | while read -r address port greets; do
    answers "$address" "$port" "$greets" || echo "$address $port $greets"
  done >"$DIR/dovecot.shut"
}

dovecot_must_answer() {
  doors=$(dovecot_doors)
  while read -r address port greets; do
    [ -n "$address" ] || continue
    ! grep -q -x -F "$address $port $greets" "$DIR/dovecot.shut" || continue
    wait_for_answer "$address" "$port" "$greets" || return 1
  done <<DOORS
$doors
DOORS
}
`;
