import { dovecotSyntax } from '../../../server/src/rules/dovecot/dovecot-syntax';
import { testDovecotRule } from '../../support/testDovecotRule';

testDovecotRule(dovecotSyntax, {
  silent: [
    { files: 'service auth {\n  unix_listener auth-client {\n    mode = 0600 # } {\n  }\n}\n' },
    { files: { 'dovecot.conf': 'service auth {\n!include end.conf\n', 'end.conf': '}\n' } },
    { files: 'dovecot_config_version = 2.4.1\n"SORT" = no\n@a = b\ngroup @a b {\n}\n' },
  ],
  reports: [
    {
      files: '  «service auth { vsz_limit = 1G }»\n',
      message: 'does not fit on one line',
      fixed: '  service auth {\n    vsz_limit = 1G\n  }\n',
    },
    { files: '«dict { }»\n', fixed: 'dict {\n}\n' },
    { files: '«service auth{»\n}\n', fixed: 'service auth {\n}\n' },
    { files: '«mail_debug yes»\n', fixed: 'mail_debug = yes\n' },
    { files: 'passdb {\n«} }»\n«}»\n«}»\n', message: 'stands alone' },
    { files: '«service auth {»\nvsz_limit = 1G\n', message: 'no "}"' },
    { files: 'dovecot_config_version = 2.4.1\n«group @a {»\n«}»\n', message: 'label and a name' },
  ],
});
