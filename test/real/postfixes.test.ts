import assert from 'node:assert/strict';
import { realPostfixes } from '../support/realPostfix';

for (const postfix of realPostfixes('real Postfix')) {
  describe(`Postfix ${postfix.version} of Debian ${postfix.suite}`, () => {
    it('reads a main.cf that the test writes, and keeps both output streams apart', () => {
      const directory = postfix.workDirectory();
      try {
        directory.write(
          'main.cf',
          'compatibility_level = 3.6\nmyhostname = mx.example.org\nunheard_of = 1\n',
        );
        directory.write('master.cf', 'smtp inet n - n - - smtpd\n');
        const result = postfix.postconf(['-c', directory.inside, '-n']);
        assert.equal(result.status, 0);
        assert.match(result.stdout, /^myhostname = mx\.example\.org$/m);
        assert.match(result.stderr, /unused parameter: unheard_of=1/);
      } finally {
        directory.remove();
      }
    });
  });
}
