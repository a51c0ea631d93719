import { domainInTwoClasses } from '../../../server/src/rules/postfix/domain-in-two-classes';
import { testRule } from '../../support/testRule';

testRule(domainInTwoClasses, {
  silent: [
    'mydestination = a.example\nvirtual_alias_domains = b.example\nrelay_domains = c.example\n',
    'mydestination = a.example, localhost\nrelay_domains = localhost\n',
    'mydestination = !a.example\nvirtual_mailbox_domains = a.example\n',
    {
      name: 'addresses of a map are no domains',
      files: {
        'main.cf': 'mydestination = a.example\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
        virtual: 'info@a.example x\n@a.example y\n',
      },
    },
    {
      name: 'an option of smtpd does not count',
      files: {
        'main.cf': 'mydestination = a.example\n',
        'master.cf': 'smtp inet n - n - - smtpd -o virtual_alias_domains=a.example\n',
      },
    },
  ],
  reports: [
    {
      files: {
        'main.cf':
          'mydestination = $myhostname, A.example\nvirtual_mailbox_domains = b.example, «a.example»\n',
      },
      message: 'a.example is also in mydestination, which comes first: virtual_mailbox_domains has no effect',
      severity: 'warning',
    },
    {
      name: 'through tables',
      files: {
        'main.cf':
          'virtual_alias_maps = hash:/etc/postfix/virtual\nrelay_domains = «hash:/etc/postfix/relay»\n',
        virtual: 'a.example anything\ninfo@a.example x\n',
        relay: 'a.example ok\n',
      },
      message: 'also in virtual_alias_domains',
    },
    {
      files: { 'main.cf': 'mydestination = a.example\nrelay_domains = «$mydestination»\n' },
      message: 'only adds its subdomains',
      severity: 'info',
    },
  ],
});
