import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { MailHost } from '../support/hosts/mailHost';
import { sharedHosts } from '../support/hosts/sharedHosts';
import { connect, login } from './connection';
import type { World } from './mailwright';

/** Something that is wrong on a server while somebody deploys to it. */
export interface Fault {
  readonly name: string;
  /** What the folder has beside its new banner. */
  readonly edit?: (folder: string) => void;
  /** Shell script that makes it wrong, and one that makes it good again. */
  readonly server?: string;
  readonly mend?: string;
  readonly world?: (host: MailHost) => World | Promise<World>;
  readonly options?: string;
  readonly said: RegExp;
  /** Exit code; 1 where it is not given. */
  readonly code?: number;
}

const append =
  (file: string, text: string) =>
  (folder: string): void => {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, text);
  };

/** Puts a program in front of one of the server's, until it is taken away. */
const wrapped = (program: string, script: string): Pick<Fault, 'server' | 'mend'> => ({
  server: `cp ${program} /tmp/real && printf '%s\n' '#!/bin/sh' '${script}' >/tmp/wrapped && chmod 755 /tmp/wrapped && mount --bind /tmp/wrapped ${program}`,
  mend: `umount ${program}; rm -f /tmp/real /tmp/wrapped`,
});

/** A port that somebody else has. */
const TAKEN: Pick<Fault, 'server' | 'mend'> = {
  server: `perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalPort => 2526, Listen => 1, ReuseAddr => 1) or die; print "up\\n"; close STDOUT; sleep 1000' >/tmp/taken 2>/dev/null </dev/null & echo $! >/tmp/taken.pid; until [ -s /tmp/taken ]; do sleep 0.1; done`,
  mend: 'kill "$(cat /tmp/taken.pid)"; rm -f /tmp/taken /tmp/taken.pid',
};

/** A file system of its own in place of a directory, with what was in it. */
const mounted = (directory: string, size: string, then: string): Pick<Fault, 'server' | 'mend'> => ({
  server: `mkdir -p ${directory} /tmp/small && mount -t tmpfs -o mode=755,size=${size} tmpfs /tmp/small && { cp -a ${directory}/. /tmp/small || :; } 2>/dev/null && mount --move /tmp/small ${directory} && { ${then}; }`,
  mend: `umount ${directory}`,
});

const UNTOUCHED = 'Nothing (that is in use )?was changed on the server';
const OLD = 'The old configuration is in force again; it was checked';
const says = (...texts: readonly string[]): RegExp => new RegExp(texts.join('[^]*'));

/** Each of them has to end in the old state, with these words. */
export const FAULTS: readonly Fault[] = [
  {
    name: 'the disk is full where deploys are kept',
    ...mounted(
      '/var/lib/mailwright',
      '64k',
      'rm -rf /var/lib/mailwright/*; dd if=/dev/zero of=/var/lib/mailwright/filler 2>/dev/null; :',
    ),
    said: says('could not be brought to trixie: .*No space left', UNTOUCHED, 'Look at the free space'),
  },
  {
    name: 'the disk is full where the configuration is',
    ...mounted('/etc/postfix', '400k', 'dd if=/dev/zero of=/etc/postfix/filler 2>/dev/null; :'),
    said: says('ended in the step "prepare": write', UNTOUCHED),
  },
  {
    name: 'the directory of the configuration is read-only',
    ...mounted('/etc/postfix', '400k', 'mount -o remount,ro /etc/postfix'),
    said: says('ended in the step "prepare": write', UNTOUCHED),
  },
  {
    name: 'postfix check fails',
    edit: append('etc/postfix/main.cf', 'inet_protocols = ipv5\n'),
    options: '--despite unknown-value,bad-value,wrong-value',
    said: says('refuse the new configuration: .*inet_protocols', UNTOUCHED),
  },
  {
    name: 'Postfix does not start, because its port is taken',
    edit: append('etc/postfix/master.cf', '2526 inet n - n - - smtpd\n'),
    ...TAKEN,
    said: says('step "\\w+" failed, so the deploy was undone', OLD),
  },
  {
    name: 'Postfix does not start again after it was stopped, because its port is taken',
    edit: append('etc/postfix/master.cf', '2526 inet n - n - - smtpd\n'),
    options: '--restart',
    ...TAKEN,
    said: says('step "\\w+" failed, so the deploy was undone', OLD),
  },
  {
    name: 'postmap fails when it makes the table that counts',
    edit: (folder) => {
      append('etc/postfix/transport', 'example.org smtp:[127.0.0.1]\n')(folder);
      append('etc/postfix/main.cf', 'transport_maps = hash:/etc/postfix/transport\n')(folder);
    },
    ...wrapped(
      '/usr/sbin/postmap',
      'case "$*" in *tree/tables*) exec /tmp/real "$@" ;; esac; echo "postmap: fatal: no more" >&2; exit 1',
    ),
    said: says('ended in the step "prepare": postmap .*no more', UNTOUCHED),
  },
  {
    name: 'a program of the server answers with megabytes, escape sequences and what is no UTF-8',
    ...wrapped(
      '/usr/sbin/postfix',
      'case "$*" in *check*) head -c 5000000 /dev/zero | tr "\\0" x; printf "postfix: fatal: \\033[2J\\033]0;owned\\007 \\377\\376\\n" >&2; exit 1 ;; esac; exec /tmp/real "$@"',
    ),
    said: says(
      'refuse the new configuration: .*\\\\x1b\\[2J\\\\x1b\\]0;owned\\\\x07 \ufffd\ufffd',
      UNTOUCHED,
    ),
  },
  {
    name: 'a file was changed on the server after the plan was made',
    world: (host) => ({
      beforeLook: () =>
        host.sh(
          'grep -q meanwhile /etc/postfix/main.cf || cp -p /etc/postfix/main.cf /tmp/main.cf && echo "# meanwhile" >>/etc/postfix/main.cf',
        ),
    }),
    mend: 'cat /tmp/main.cf >/etc/postfix/main.cf; rm /tmp/main.cf',
    said: says('ended in the step "unchanged": changed /etc/postfix/main.cf', UNTOUCHED),
  },
  {
    name: 'sudo is refused',
    world: async (host) => {
      const { passwords } = await sharedHosts();
      const secrets = { [`sudo ${login('guest', host)}`]: [passwords.guest] };
      return { connect: async () => (await connect(host, 'guest', { script: { secrets } })).session };
    },
    said: says('sudo on trixie refused: .*not in the sudoers', UNTOUCHED, 'needs sudo rights'),
    code: 2,
  },
  {
    name: 'the password for sudo is wrong',
    world: (host) => {
      const secrets = { [`sudo ${login('admin', host)}`]: ['wrong', 'wrong too', 'wrong again'] };
      return { connect: async () => (await connect(host, 'admin', { script: { secrets } })).session };
    },
    said: says('sudo on trixie refused: .*incorrect password', UNTOUCHED),
    code: 2,
  },
  {
    name: 'the key of the host changes in the middle',
    world: async (host) => {
      const { client } = await sharedHosts();
      const own = client.write('known-until', `${host.address} ${host.publicKey()}\n`);
      const other = client.read('id_ed25519.pub').split(' ').slice(0, 2).join(' ');
      const file = client.config('config-until', ['Host *', `UserKnownHostsFile ${own}`]);
      return {
        connect: async () => (await connect(host, 'deployer', { source: { file } })).session,
        beforeLook: () => void client.write('known-until', `${host.address} ${other}\n`),
      };
    },
    said: says('No new connection confirmed the deploy, so it was undone. host-key-changed', OLD),
  },
  {
    name: 'Dovecot does not start, because its port is taken',
    edit: append(
      'etc/dovecot/dovecot.conf',
      'service imap-login {\n  inet_listener imap {\n    port = 2526\n  }\n}\n',
    ),
    ...TAKEN,
    said: says('step "\\w+" failed, so the deploy was undone', OLD),
  },
  {
    name: 'the test message is returned',
    options: '--test-mail nobody-there',
    said: says('test message to nobody-there was returned', 'nobody-there: bounced .*unknown user', OLD),
  },
  {
    name: 'the test message is deferred',
    edit: append('etc/postfix/main.cf', 'default_transport = smtp:[127.0.0.1]:9\n'),
    options: '--test-mail someone@example.org',
    said: says('test message to someone@example.org was deferred', 'deferred .*refused', OLD),
    mend: '[ -z "$(postqueue -j)" ]',
  },
];
