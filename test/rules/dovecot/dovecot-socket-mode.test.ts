import { dovecotSocketMode } from '../../../server/src/rules/dovecot/dovecot-socket-mode';
import { testDovecotRule } from '../../support/testDovecotRule';

const listener = (mode: string, label = '/var/spool/postfix/private/auth'): string =>
  `service auth {\n  unix_listener ${label} {\n    mode = ${mode}\n  }\n}\n`;

testDovecotRule(dovecotSocketMode, {
  silent: [
    { files: listener('0660') },
    { files: listener('0666', 'auth-userdb') },
    { files: `dovecot_config_version = 2.4.1\n${listener('0600')}` },
  ],
  reports: [
    { files: listener('«0666»'), message: 'service auth', fixed: listener('0660') },
    { files: listener('«0777»', 'auth-userdb') },
    { files: listener('«660»'), message: 'the mode 01224', fixed: listener('0660') },
    { files: `dovecot_config_version = 2.4.1\n${listener('«0666»')}` },
  ],
});
