import { restrictionLists } from '../../system/restrictionList';
import { defineRule } from '../rule';
import { placeIn, replacement } from '../settings';

/** smtpd warns "restriction … after … is ignored", and only when it gets there. */
export const restrictionAfterFinal = defineRule({
  id: 'restriction-after-final',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    ignored: {
      en: '{name} decides in every case: what follows is never looked at',
      'zh-cn': '{name} 已对所有情况做出决定，后面的内容永远不会执行',
    },
    final: { en: 'The list ends here', 'zh-cn': '列表到此为止' },
    remove: { en: 'Remove what is never looked at', 'zh-cn': '删除永远不会执行的部分' },
  },
  check({ instance, report }) {
    for (const { setting, entries } of restrictionLists(instance)) {
      const first = entries.findIndex(({ unreachable }) => unreachable);
      const final = entries[first - 1];
      const ignored = entries
        .slice(first)
        .flatMap(({ item, argument }) => (argument ? [item, argument] : [item]));
      const [from, to] = [ignored[0], ignored[ignored.length - 1]];
      if (first < 0 || !final || !from?.own || !to) continue;
      const end = final.item.span.end;
      report({
        at: placeIn(setting, { start: from.span.start, end: to.span.end }),
        message: 'ignored',
        values: { name: final.fact?.name ?? final.text },
        tag: 'unnecessary',
        related: [{ at: placeIn(setting, final.item.span), message: 'final' }],
        fixes:
          final.item.direct && ignored.every(({ direct }) => direct)
            ? [
                {
                  title: 'remove',
                  // Words that are no restrictions came there by another mistake, such as an indented line.
                  safe: entries.slice(first).every(({ kind }) => kind !== 'unknown'),
                  edits: () => [replacement(setting, { start: end, end: to.span.end }, '')],
                },
              ]
            : [],
      });
    }
  },
});
