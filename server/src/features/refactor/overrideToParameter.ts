import { CodeActionKind } from 'vscode-languageserver-types';
import { fieldText } from '../../postfix/masterCf';
import { newName } from './newName';
import { overrideAt } from './overrides';
import type { Refactor } from './refactoring';
import { isExpandedSetting, isPlainText, newSetting } from './settings';

const TITLE = {
  en: 'Move the value to main.cf, as ${name}',
  'zh-cn': '把值移到 main.cf，写作 ${name}',
};

/**
 * The value of an `-o` moves into a parameter of its own in main.cf, as the master.cf that comes with Postfix has it for
 * submission (`-o smtpd_client_restrictions=$mua_client_restrictions`).
 */
export const overrideToParameter: Refactor = {
  kind: CodeActionKind.RefactorMove,
  find(target, range) {
    const { instance } = target;
    const found = overrideAt(target, range);
    if (!found || !instance.main || !isExpandedSetting(instance, found.override.name)) return [];
    const { override, service, master } = found;
    const { value } = override;
    if (value.text === '' || !value.contiguous || !isPlainText(value.text)) return [];
    if (/^\$\w+$/.test(value.text)) return [];
    const purpose = override.name.replace(/^(smtpd|smtp|lmtp|local|virtual)_/, '');
    const name = newName(instance, `${fieldText(service, 'service')}_${purpose}`);
    return [
      {
        title: { text: TITLE, values: { name } },
        edits: [
          newSetting(instance.main, name, value.text),
          { uri: master.uri, span: { start: value.start, end: value.end }, text: `$${name}` },
        ],
        madeUp: { name },
      },
    ];
  },
};
