import { dovecotMissingInclude } from '../../../server/src/rules/dovecot/dovecot-missing-include';
import { testDovecotRule } from '../../support/testDovecotRule';

testDovecotRule(dovecotMissingInclude, {
  silent: [
    {
      files: {
        'dovecot.conf': '!include conf.d/*.conf\n!include_try no.conf\n!include conf.d\n',
        'conf.d/a.conf': '',
      },
    },
  ],
  reports: [
    { files: '!include «no.conf»\n', message: 'Nothing matches no.conf', fixed: '!include_try no.conf\n' },
    { files: '!include «conf.d/*.conf»\n' },
    {
      files: { 'dovecot.conf': '!include a.conf\n', 'a.conf': '!include_try «dovecot.conf»\n' },
      message: 'in a circle',
    },
  ],
});
