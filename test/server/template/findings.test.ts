import assert from 'node:assert/strict';
import { analyse } from '../../../server/src/analysis/analyser';
import { rules } from '../../../server/src/rules';
import type { FileEdit, Finding } from '../../../server/src/rules/rule';
import { applyEdits } from '../../../server/src/text/edits';
import { mailSystem, type Files } from '../../support/mailServer';

async function findings(files: string | Files): Promise<readonly Finding[]> {
  const all = typeof files === 'string' ? { 'main.cf.j2': files } : files;
  const system = await mailSystem(all);
  return [...analyse(system, rules).values()].flat();
}

async function ids(files: string | Files): Promise<string[]> {
  return (await findings(files)).map(({ rule }) => rule).sort();
}

describe('the findings in a template', () => {
  const silent: Readonly<Record<string, string | Files>> = {
    'a value that is not known': 'myhostname = {{ host }}\nmessage_size_limit = {{ size }}\n',
    'a value that refers to one': 'mydomain = {{ domain }}\nmyhostname = mail.$mydomain\n',
    'two branches that set one name':
      '{% if a %}\nmailbox_size_limit = 1g\n{% else %}\nmailbox_size_limit = 0\n{% endif %}\n'.replace(
        '1g',
        '51200001',
      ),
    'a branch that sets a name once more': 'biff = no\n{% if a %}\nbiff = yes\n{% endif %}\n',
    'a branch with the default': '{% if a %}\ninet_protocols = all\n{% endif %}\n',
    'lines that may define what is used': '{{ extra }}\nmyorigin = $own_name\n',
    'lines that may use what is defined': 'own_name = a\n{% include "tail" %}\n',
    'restrictions that may come': 'mynetworks = 0.0.0.0/0\nsmtpd_relay_restrictions = {{ list }}\n',
    'a service in two branches': {
      'master.cf.j2':
        '{% if d %}\nsmtp inet n - y - - smtpd -v\n{%- else %}\nsmtp inet n - y - - smtpd\n{%- endif %}\n  -o biff=no\n',
    },
    'a port, a process limit': {
      'master.cf.j2': '127.0.0.1:{{ port }} inet n - n - {{ limit }} smtpd\n  -o biff=no\n',
    },
  };
  for (const [about, files] of Object.entries(silent)) {
    it(`are none for ${about}`, async () => {
      const harmless = new Set(['override-of-main', 'login-without-permit']);
      assert.deepEqual(
        (await ids(files)).filter((id) => !harmless.has(id)),
        [],
      );
    });
  }

  const reports: readonly (readonly [string, string | Files, string])[] = [
    ['a wrong value beside it', 'myorigin = {{ o }}\nmessage_size_limit = 10m\n', 'wrong-value'],
    ['a wrong value in a branch', '{% if a %}\nmessage_size_limit = 10m\n{% endif %}\n', 'wrong-value'],
    ['a line without =', 'myorigin = {{ o }}\nmyhostname\n', 'missing-equals'],
    ['a misspelt name', 'myorigin = {{ o }}\nmyhostnam = a.example\n', 'unknown-parameter'],
    [
      'the same name twice in one branch',
      '{% if a %}\nbiff = no\nbiff = yes\n{% endif %}\n',
      'duplicate-parameter',
    ],
    [
      'an open relay that no value changes',
      {
        'main.cf.j2':
          'myhostname = {{ host }}\nsmtpd_relay_restrictions =\n  check_sender_access static:OK,\n  reject_unauth_destination\n',
        'master.cf.j2': 'smtp inet n - y - - smtpd\n',
      },
      'open-relay',
    ],
    [
      'a bad column',
      { 'master.cf.j2': 'smtp inet n - x - - smtpd\n127.0.0.1:{{ p }} inet n - n - - smtpd\n' },
      'bad-column-value',
    ],
    ['a template without code', 'message_size_limit = 10m\n', 'wrong-value'],
  ];
  for (const [about, files, rule] of reports) {
    it(`tell of ${about}`, async () => {
      const found = await ids(files);
      assert.ok(found.includes(rule), found.join(' '));
    });
  }

  it('have fixes that keep the code', async () => {
    const text = 'mynetworks = {{ nets }}\nmynetworks = {{ nets }}, 10.0.0.1/8\nmyorigin = {{ o }}\n';
    for (const { fixes } of await findings(text)) {
      for (const fix of fixes) {
        const edits: readonly FileEdit[] = fix.edits();
        const fixed = applyEdits(text, edits);
        assert.ok(!/[\ue000-\uf8ff]/.test(fixed), fixed);
        assert.ok(fixed.includes('myorigin = {{ o }}'), fixed);
      }
    }
  });
});
