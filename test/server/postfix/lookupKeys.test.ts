import assert from 'node:assert/strict';
import {
  lookupKeys,
  type LookupContext,
  type LookupRole,
} from '../../../server/src/postfix/tables/lookupKeys';

const CONTEXT: LookupContext = {
  delimiters: '+',
  ownerRequestSpecial: true,
  myorigin: 'example.org',
  isLocal: (domain) => domain === 'local.example',
  parents: { access: true, transport: false, domains: true },
  nullSender: '<>',
};

/** Keys in their order; those that only tables with fixed keys are asked for in brackets. */
function keys(role: LookupRole, subject: string, changes: Partial<LookupContext> = {}): string {
  return lookupKeys(role, subject, { ...CONTEXT, ...changes })
    .map(({ key, partial }) => (partial ? `(${key})` : key))
    .join(' ');
}

const dotted = { parents: { access: false, transport: false, domains: false } };

describe('lookupKeys', () => {
  it('access of a client: name, parents, address, networks', () => {
    assert.equal(
      keys('access-client', 'a.b.c[203.0.113.9]'),
      'a.b.c (b.c) (c) 203.0.113.9 (203.0.113) (203.0) (203)',
    );
    assert.equal(keys('access-client', '203.0.113.9'), 'unknown 203.0.113.9 (203.0.113) (203.0) (203)');
    assert.equal(keys('access-client', 'a.b.c', dotted), 'a.b.c (.b.c) (.c)');
  });

  it('access of a HELO name: a numeric one only whole, one in brackets cut at its dots', () => {
    assert.equal(keys('access-helo', '1.2.3.4'), '1.2.3.4');
    assert.equal(keys('access-helo', '[1.2.3.4]'), '[1.2.3.4] (2.3.4]) (3.4]) (4])');
  });

  it('access of a mail address', () => {
    assert.equal(
      keys('access-sender', 'User+Ext@Sub.Dom'),
      'user+ext@sub.dom (user@sub.dom) (sub.dom) (dom) (user+ext@) (user@)',
    );
    assert.equal(keys('access-sender', '<>'), '<>');
    assert.equal(keys('access-recipient', 'user'), 'user@example.org (example.org) (org) (user@)');
  });

  it('mappings: the bare local part only for local domains', () => {
    assert.equal(keys('virtual', 'u+e@dom'), 'u+e@dom (u@dom) (@dom)');
    assert.equal(
      keys('virtual', 'u+e@local.example'),
      ['u+e@local.example (u@local.example) (u+e) (u) (@local.example)'].join(),
    );
    assert.equal(keys('canonical', 'u'), 'u@example.org (u) (@example.org)');
  });

  it('quotes what needs it, and asks for both forms where no address is rewritten', () => {
    assert.equal(keys('relocated', 'a b@dom'), '"a b"@dom a b@dom (@dom)');
    assert.equal(keys('virtual', 'a b@dom'), '"a b"@dom (@dom)');
  });

  it('leaves owner- and -request whole when the delimiter is a hyphen', () => {
    assert.equal(keys('aliases', 'owner-list@x', { delimiters: '-' }), 'owner-list');
    assert.equal(keys('aliases', 'List-x@x', { delimiters: '-' }), 'list-x list');
    assert.equal(keys('aliases', 'postmaster', { delimiters: 's' }), 'postmaster');
  });

  it('transport ends with the wild card, which pattern tables are asked for too', () => {
    assert.equal(keys('transport', 'u@a.b'), 'u@a.b (a.b) (.b) *');
  });

  it('TLS policy: parents of a bare domain only', () => {
    assert.equal(keys('tls-policy', 'a.b.c'), 'a.b.c .b.c .c');
    assert.equal(keys('tls-policy', '[a.b.c]:587'), '[a.b.c]:587');
  });
});
