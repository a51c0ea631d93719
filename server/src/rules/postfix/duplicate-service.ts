import { fieldText, type Service } from '../../postfix/masterCf';
import { endpointKey } from '../../system/ports';
import { wholeLines } from '../edits';
import { overriddenItems } from '../repeated';
import { defineRule } from '../rule';
import { columnPlace, completeServices, edit } from '../services';

/** master keeps the last entry of an endpoint: "duplicate master.cf entry … using the last entry". */
export const duplicateService = defineRule({
  id: 'duplicate-service',
  severity: 'warning',
  reads: ['master'],
  messages: {
    overridden: {
      en: '{name} ({type}) is defined again on line {line}: this entry is never used',
      'zh-cn': '{name}（{type}）在第 {line} 行又定义了一次：此处的服务不会生效',
    },
    sameEndpoint: {
      en: '{name} ({type}) is the same endpoint as {other} on line {line}: this entry is never used',
      'zh-cn': '{name}（{type}）与第 {line} 行的 {other} 是同一个端点：此处的服务不会生效',
    },
    repeated: {
      en: '{name} ({type}) is defined again on line {line}, in the same way',
      'zh-cn': '{name}（{type}）在第 {line} 行又定义了一次，内容相同',
    },
    rules: { en: 'This entry, the last one, is in force', 'zh-cn': '以最后这一处为准' },
    keepLast: { en: 'Keep the one in force: remove this entry', 'zh-cn': '保留生效的一处：删除此处' },
    keepThis: { en: 'Keep this entry: remove the other ones', 'zh-cn': '保留此处：删除其他各处' },
  },
  check({ instance, report }) {
    const { master } = instance;
    if (!master) return;
    const removal = ({ line }: Service) => edit(master, wholeLines(master.tree, line), '');
    const services = completeServices(master);
    for (const { entry, last, others } of overriddenItems(services, (one) => endpointKey(instance, one))) {
      const name = fieldText(entry, 'service');
      const other = fieldText(last, 'service');
      const same = wordsOf(entry) === wordsOf(last);
      report({
        at: columnPlace(master, entry, 'service'),
        message: same ? 'repeated' : name === other ? 'overridden' : 'sameEndpoint',
        ...(same && { severity: 'info' }),
        values: { name, other, type: fieldText(entry, 'type'), line: last.line.firstLine + 1 },
        tag: 'unnecessary',
        related: [{ at: columnPlace(master, last, 'service'), message: 'rules' }],
        fixes: [
          { title: 'keepLast', safe: true, edits: () => [removal(entry)] },
          { title: 'keepThis', edits: () => others().map(removal) },
        ],
      });
    }
  },
});

function wordsOf({ line }: Service): string {
  return line.source.text.trim().replace(/\s+/g, ' ');
}
