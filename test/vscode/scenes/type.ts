import * as vscode from 'vscode';
import { equal } from '../expect.js';
import { openServer } from '../workspace.js';

interface Typing {
  readonly file: 'main.cf' | 'master.cf';
  readonly before: string;
  readonly keys: readonly string[];
  readonly after: string;
}

const SMTP = 'smtp inet n - y - - smtpd';

const TYPINGS: Readonly<Record<string, Typing>> = {
  'Enter after the comma of a list goes on with the list': {
    file: 'main.cf',
    before: 'mydestination = a,<|>\n',
    keys: ['\n', 'b,', '\n', 'c'],
    after: 'mydestination = a,\n    b,\n    c\n',
  },
  'Enter after an equals sign begins the list on the next line': {
    file: 'main.cf',
    before: 'mydestination =<|>\n',
    keys: ['\n', 'a'],
    after: 'mydestination =\n    a\n',
  },
  'Enter after a whole setting begins the next one': {
    file: 'main.cf',
    before: 'myorigin = a<|>\n',
    keys: ['\n', 'b'],
    after: 'myorigin = a\nb\n',
  },
  'Enter inside a value keeps its rest in the value': {
    file: 'main.cf',
    before: 'mydestination = a <|>b\n',
    keys: ['\n'],
    after: 'mydestination = a \n    b\n',
  },
  'Enter inside a comment keeps its rest in the comment': {
    file: 'main.cf',
    before: '# one <|>two\n',
    keys: ['\n'],
    after: '# one \n# two\n',
  },
  'a closing brace does not fall to the margin on Enter': {
    file: 'main.cf',
    before: 'alias_maps = inline:{<|>}\n',
    keys: ['\n', 'a=b '],
    after: 'alias_maps = inline:{\n    a=b }\n',
  },
  'a closing brace does not fall to the margin when it is typed': {
    file: 'main.cf',
    before: 'alias_maps = inline:{\n    a=b\n    <|>\n',
    keys: ['}'],
    after: 'alias_maps = inline:{\n    a=b\n    }\n',
  },
  'Enter after a service that takes options': {
    file: 'master.cf',
    before: `${SMTP}<|>\n`,
    keys: ['\n', '-o a=b', '\n', '-o c=d'],
    after: `${SMTP}\n  -o a=b\n  -o c=d\n`,
  },
  'Enter after a service that takes none': {
    file: 'master.cf',
    before: 'cleanup unix n - y - 0 cleanup<|>\n',
    keys: ['\n', 'x'],
    after: 'cleanup unix n - y - 0 cleanup\nx\n',
  },
};

describe('type', () => {
  for (const [title, { file, before, keys, after }] of Object.entries(TYPINGS)) {
    it(title, async () => {
      const { document } = await openServer({ [file]: before });
      for (const text of keys) await vscode.commands.executeCommand('default:type', { text });
      equal(document.getText(), after, 'text');
    });
  }
});
