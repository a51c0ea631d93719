import { dovecotFailedCheck } from '../../../server/src/rules/dovecot/dovecot-failed-check';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\n';

testDovecotRule(dovecotFailedCheck, {
  silent: [
    { files: 'remote 10.0.0.0/08 {\n}\nremote ::1/128 {\n}\nlocal mail.example/99 {\n}\n' },
    { files: 'local_name "a.example b.example" {\n}\n' },
    { files: 'passdb {\n  driver = pam\n}\n' },
    { files: 'passdb {\n}\npassdb/0/driver = pam\n' },
    { files: `${V24}passdb x {\n}\n` },
    { files: 'protocols = $protocols imaps managesieve foo\nservice foo {\n  protocol = foo\n}\n' },
    { files: 'protocols = smtp\nprotocols = none\n' },
    { files: `${V24}protocols = imap, pop3\n` },
    { files: 'auth_verbose_passwords = sha1:6\n' },
    { files: 'passdb {\n}\n!include /usr/share/dovecot/more.conf\n' },
    { files: `${V24}language en {\n}\nlanguage de {\n  default = yes\n}\n` },
  ],
  reports: [
    { files: 'remote «10.0.0.0/33» {\n}\nlocal «::1/» {\n}\n', message: '"33" is no mask' },
    { files: `${V24}local_name «"a.example b.example"» {\n}\n`, message: 'a block for each' },
    { files: '«passdb» {\n  driver = pam\n  driver =\n}\nprotocol imap {\n  «userdb» {\n  }\n}\n' },
    { files: 'protocols = imap «smtp» «none»\n', message: 'speaks smtp' },
    { files: 'protocols = «imap,pop3»\n' },
    { files: `${V24}protocols = imap «managesieve»\n` },
    { files: 'auth_verbose_passwords = «sha1:0»\n' },
    { files: `${V24}language «en» {\n}\n`, message: 'has to be the default' },
    { files: `${V24}language en {\n  default = yes\n}\nlanguage «de» {\n  default = yes\n}\n` },
  ],
});
