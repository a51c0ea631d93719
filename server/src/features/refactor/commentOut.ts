import { CodeActionKind } from 'vscode-languageserver-types';
import { linesTouching } from './blocks';
import type { Refactor } from './refactoring';

const TITLES = {
  service: { en: 'Comment out the service with its options', 'zh-cn': '注释掉此服务及其选项' },
  setting: { en: 'Comment out the whole setting', 'zh-cn': '注释掉整个设置' },
  several: { en: 'Comment out {count} entries', 'zh-cn': '注释掉 {count} 项' },
};

/** `#` before each line of a setting or service, its continuation lines included, as the files of Postfix have it. */
export const commentOut: Refactor = {
  kind: `${CodeActionKind.RefactorRewrite}.comment.add`,
  find({ file }, range) {
    const touched = linesTouching(file, range);
    if (touched.length === 0) return [];
    const { lines } = file.tree;
    const edits = touched.flatMap(({ firstLine, lastLine }) =>
      Array.from({ length: lastLine - firstLine + 1 }, (_, index) => firstLine + index)
        .filter((line) => lines.kindOf(line) === 'first' || lines.kindOf(line) === 'continuation')
        .map((line) => ({
          uri: file.uri,
          span: { start: lines.startOf(line), end: lines.startOf(line) },
          text: '#',
        })),
    );
    const title = touched.length > 1 ? 'several' : file.kind === 'main' ? 'setting' : 'service';
    return [{ title: { text: TITLES[title], values: { count: touched.length } }, edits }];
  },
};
