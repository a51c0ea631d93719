#!/bin/sh
# Makes a mail server of the machine that it runs in: users, sshd, Postfix, Dovecot. Standard input: `user:password`
# lines for chpasswd. usage: mailHost.sh NAME PUBLIC_KEY
set -eu
name=$1 key=$2
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin

printf '127.0.0.1 localhost %s\n' "$name" >/etc/hosts
printf '#!/bin/sh\nexec busybox sh "$@"\n' >/usr/local/bin/busybox-sh
chmod 755 /usr/local/bin/busybox-sh
busybox=/usr/local/bin/busybox-sh
command -v busybox >/dev/null || busybox=/bin/sh
useradd -m -s /bin/bash admin
useradd -m -s /bin/dash deployer
useradd -m -s "$busybox" guest
useradd -m -s /bin/bash newcomer
chpasswd
chage -d 0 newcomer

mkdir -p /etc/sudoers.d
printf 'admin ALL=(ALL) ALL\ndeployer ALL=(ALL) NOPASSWD: ALL\n' >/etc/sudoers.d/mail-host
chmod 440 /etc/sudoers.d/mail-host

for home in /root /home/admin /home/deployer /home/guest; do
  mkdir -p "$home/.ssh"
  chmod 700 "$home/.ssh"
  printf '%s\n' "$key" >"$home/.ssh/authorized_keys"
  chown -R "$(stat -c %u:%g "$home")" "$home/.ssh"
done

rm -f /etc/ssh/ssh_host_*
for type in ed25519 ecdsa rsa; do
  ssh-keygen -q -t "$type" -N '' -C "$name" -f "/etc/ssh/ssh_host_${type}_key"
done
cat >/etc/ssh/sshd_config <<CONFIG
Port 22
ListenAddress 0.0.0.0:22
ListenAddress 127.0.0.1:2222
UsePAM yes
PermitRootLogin yes
PasswordAuthentication yes
KbdInteractiveAuthentication yes
LogLevel VERBOSE
MaxStartups 50
Subsystem sftp internal-sftp
Match User guest
  PasswordAuthentication no
Match User newcomer
  PasswordAuthentication no
  PubkeyAuthentication no
CONFIG
mkdir -p /run/sshd /var/log
/usr/sbin/sshd -E /var/log/sshd.log

postfix_version=$(postconf -dh mail_version)
[ -f /etc/postfix/master.cf ] || cp /usr/share/postfix/master.cf.dist /etc/postfix/master.cf
cat >/etc/postfix/main.cf <<CONFIG
compatibility_level = ${postfix_version%.*}
myhostname = $name.example.com
mydestination = \$myhostname, localhost
mynetworks = 127.0.0.0/8
inet_interfaces = all
maillog_file = /var/log/mail.log
alias_maps = hash:/etc/aliases
alias_database = hash:/etc/aliases
CONFIG
printf 'postmaster: root\n' >/etc/aliases
# Most of the time goes into the check that starting begins with.
(newaliases && postfix start 2>/dev/null) &

cat >/etc/dovecot/dovecot.conf <<CONFIG
$(dovecot --version | sed -n 's/^\(2\.4\.[0-9]*\).*/dovecot_config_version = \1\ndovecot_storage_version = \1/p')
protocols = imap
ssl = no
log_path = /var/log/dovecot.log
CONFIG
case $(dovecot --version) in
  2.3*) printf 'mail_location = maildir:~/Maildir\npassdb {\n  driver = pam\n}\nuserdb {\n  driver = passwd\n}\n' ;;
  *) printf 'mail_driver = maildir\nmail_path = ~/Maildir\npassdb pam {\n}\nuserdb passwd {\n}\n' ;;
esac >>/etc/dovecot/dovecot.conf
dovecot
wait
