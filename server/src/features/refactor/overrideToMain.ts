import { CodeActionKind } from 'vscode-languageserver-types';
import { lastOverride } from '../../system/postfixInstance';
import { optionRemoval } from '../../rules/services';
import { haveOwnKeys, overrideAt, readersOf } from './overrides';
import type { Refactor } from './refactoring';
import { isPlainText, newSetting } from './settings';

const TITLE = {
  en: 'Move {name} to main.cf: every service that reads it has this value',
  'zh-cn': '把 {name} 移到 main.cf：读取它的所有服务都是这个值',
};

/** An `-o` that all services reading it have alike becomes a setting in main.cf; they keep their value. */
export const overrideToMain: Refactor = {
  kind: `${CodeActionKind.RefactorMove}.setting`,
  find(target, range) {
    const { instance } = target;
    const found = overrideAt(target, range);
    if (!found || !instance.main) return [];
    const { name, value } = found.override;
    const readers = readersOf(instance, name);
    if (!readers?.includes(found.service) || !haveOwnKeys(readers, instance.services)) return [];
    const alike = readers.every((service) => lastOverride(service, name)?.value.text === value.text);
    const others = instance.services.some(
      (service) => !readers.includes(service) && lastOverride(service, name),
    );
    if (!alike || others || !isPlainText(value.text)) return [];
    const removed = readers.flatMap(({ overrides }) => overrides.filter((other) => other.name === name));
    const entries = instance.parameters.filter((entry) => entry.name === name);
    return [
      {
        title: { text: TITLE, values: { name } },
        edits: [
          ...removed.map(({ span }) => optionRemoval(found.master, span)),
          ...entries.map(({ value: { start, end } }) => ({
            uri: instance.main?.uri ?? '',
            span: { start, end },
            text: value.text,
          })),
          ...(entries.length === 0 ? [newSetting(instance.main, name, value.text)] : []),
        ],
      },
    ];
  },
};
