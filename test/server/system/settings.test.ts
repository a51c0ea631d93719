import assert from 'node:assert/strict';
import {
  isRead,
  itemsOf,
  knownValue,
  settingsNamed,
  settingsOf,
  type Setting,
} from '../../../server/src/system/settings';
import type { PostfixInstance } from '../../../server/src/system/postfixInstance';
import { mailServer } from '../../support/mailServer';

function settingOf(instance: PostfixInstance, name: string): Setting {
  const setting = settingsOf(instance).find((candidate) => candidate.name === name);
  assert.ok(setting, `${name} is not set`);
  return setting;
}

/** The items as they are known, and what stands for them in the file. */
async function items(mainCf: string, name = 'mynetworks'): Promise<unknown[]> {
  const instance = await mailServer({ 'main.cf': mainCf });
  return itemsOf(instance, settingOf(instance, name)).map(({ text, span, direct, own }) => ({
    text,
    source: mainCf.slice(span.start, span.end),
    direct,
    own,
  }));
}

describe('settings in force', () => {
  it('are the last entry of each name that means something, and the last -o of each service', async () => {
    const instance = await mailServer({
      'main.cf':
        'biff = yes\nmine = 1\nbiff = no\nsmtpd_tls_cipherlist = x\nslow_destination_rate_delay = 1s\n',
      'master.cf': 'slow unix - - n - - smtp -o biff=a -o biff=b\nshort unix - -\n',
    });
    assert.deepEqual(
      settingsOf(instance).map(({ name, value, service, type }) => [name, value.text, !!service, type?.kind]),
      [
        ['biff', 'no', false, 'boolean'],
        ['smtpd_tls_cipherlist', 'x', false, undefined],
        ['slow_destination_rate_delay', '1s', false, 'time'],
        ['biff', 'b', true, 'boolean'],
      ],
    );
    assert.equal(settingsNamed(instance, new Set(['mine']))[0]?.value.text, '1');
  });

  it('are read by some program, as far as master.cf tells', async () => {
    const smtpd = 'smtp inet n - n - - smtpd';
    const reads = async (mainCf: string, masterCf?: string): Promise<boolean[]> => {
      const files = { 'main.cf': mainCf, ...(masterCf !== undefined && { 'master.cf': masterCf }) };
      const instance = await mailServer(files);
      return settingsOf(instance).map((setting) => isRead(instance, setting));
    };
    assert.deepEqual(await reads('smtpd_timeout = 1s\n'), [true]);
    assert.deepEqual(await reads('smtpd_timeout = 1s\n', `${smtpd}\n`), [true]);
    assert.deepEqual(await reads('smtpd_timeout = 1s\n', 'smtp unix - - n - - smtp\n'), [false]);
    assert.deepEqual(await reads('smtpd_timeout = 1s\n', `${smtpd} -o smtpd_timeout=2s\n`), [false, true]);
    assert.deepEqual(await reads('', 'smtp unix - - n - - smtp -o smtpd_timeout=2s\n'), [false]);
    assert.deepEqual(await reads('mydomain = a\nauthorized_mailq_users = b\n', '# none\n'), [true, true]);
  });

  it('have a known value when files alone decide it', async () => {
    const value = async (text: string, more = ''): Promise<string | undefined> => {
      const instance = await mailServer({ 'main.cf': `relayhost = ${text}\n${more}` });
      return knownValue(instance, settingOf(instance, 'relayhost'));
    };
    assert.equal(await value('a'), 'a');
    assert.equal(await value('$mine.b', 'mine = a\n'), 'a.b');
    assert.equal(await value('$mine.b'), undefined);
    assert.equal(await value('$myhostname'), undefined);
    assert.equal(await value('$mydomain', 'mydomain = a\n'), 'a');
    assert.equal(await value('$mail_name'), undefined);
    assert.equal(await value('${'), undefined);
    assert.equal(await value('$compatibility_level'), '0');
  });
});

describe('items of a list', () => {
  const direct = (text: string): unknown => ({ text, source: text, direct: true, own: true });

  it('stand where they are written', async () => {
    assert.deepEqual(await items('mynetworks = a,\n# x\n  b  {c, d}\n'), ['a', 'b', '{c, d}'].map(direct));
  });

  it('stand for the name that brings them in', async () => {
    assert.deepEqual(await items('mynetworks = a $mine, c\nmine = b1 b2\n'), [
      direct('a'),
      { text: 'b1', source: '$mine', direct: false, own: true },
      { text: 'b2', source: '$mine', direct: false, own: true },
      direct('c'),
    ]);
  });

  it('may be put together from both', async () => {
    assert.deepEqual(await items('mynetworks = x$mine/8 y\nmine = 1,2\n'), [
      { text: 'x1', source: 'x$mine', direct: false, own: true },
      { text: '2/8', source: '$mine/8', direct: false, own: true },
      direct('y'),
    ]);
  });

  it('belong to another list that is checked by itself', async () => {
    const [first] = await items('mynetworks = $relay_domains\nrelay_domains = a\n');
    assert.deepEqual(first, { text: 'a', source: '$relay_domains', direct: false, own: false });
  });

  it('are untold when only the server knows them', async () => {
    assert.deepEqual(await items('mynetworks = a $unset b$myhostname\n'), [
      direct('a'),
      { text: undefined, source: '$unset', direct: false, own: true },
      { text: undefined, source: 'b$myhostname', direct: false, own: false },
    ]);
  });
});
