import { fieldText, type Override, type Service } from '../../postfix/masterCf';
import type { PostfixInstance } from '../../system/postfixInstance';
import { isCutByBlank, meantSettings } from '../options';
import { defineRule } from '../rule';
import { optionRemoval, shorten } from '../services';

type Relation = 'overrides' | 'repeatsMain' | 'repeatsDefault';

/** `-o` holds for one service alone and hides what main.cf says (postconf(5), master(5)). */
export const overrideOfMain = defineRule({
  id: 'override-of-main',
  severity: 'hint',
  reads: ['master'],
  messages: {
    overrides: {
      en: '{name} is "{value}" for {service} alone; main.cf says "{main}"',
      'zh-cn': '{name} 仅对服务 {service} 为“{value}”；main.cf 中是“{main}”',
    },
    repeatsMain: {
      en: '{name} is "{value}" in main.cf too: this -o changes nothing',
      'zh-cn': 'main.cf 中的 {name} 也是“{value}”：这个 -o 不起作用',
    },
    repeatsDefault: {
      en: '{name} is "{value}" by default: this -o changes nothing as long as main.cf does not set it',
      'zh-cn': '{name} 的默认值就是“{value}”：只要 main.cf 不设置它，这个 -o 就不起作用',
    },
    inMain: { en: 'main.cf sets it here', 'zh-cn': 'main.cf 在此处设置' },
    remove: { en: 'Remove this -o', 'zh-cn': '删除这个 -o' },
    removeAll: { en: 'Remove every -o that repeats main.cf', 'zh-cn': '删除所有与 main.cf 相同的 -o' },
  },
  check({ instance, report }) {
    const { main, master } = instance;
    if (!main || !master) return;
    for (const service of master.tree.services) {
      for (const override of effectiveOverrides(service, instance)) {
        const relation = relate(instance, override);
        if (!relation) continue;
        const parameter = instance.entries.get(override.name);
        const remove = {
          title: 'remove',
          safe: true,
          edits: () => [optionRemoval(master, override.span)],
        } as const;
        report({
          at: { uri: master.uri, span: override.nameSpan },
          message: relation,
          values: {
            name: override.name,
            value: shorten(override.value.text),
            service: fieldText(service, 'service'),
            main: shorten(parameter?.value.text ?? ''),
          },
          ...(relation === 'repeatsMain' && { tag: 'unnecessary' }),
          related: parameter ? [{ at: { uri: main.uri, span: parameter.nameSpan }, message: 'inMain' }] : [],
          fixes:
            relation === 'overrides'
              ? []
              : [{ ...remove, ...(relation === 'repeatsMain' && { allTitle: 'removeAll' }) }],
        });
      }
    }
  },
});

/** The last setting of each name; without those that a blank has cut, which say something else than they shall. */
function effectiveOverrides(service: Service, { release }: PostfixInstance): Override[] {
  const last = new Map(service.overrides.map((override) => [override.name, override]));
  if (service.operands.length === 0) return [...last.values()];
  const meant = meantSettings(service, release.daemon(fieldText(service, 'command')));
  const cut = new Set(meant.filter(isCutByBlank).map(({ option }) => option.span.start));
  return [...last.values()].filter(({ span }) => !cut.has(span.start));
}

function relate(instance: PostfixInstance, override: Override): Relation | undefined {
  const parameter = instance.entries.get(override.name);
  if (parameter) return sameText(parameter.value.text, override) ? 'repeatsMain' : 'overrides';
  const fallback = instance.defaultValue(override.name);
  const repeats = fallback?.origin.kind === 'default' && sameText(fallback.text, override);
  return repeats ? 'repeatsDefault' : undefined;
}

/** Equal but for the blanks, so that both come to the same value in the same program. */
function sameText(text: string, override: Override): boolean {
  return text.replace(/\s+/g, ' ') === override.value.text.replace(/\s+/g, ' ');
}
