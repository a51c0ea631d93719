import { dovecotLostLines } from '../../../server/src/rules/dovecot/dovecot-lost-lines';
import { testDovecotRule } from '../../support/testDovecotRule';

testDovecotRule(dovecotLostLines, {
  silent: [{ files: 'mail_plugins = a \\\n  b\n' }],
  reports: [{ files: '«mail_plugins = a \\»\n  # b\n', message: 'throws the setting away' }],
});
