import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { SASLAUTHD_LDAP_OPTIONS, SASLAUTHD_SETTINGS, SMTPD_OPTIONS } from '../../server/src/sasl/options';
import { filesOf } from '../support/manuals';
import { notRun } from '../support/notRun';
import { settingsThatMatter } from '../support/settingsThatMatter';

/** The Debian packages whose programs read the settings: the library, its plugins, saslauthd. */
const PACKAGES = [
  'libsasl2-2',
  'libsasl2-modules',
  'libsasl2-modules-db',
  'libsasl2-modules-sql',
  'libsasl2-modules-ldap',
  'sasl2-bin',
];

/** Settings of /etc/sysconfig/saslauthd, which Debian does not have; there saslauthd gets them as options. */
const OF_FEDORA: ReadonlySet<string> = new Set(['MECH', 'SOCKETDIR', 'FLAGS']);

/** The end of a string of a program, or a variable of a shell script. */
const occurs = (text: string, name: string): boolean =>
  text.includes(`${name}\0`) || new RegExp(`\\$\\{?${name}\\b`).test(text);

/** Options of modules in packages of their own (GSSAPI, OTP), of modules that Debian does not build, and of later versions. */
const ELSEWHERE: ReadonlySet<string> = new Set([
  ...['keytab', 'ad_compat', 'ccache_store', 'opiekeys', 'otp_mda', 'srp_mda', 'srvtab'],
  ...['sasldb_mapsize', 'sasldb_maxreaders'],
]);

const OPTIONS = [SMTPD_OPTIONS, SASLAUTHD_LDAP_OPTIONS, SASLAUTHD_SETTINGS].flatMap(Object.keys);

describe('the settings of Cyrus SASL that matter', function () {
  this.timeout(60_000);

  it('are words that the library, a plugin or saslauthd reads', async function () {
    const found = PACKAGES.map((name) => ({ name, files: filesOf(name) }));
    const missing = found.filter(({ files }) => files === undefined);
    if (missing.length > 0) {
      const names = missing.map(({ name }) => name).join(', ');
      notRun('settings of Cyrus SASL that matter', `apt-get cannot fetch ${names}`);
      this.skip();
    }
    const texts = found
      .flatMap(({ files }) => files ?? [])
      .filter((path) => /\/(lib|sbin|etc)\//.test(path))
      .map((path) => readFileSync(path, 'latin1'));
    const mattering = (await settingsThatMatter('sasl')).map(({ name }) => name);
    const names = [...mattering, ...OPTIONS.filter((name) => !ELSEWHERE.has(name))];
    const unknown = names.filter((name) => !OF_FEDORA.has(name) && !texts.some((text) => occurs(text, name)));
    assert.deepEqual(unknown, []);
    assert.ok(!texts.some((text) => occurs(text, 'no_such_option')));
  });
});
