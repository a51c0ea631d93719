import type { PostfixInstance } from '../../system/postfixInstance';
import { assignmentsOf, type Assignment } from '../assignments';
import { defineRule } from '../rule';
import { namePlace, removal } from '../settings';

/** Names that each program sets by itself ("read-only parameter assignment", postconf(1)). */
export const readOnlyParameter = defineRule({
  id: 'read-only-parameter',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    readOnly: {
      en: 'Each program of Postfix sets {name} by itself: this value is passed over',
      'zh-cn': '{name} 由 Postfix 的各个程序自行设置：此处的值会被忽略',
    },
    directory: {
      en: 'Postfix has found its directory before it reads this: the setting moves nothing, it only changes what $config_directory gives',
      'zh-cn':
        'Postfix 读到这里时早已确定了配置目录：此设置不会换目录，只会改变 $config_directory 的展开结果',
    },
    remove: { en: 'Remove this setting', 'zh-cn': '删除此设置' },
  },
  check({ instance, report }) {
    for (const assignment of assignmentsOf(instance)) {
      const { name } = assignment.entry;
      const readOnly = instance.release.parameter(name)?.readOnly === true;
      if (!readOnly && !movesDirectory(instance, assignment)) continue;
      report({
        at: namePlace(assignment),
        message: readOnly ? 'readOnly' : 'directory',
        values: { name },
        fixes: [{ title: 'remove', safe: readOnly, edits: () => [removal(assignment)] }],
      });
    }
  },
});

/** A copy of a server lies elsewhere than the server's own directory, whose end it has in common. */
function movesDirectory(instance: PostfixInstance, { entry, service }: Assignment): boolean {
  if (entry.name !== 'config_directory' || service) return false;
  return !decoded(instance.directory).endsWith(entry.value.text) || entry.value.text === '';
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
