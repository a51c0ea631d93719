import { dovecotMisplaced } from '../../../server/src/rules/dovecot/dovecot-misplaced';
import { testDovecotRule } from '../../support/testDovecotRule';

const V24 = 'dovecot_config_version = 2.4.1\n';

testDovecotRule(dovecotMisplaced, {
  silent: [
    {
      files:
        'local 10.0.0.0/8 {\n  protocol imap {\n    mail_plugins = x\n  }\n}\npassdb {\n}\npassdb {\n}\n',
    },
    {
      files: `${V24}protocol imap {\n  namespace inbox {\n    mailbox Sent {\n    }\n  }\n}\nmailbox_directory_name = x\n`,
    },
    { files: `${V24}@metric_defaults = proxy\n@a = b\ngroup @a b {\n  mail_debug = yes\n}\n` },
  ],
  reports: [
    { files: 'protocol imap {\n  «remote» 10.0.0.1 {\n  }\n}\n', message: 'must not stand in protocol' },
    { files: 'remote 10.0.0.1 {\n  «auth_verbose» = yes\n}\n', message: 'cannot stand in local' },
    { files: 'passdb a {\n}\npassdb «a» {\n}\n', message: 'only once' },
    { files: `${V24}namespace inbox {\n  «protocol» imap {\n  }\n}\n` },
    { files: `${V24}«passdb» {\n}\nssl_server «x» {\n}\n`, message: 'needs a name' },
    { files: `${V24}service a {\n  «service» b {\n  }\n}\n`, message: 'in service' },
    { files: '«mail_debug = yes»\n', version: '2.4.1', message: 'must be the first setting' },
    { files: `${V24}dovecot_config_version = «2.4.0»\n`, message: 'another value' },
    { files: `${V24}metric x {\n«}»\n`, message: 'needs metric_filter' },
    { files: `${V24}«import_environment» = A=b\n`, message: 'pairs in a block' },
    { files: `${V24}«@a = b»\n`, message: 'No group' },
    { files: `${V24}group @a b {\n  «@c» = d\n  mail_debug = yes\n}\n`, message: 'cannot use groups' },
    { files: `${V24}protocol imap {\n  «group» @a b {\n  }\n}\n`, message: 'top level' },
  ],
});
