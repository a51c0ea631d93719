import assert from 'node:assert/strict';
import { analyse } from '../../../server/src/analysis/analyser';
import { dovecotMissingInclude } from '../../../server/src/rules/dovecot/dovecot-missing-include';
import { messageText } from '../../../server/src/rules/rule';
import type { Disk } from '../../support/memoryIo';
import { memoryWorkspace } from '../../support/memoryWorkspace';
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

describe('dovecot-missing-include in a copy', () => {
  const found = async (disk: Disk): Promise<string[]> => {
    const workspace = await memoryWorkspace(disk);
    const system = await workspace.systemOf('file:///home/me/dovecot/dovecot.conf');
    assert.ok(system);
    return [...analyse(system, [dovecotMissingInclude]).values()]
      .flat()
      .map(({ severity, message }) => `${severity}: ${messageText(message, 'en')}`);
  };
  const main = { '/home/me/dovecot/dovecot.conf': '!include /etc/dovecot/conf.d/auth.conf\n' };

  it('warns of a path of the server, which may have the file', async () => {
    const [one, ...others] = await found(main);
    assert.match(
      one ?? '',
      /^warning: Nothing in this copy of the configuration matches \/etc\/dovecot\/conf\.d\/auth\.conf/,
    );
    assert.deepEqual(others, []);
  });

  it('is an error where doveconf would find nothing beside the file either', async () => {
    const relative = { '/home/me/dovecot/dovecot.conf': '!include conf.d/auth.conf\n' };
    assert.match((await found(relative))[0] ?? '', /^error: Nothing matches conf\.d\/auth\.conf/);
  });

  it('says nothing where templates are filled in', async () => {
    assert.deepEqual(await found({ ...main, '/home/me/dovecot/conf.d/auth-mysql.conf.tpl': '' }), []);
  });
});
