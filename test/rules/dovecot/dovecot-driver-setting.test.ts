import { dovecotDriverSetting } from '../../../server/src/rules/dovecot/dovecot-driver-setting';
import type { DovecotFiles } from '../../support/realDovecot';
import { testDovecotRule } from '../../support/testDovecotRule';

/** A passdb of a driver, and the file that configures it. */
function driver(name: string, settings: string): DovecotFiles {
  return {
    'dovecot.conf': `passdb {\n  driver = ${name}\n  args = /etc/dovecot/db.conf.ext\n}\n`,
    'db.conf.ext': settings,
  };
}

function dict(settings: string): DovecotFiles {
  return { 'dovecot.conf': 'dict {\n  quota = mysql:/etc/dovecot/q.conf.ext\n}\n', 'q.conf.ext': settings };
}

const MAP =
  'connect = host=db\nmap {\n  pattern = priv/quota\n  table = q\n  value_field = b\n  username_field = u\n}\n';

testDovecotRule(dovecotDriverSetting, {
  silent: [
    { files: driver('sql', 'driver = mysql\nconnect = host=db\nuserdb_warning_disable = No\n') },
    { files: driver('ldap', 'uris = ldap://x\nldap_version = 3\nderef = never\nscope = subtree\n') },
    {
      files: driver(
        'dict',
        'uri = file:/x\nkey a {\n  key = u/%u\n}\npassdb_fields {\n  any = %{dict:a}\n}\n',
      ),
    },
    { files: dict(MAP) },
    { files: driver('pam', 'anything = x\n') },
    {
      files: {
        'dovecot.conf': 'dovecot_config_version = 2.4.1\n!include db.conf.ext\n',
        'db.conf.ext': 'sql_driver = mysql\n',
      },
    },
  ],
  reports: [
    {
      files: driver('sql', 'driver = mysql\n«pasword_query» = SELECT 1\n'),
      message: 'did you mean password_query',
      fixed: 'driver = mysql\npassword_query = SELECT 1\n',
    },
    {
      files: driver('sql', 'driver = mysql\n«Password_Query» = SELECT 1\n'),
      message: 'did you mean password_query',
    },
    { files: driver('ldap', '«mail_location» = x\n'), message: 'knows no setting mail_location' },
    { files: driver('sql', '«foo» {\n  bar = 1\n}\n'), message: 'passes over foo' },
    {
      files: driver('dict', 'uri = file:/x\nkey a {\n  «default_valu» = 1\n}\n«bar» b {\n}\n'),
      message: 'default_value',
    },
    { files: dict(`«pattern» = x\n${MAP}`), message: 'belongs in map { }' },
    { files: dict(MAP.replace('table', '«tabel»')), message: 'did you mean table' },
    { files: driver('sql', 'driver = mysql\n«nonsense»\n«}»\n'), message: 'neither "name = value"' },
    {
      files: driver('sql', 'userdb_warning_disable = «1»\n'),
      message: 'only yes and no',
      fixed: 'userdb_warning_disable = yes\n',
    },
    { files: driver('ldap', 'ldap_version = «-1»\nderef = «nver»\n'), message: 'wants a number' },
  ],
});
