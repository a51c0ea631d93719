import { linesInForce, partOf, valueOf } from '../dovecotValues';
import { defineRule } from '../rule';

/** Settings of 2.3 whose value is the content of a file. */
const CONTENTS = /^ssl_(?:alt_|client_)?(?:cert|key)$|^ssl_(?:ca|dh)$/;

/** 2.3 wants the content of a certificate's file, `<path`; 2.4 its path. */
export const dovecotFileContent = defineRule({
  id: 'dovecot-file-content',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    path: {
      en: 'Dovecot 2.3 takes this path for the text of the certificate itself: the content of a file is <{path}',
      'zh-cn': 'Dovecot 2.3 会把这个路径当作证书内容本身：引用文件内容要写 <{path}',
    },
    content: {
      en: 'Dovecot {version} wants a path here, and opens a file whose name is the content of this one',
      'zh-cn': 'Dovecot {version} 在此处要的是路径，这样写会把文件内容当作文件名去打开',
    },
    insert: { en: 'Insert the missing "<"', 'zh-cn': '补上缺少的“<”' },
    remove: { en: 'Remove the "<"', 'zh-cn': '去掉“<”' },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot) return;
    const { line, version } = dovecot.release;
    for (const assignment of linesInForce(dovecot)) {
      const { entry, fact } = assignment;
      const at = valueOf(assignment);
      if (line === '2.4' && fact?.type === 'file' && entry.form === 'file') {
        const sign = partOf(assignment, 0, entry.source.text.length - entry.value.length);
        const edits = () => [{ ...sign, text: '' }];
        report({ at, message: 'content', values: { version }, fixes: [{ title: 'remove', edits }] });
      }
      const isPath = line === '2.3' && CONTENTS.test(fact?.name ?? '') && entry.form !== 'file';
      if (!isPath || !entry.value.startsWith('/')) continue;
      const edits = () => [{ ...at, text: `<${entry.value}` }];
      report({ at, message: 'path', values: { path: entry.value }, fixes: [{ title: 'insert', edits }] });
    }
  },
});
