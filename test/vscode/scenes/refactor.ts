import * as vscode from 'vscode';
import { equal, present } from '../expect.js';
import { show } from '../screen.js';
import { ask, openServer } from '../workspace.js';

interface Scene {
  readonly kind: string;
  /** The first file holds the caret. */
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
}

const SCENES: Readonly<Record<string, Scene>> = {
  'a repeated value becomes a parameter': {
    kind: 'refactor.extract',
    before: { 'main.cf': 'mynetworks = <|>10.0.0.0/8\nsmtpd_client_event_limit_exceptions = 10.0.0.0/8\n' },
    after: {
      'main.cf':
        'common_value = 10.0.0.0/8\nmynetworks = $common_value\nsmtpd_client_event_limit_exceptions = $common_value\n',
    },
  },
  'a parameter is replaced by its value': {
    kind: 'refactor.inline',
    before: { 'main.cf': 'off<|>ice = 10.0.0.0/8\nmynetworks = 127.0.0.0/8, $office\n' },
    after: { 'main.cf': 'mynetworks = 127.0.0.0/8, 10.0.0.0/8\n' },
  },
  'an option of a service becomes a parameter of main.cf': {
    kind: 'refactor.move',
    before: {
      'master.cf': 'smtp inet n - y - - smtpd\n  -o syslog_<|>name=mx\n',
      'main.cf': 'myhostname = mail.example.com\n',
    },
    after: {
      'master.cf': 'smtp inet n - y - - smtpd\n  -o syslog_name=$smtp_syslog_name\n',
      'main.cf': 'myhostname = mail.example.com\nsmtp_syslog_name = mx\n',
    },
  },
  'an option of a service becomes a setting of all': {
    kind: 'refactor.move.setting',
    before: {
      'master.cf': 'smtp inet n - y - - smtpd\n  -o smtpd_junk_<|>command_limit=5\n',
      'main.cf': 'myhostname = mail.example.com\n',
    },
    after: {
      'master.cf': 'smtp inet n - y - - smtpd\n',
      'main.cf': 'myhostname = mail.example.com\nsmtpd_junk_command_limit = 5\n',
    },
  },
  'a setting becomes an option of the services that read it': {
    kind: 'refactor.move.setting',
    before: {
      'main.cf': 'myhostname = mail.example.com\nsmtpd_junk_<|>command_limit = 5\n',
      'master.cf': 'smtp inet n - y - - smtpd\n',
    },
    after: {
      'main.cf': 'myhostname = mail.example.com\n',
      'master.cf': 'smtp inet n - y - - smtpd\n  -o smtpd_junk_command_limit=5\n',
    },
  },
  'a list stands on lines of its own': {
    kind: 'refactor.rewrite.listLayout',
    before: { 'main.cf': 'mydestination = <|>a.example, b.example\n' },
    after: { 'main.cf': 'mydestination =\n    a.example,\n    b.example\n' },
  },
  'a list comes back to one line': {
    kind: 'refactor.rewrite.listLayout',
    before: { 'main.cf': 'mydestination =\n    <|>a.example,\n    b.example\n' },
    after: { 'main.cf': 'mydestination = a.example, b.example\n' },
  },
  'a service becomes a comment with its options': {
    kind: 'refactor.rewrite.comment.add',
    before: { 'master.cf': 'smt<|>ps inet n - y - - smtpd\n  -o syslog_name=x\n' },
    after: { 'master.cf': '#smtps inet n - y - - smtpd\n#  -o syslog_name=x\n' },
  },
  'a service in a comment becomes one again': {
    kind: 'refactor.rewrite.comment.remove',
    before: { 'master.cf': '#smt<|>ps inet n - y - - smtpd\n#  -o syslog_name=x\n' },
    after: { 'master.cf': 'smtps inet n - y - - smtpd\n  -o syslog_name=x\n' },
  },
  'all indexed tables get the default type': {
    kind: 'refactor.rewrite.tableTypes',
    before: {
      'main.cf':
        'default_database_type = lmdb\nalias_maps = hash:/etc/al<|>iases\ntransport_maps = hash:/etc/transport\n',
    },
    after: {
      'main.cf':
        'default_database_type = lmdb\nalias_maps = lmdb:/etc/aliases\ntransport_maps = lmdb:/etc/transport\n',
    },
  },
  'settings are sorted, their comments with them': {
    kind: 'source.sortByTopic',
    before: { 'main.cf': '<|># encryption\nsmtpd_tls_security_level = may\nmyhostname = mail.example.com\n' },
    after: {
      'main.cf': 'myhostname = mail.example.com\n\n# encryption\nsmtpd_tls_security_level = may\n',
    },
  },
};

describe('refactor', () => {
  for (const [title, { kind, before, after }] of Object.entries(SCENES)) {
    it(title, async () => {
      const { document, caret, uri } = await openServer(before);
      const range = new vscode.Range(caret, caret);
      const actions = await ask<vscode.CodeAction[]>('executeCodeActionProvider', document.uri, range, kind);
      const action = present(actions[0], kind);
      await vscode.workspace.applyEdit(present(action.edit, `edit of ${action.title}`));
      for (const [name, text] of Object.entries(after)) {
        const changed = await vscode.workspace.openTextDocument(uri(name));
        equal(changed.getText(), text, name);
      }
    });
  }

  it('is in the menu of refactorings', async () => {
    await openServer({ 'main.cf': 'mydestination = <|>a.example, b.example\n' });
    await show('editor.action.refactor', '.action-widget .monaco-list-row', 'refactor');
    await vscode.commands.executeCommand('hideCodeActionWidget');
  });
});
