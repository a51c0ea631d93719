import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { expandBraces, nameTest } from '../../../../server/src/dovecot/glob';
import type { DovecotInstance } from '../../../../server/src/system/dovecotInstance';
import { Workspace } from '../../../../server/src/system/workspace';
import { dovecotKnowledge, postfixKnowledge } from '../../../support/assets';
import { memoryIo, type Disk } from '../../../support/memoryIo';

async function dovecot(disk: Disk, path = '/etc/dovecot/dovecot.conf'): Promise<DovecotInstance> {
  const { files } = memoryIo(disk);
  const workspace = new Workspace(
    files,
    { get: () => undefined },
    await postfixKnowledge(),
    await dovecotKnowledge(),
  );
  const system = await workspace.systemOf(`file://${path}`);
  if (!system?.dovecot) throw new Error('no Dovecot');
  return system.dovecot;
}

const names = ({ files }: DovecotInstance): string[] =>
  files.map(({ uri }) => uri.slice('file:///etc/dovecot/'.length));

/** Every line in the order of reading, as `key=value`, `type {`, `}` or an include. */
function lines({ steps }: DovecotInstance): string[] {
  return steps.map(({ entry, recursive }) =>
    entry.kind === 'block'
      ? `${entry.type.text} {`
      : `${entry.line.source.text}${recursive ? ' (again)' : ''}`,
  );
}

const outcomes = (instance: DovecotInstance): (string | undefined)[] =>
  instance.steps.flatMap(({ entry }) =>
    entry.kind === 'include' ? [instance.included(entry)?.outcome] : [],
  );

describe('files of one Dovecot', () => {
  it('are read where they are included: globs sorted, without dotfiles', async () => {
    const instance = await dovecot({
      '/etc/dovecot/dovecot.conf': 'a = 1\n!include conf.d/*.conf\nb = 2\n',
      '/etc/dovecot/conf.d/20-x.conf': 'x = 1\n',
      '/etc/dovecot/conf.d/10-y.conf': 'y = 1\n!include auth.conf.ext\n',
      '/etc/dovecot/conf.d/.hidden.conf': 'h = 1\n',
      '/etc/dovecot/conf.d/auth.conf.ext': 'z = 1\n',
    });
    deepStrictEqual(lines(instance), [
      'a = 1',
      '!include conf.d/*.conf',
      'y = 1',
      '!include auth.conf.ext',
      'z = 1',
      'x = 1',
      'b = 2',
    ]);
    deepStrictEqual(names(instance), [
      'dovecot.conf',
      'conf.d/10-y.conf',
      'conf.d/20-x.conf',
      'conf.d/auth.conf.ext',
    ]);
  });

  it('may begin a block in one file and end it in another', async () => {
    const instance = await dovecot({
      '/etc/dovecot/dovecot.conf': 'service auth {\n!include end.conf\nb = 2\n',
      '/etc/dovecot/end.conf': 'x = 1\n}\n',
    });
    deepStrictEqual(lines(instance), ['service {', '!include end.conf', 'x = 1', '}', 'b = 2']);
  });

  it('may form cycles, which end', async () => {
    const instance = await dovecot({
      '/etc/dovecot/dovecot.conf': '!include a.conf\n',
      '/etc/dovecot/a.conf': 'a = 1\n!include_try dovecot.conf\nb = 1\n',
    });
    deepStrictEqual(lines(instance), [
      '!include a.conf',
      'a = 1',
      '!include_try dovecot.conf (again)',
      'b = 1',
    ]);
  });

  it('end too when each includes the next one twice', async () => {
    const count = 40;
    const disk: Disk = {
      '/etc/dovecot/dovecot.conf': '!include 0.inc\n',
      [`/etc/dovecot/${count}.inc`]: 'a = 1\n',
    };
    for (let at = 0; at < count; at++) {
      disk[`/etc/dovecot/${at}.inc`] = `!include ${at + 1}.inc\n`.repeat(2);
    }
    strictEqual((await dovecot(disk)).files.length, count + 2);
    strictEqual((await dovecot(disk)).steps.length <= 200_000, true);
  });

  it('are missing, unreadable, or out of sight', async () => {
    const instance = await dovecot({
      '/etc/dovecot/dovecot.conf':
        '!include no.conf\n!include no/*.conf\n!include conf.d\n!include_try /usr/share/x\n',
      '/etc/dovecot/conf.d/x.conf': '',
    });
    deepStrictEqual(outcomes(instance), ['no-match', 'no-match', 'read', 'no-match']);
    const copy = await dovecot(
      {
        '/home/me/dovecot/dovecot.conf': '!include /usr/share/x\n!include /etc/dovecot/y\n',
        '/home/me/dovecot/y': '',
      },
      '/home/me/dovecot/dovecot.conf',
    );
    deepStrictEqual(outcomes(copy), ['unseen', 'read']);
  });

  it('may be missing from a copy alone, and where templates are filled in nobody can tell', async () => {
    const main = '!include /etc/dovecot/no.conf\n!include no/*.conf\n!include conf.d/no.conf\n';
    const disk: Disk = { '/home/me/dovecot/dovecot.conf': main, '/home/me/dovecot/conf.d/x.conf': '' };
    deepStrictEqual(outcomes(await dovecot(disk, '/home/me/dovecot/dovecot.conf')), [
      'not-copied',
      'no-match',
      'no-match',
    ]);
    const filledIn = { ...disk, '/home/me/dovecot/conf.d/other-mysql.conf.tpl': '' };
    deepStrictEqual(outcomes(await dovecot(filledIn, '/home/me/dovecot/dovecot.conf')), [
      'not-copied',
      'no-match',
      'unseen',
    ]);
  });

  it('are templates where these become what is included', async () => {
    const disk: Disk = {
      '/home/me/dovecot/dovecot.conf': '!include conf.d/*.conf\n!include last.conf\n',
      '/home/me/dovecot/conf.d/10-auth.conf.j2': 'a = {{ a }}\n',
      '/home/me/dovecot/conf.d/20-mail.conf': 'b = 1\n',
      '/home/me/dovecot/conf.d/20-mail.conf.j2': 'b = {{ b }}\n',
      '/home/me/dovecot/conf.d/15-x.conf.d.j2': '',
      '/home/me/dovecot/last.conf.tpl': 'c = %c\n',
    };
    const expected = ['dovecot.conf', 'conf.d/10-auth.conf.j2', 'conf.d/20-mail.conf', 'last.conf.tpl'];
    const below = ({ files }: DovecotInstance): string[] =>
      files.map(({ uri }) => uri.slice('file:///home/me/dovecot/'.length));
    deepStrictEqual(below(await dovecot(disk, '/home/me/dovecot/dovecot.conf')), expected);
    deepStrictEqual(below(await dovecot(disk, '/home/me/dovecot/conf.d/10-auth.conf.j2')), expected);
    deepStrictEqual(below(await dovecot(disk, '/home/me/dovecot/conf.d/20-mail.conf.j2')), [
      'conf.d/20-mail.conf.j2',
    ]);
  });

  it('belong to the dovecot.conf that includes them, and to the Postfix beside it', async () => {
    const disk = {
      '/etc/dovecot/dovecot.conf': 'dovecot_config_version = 2.4.1\n!include conf.d/*.conf\n',
      '/etc/dovecot/conf.d/10-mail.conf': '',
      '/etc/dovecot/other.conf': '',
      '/etc/postfix/main.cf': 'myhostname = a.example\n',
    };
    const instance = await dovecot(disk, '/etc/dovecot/conf.d/10-mail.conf');
    deepStrictEqual(names(instance), ['dovecot.conf', 'conf.d/10-mail.conf']);
    strictEqual(instance.release.line, '2.4');
    strictEqual(instance.configVersion, '2.4.1');
    deepStrictEqual(names(await dovecot(disk, '/etc/dovecot/other.conf')), ['other.conf']);
    const joined = await new Workspace(
      memoryIo(disk).files,
      { get: () => undefined },
      await postfixKnowledge(),
      await dovecotKnowledge(),
    ).systemOf('file:///etc/postfix/main.cf');
    deepStrictEqual(
      joined?.files.map(({ kind }) => kind),
      ['main', 'dovecot', 'dovecot'],
    );
  });
});

describe('patterns of includes', () => {
  it('have braces, in their order', () => {
    deepStrictEqual(expandBraces('a{b,c{1,2}}d'), ['abd', 'ac1d', 'ac2d']);
    deepStrictEqual(expandBraces('a{b'), ['a{b']);
    deepStrictEqual(expandBraces('\\{a,b}'), ['\\{a,b}']);
  });

  it('have wildcards', () => {
    const fits = (pattern: string, name: string): boolean => nameTest(pattern)(name);
    strictEqual(fits('*.conf', 'a.conf'), true);
    strictEqual(fits('*.conf', '.a.conf'), false);
    strictEqual(fits('.*', '.a'), true);
    strictEqual(fits('[!a]?', 'bc'), true);
    strictEqual(fits('[a-c]*', 'd'), false);
    strictEqual(fits('a+(b)', 'a+(b)'), true);
    strictEqual(fits('[z-a]', '[z-a]'), true);
    strictEqual(fits('\\*', '*'), true);
  });
});
