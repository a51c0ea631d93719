import { duplicateService } from '../../../server/src/rules/postfix/duplicate-service';
import { testRule } from '../../support/testRule';

testRule(duplicateService, {
  silent: [
    {
      name: 'inet and unix, private and public, other addresses',
      files: {
        'master.cf': [
          'smtp inet n - n - - smtpd',
          'smtp unix - - n - - smtp',
          'smtp unix n - n - - smtp',
          '127.0.0.1:smtp inet n - n - - smtpd',
          'smtp pass - - n - - smtpd',
          '',
        ].join('\n'),
      },
    },
    { name: 'a short row is no service', files: { 'master.cf': 'a unix - -\na unix - - n - - smtp\n' } },
  ],
  reports: [
    {
      files: {
        'master.cf': '«a» unix - - n - - smtp\n  -o x=y\nb unix - - n - - smtp\na unix - - n - - lmtp\n',
      },
      message: 'a (unix) is defined again on line 4: this entry is never used',
      severity: 'warning',
      fixed: {
        'Keep the one in force': { 'master.cf': 'b unix - - n - - smtp\na unix - - n - - lmtp\n' },
        'Keep this entry': { 'master.cf': 'a unix - - n - - smtp\n  -o x=y\nb unix - - n - - smtp\n' },
      },
    },
    {
      name: 'a number and the name of the same port',
      files: { 'master.cf': '«smtp» inet n - n - - smtpd\n25 inet n - n - 20 smtpd\n' },
      message: 'smtp (inet) is the same endpoint as 25 on line 2',
    },
    {
      name: 'three of them',
      files: { 'master.cf': '«a» unix - - n - - smtp\n«a» unix y - n - - smtp\na unix - - n - 1 smtp\n' },
      fixed: { 'Keep this entry': { 'master.cf': 'a unix - - n - - smtp\n' } },
    },
    {
      name: 'the same words',
      files: { 'master.cf': '«a» unix - - n - - smtp\na   unix - - n - -\n  smtp\n' },
      severity: 'info',
    },
  ],
});
