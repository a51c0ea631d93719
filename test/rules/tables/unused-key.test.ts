import { unusedKey } from '../../../server/src/rules/tables/unused-key';
import { testRule } from '../../support/testRule';

const MAIN = 'smtpd_client_restrictions = check_client_access hash:/etc/postfix/access\n';

testRule(unusedKey, {
  silent: [
    {
      name: 'every form that is asked for',
      files: {
        'main.cf': MAIN,
        access:
          '10 OK\n10.1.2 OK\n192.0.2.1 OK\n2001:db8 OK\n2001:db8:: OK\nunknown REJECT\nmx.test OK\ntest OK\n',
      },
    },
    {
      files: {
        'main.cf':
          'virtual_alias_maps = hash:/etc/postfix/virtual\ntransport_maps = hash:/etc/postfix/transport\n',
        virtual: 'a.test anything\n@a.test b\nuser c\nfirst.last@a.test d\n',
        transport: 'a.test smtp:\n.a.test smtp:\nuser@a.test smtp:\n* smtp:\n',
      },
    },
    {
      name: 'users of a domain that a file names, as on Debian',
      files: {
        'main.cf': 'myorigin = /etc/mailname\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
        virtual: 'postmaster admin@a.test\n',
      },
    },
    { name: 'without a role', files: { 'main.cf': 'luser = hash:/etc/postfix/x\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': MAIN, access: '«10.0.0.0/8» OK\n«user@a.test» OK\n' },
      message: 'Only cidr tables know networks',
      severity: 'warning',
    },
    {
      files: { 'main.cf': MAIN, access: '«.a.test» OK\n' },
      message: 'covers the names below it',
      fixed: { 'Change it to a.test': { access: 'a.test OK\n' } },
    },
    {
      files: {
        'main.cf':
          'transport_maps = hash:/etc/postfix/transport\nvirtual_alias_maps = hash:/etc/postfix/virtual\n',
        transport: '«@a.test» smtp:\n',
        virtual: '«user@» b\n',
      },
    },
  ],
});
