import { CodeActionKind } from 'vscode-languageserver-types';
import { endsInBraces, fieldText, type Service } from '../../postfix/masterCf';
import { removal } from '../../rules/settings';
import { lastOverride } from '../../system/postfixInstance';
import { findAt } from '../../text/span';
import { haveOwnKeys, readersOf } from './overrides';
import type { Refactor } from './refactoring';
import { isPlainText, optionText } from './settings';

const TITLE = {
  en: 'Move {name} to the services that read it ({services})',
  'zh-cn': '把 {name} 移到读取它的服务（{services}）',
};

/** A setting that a few services alone read becomes their `-o`; one that has an `-o` of its own keeps that. */
export const mainToOverrides: Refactor = {
  kind: `${CodeActionKind.RefactorMove}.setting`,
  find({ file, instance }, range) {
    const { main, master } = instance;
    if (file.kind !== 'main' || !main || !master) return [];
    const here = findAt(file.tree.parameters, range.start, ({ line }) => line);
    const name = here?.name ?? '';
    const readers = readersOf(instance, name);
    if (!here || !readers || !haveOwnKeys(readers, instance.services)) return [];
    const takers = readers.filter((service) => !lastOverride(service, name));
    const option = optionText(name, here.value.text);
    const entries = instance.parameters.filter((entry) => entry.name === name);
    if (takers.length === 0 || option === undefined || entries.length > 1 || !isPlainText(here.value.text))
      return [];
    if (!takers.every(takesOptions)) return [];
    return [
      {
        title: {
          text: TITLE,
          values: { name, services: takers.map((service) => fieldText(service, 'service')).join(', ') },
        },
        edits: [
          removal({ file: main, line: here.line, entry: here }),
          ...takers.map(({ line }) => ({
            uri: master.uri,
            span: { start: line.end, end: line.end },
            text: `\n  ${option}`,
          })),
        ],
      },
    ];
  },
};

/** An option at the end is read only where no word before it is none, and where it is a word of its own. */
function takesOptions(service: Service): boolean {
  const { operands, fields, problems } = service;
  return operands.length === 0 && fields.length === 8 && problems.length === 0 && !endsInBraces(service);
}
