import assert from 'node:assert/strict';
import { layoutOf, placesOf } from '../../../server/src/system/layout';

describe('layout', () => {
  it('knows a copy of a server by its etc', () => {
    const layout = layoutOf('file:///home/me/web1/etc/postfix/main.cf');
    assert.deepEqual(layout, {
      root: 'file:///home/me/web1',
      postfix: 'file:///home/me/web1/etc/postfix',
      dovecot: 'file:///home/me/web1/etc/dovecot',
    });
    assert.deepEqual(placesOf('/etc/aliases', layout), ['file:///home/me/web1/etc/aliases']);
    assert.deepEqual(layoutOf('file:///home/me/web1/etc/dovecot/conf.d/10-auth.conf'), layout);
  });

  it('knows the machine itself, and FreeBSD', () => {
    assert.equal(layoutOf('file:///etc/postfix/main.cf').root, 'file://');
    assert.deepEqual(placesOf('/etc/postfix/a', layoutOf('file:///etc/postfix/main.cf')), [
      'file:///etc/postfix/a',
    ]);
    assert.equal(layoutOf('file:///srv/bsd/usr/local/etc/postfix/main.cf').root, 'file:///srv/bsd');
  });

  it('knows a repository with the products side by side', () => {
    const layout = layoutOf('file:///repo/postfix/main.cf');
    assert.equal(layout.dovecot, 'file:///repo/dovecot');
    assert.deepEqual(placesOf('/etc/postfix/virtual', layout), ['file:///repo/postfix/virtual']);
    assert.deepEqual(placesOf('/etc/aliases', layout), []);
  });

  it('takes a lone folder as both', () => {
    const layout = layoutOf('file:///repo/mail/main.cf');
    assert.deepEqual(placesOf('/etc/postfix/virtual', layout), ['file:///repo/mail/virtual']);
    assert.deepEqual(placesOf('virtual', layout), []);
  });

  it('takes a path into the folder of the configuration as it stands', () => {
    const lone = layoutOf('file:///tmp/mail/etc/main.cf');
    assert.deepEqual(placesOf('/tmp/mail/tables/virtual', lone), ['file:///tmp/mail/tables/virtual']);
    assert.deepEqual(placesOf('/tmp/other/virtual', lone), []);
    const copy = layoutOf('file:///home/me/web1/etc/postfix/main.cf');
    assert.deepEqual(placesOf('/home/me/web1/etc/aliases', copy), [
      'file:///home/me/web1/home/me/web1/etc/aliases',
      'file:///home/me/web1/etc/aliases',
    ]);
    assert.deepEqual(placesOf('/var/x', layoutOf('file:///etc/main.cf')), []);
  });
});
