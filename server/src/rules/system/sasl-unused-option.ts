import { SMTPD_OPTIONS } from '../../sasl/options';
import type { SaslOption } from '../../sasl/saslConf';
import { saslWords } from '../../sasl/words';
import { defineRule } from '../rule';
import { saslRemoval } from '../saslEdits';

/** Options of a plugin or of a verifier that is not asked. */
export const saslUnusedOption = defineRule({
  id: 'sasl-unused-option',
  severity: 'hint',
  reads: ['sasl'],
  messages: {
    plugin: {
      en: 'Only the plugin {plugin} reads {name}, and auxprop_plugin is {asked}',
      'zh-cn': '只有插件 {plugin} 读取 {name}，而 auxprop_plugin 是 {asked}',
    },
    verifier: {
      en: 'Only the verifier {plugin} reads {name}, and pwcheck_method is {asked}',
      'zh-cn': '只有校验方式 {plugin} 读取 {name}，而 pwcheck_method 是 {asked}',
    },
    asked: { en: 'Who is asked instead', 'zh-cn': '实际查询的是' },
    remove: { en: 'Remove this option', 'zh-cn': '删除此选项' },
    removeAll: { en: 'Remove all options that nobody reads', 'zh-cn': '删除所有无人读取的选项' },
  },
  check({ system, report }) {
    for (const file of system.files) {
      if (file.kind !== 'sasl') continue;
      const first = new Map([...file.tree.options].reverse().map((option) => [option.name, option]));
      for (const option of file.tree.options) {
        const { name, nameSpan } = option;
        const reader = readerOf(name);
        const asker = reader && first.get(reader.by);
        // ldapdb brings names into their final form too.
        const canon = first.get('canon_user_plugin');
        if (!reader || !asker || asks(asker, reader.name) || (canon && asks(canon, reader.name))) continue;
        report({
          at: { uri: file.uri, span: nameSpan },
          message: reader.by === 'auxprop_plugin' ? 'plugin' : 'verifier',
          values: { name, plugin: reader.name, asked: asker.value },
          tag: 'unnecessary',
          related: [{ at: { uri: file.uri, span: asker.valueSpan }, message: 'asked' }],
          fixes: [{ title: 'remove', allTitle: 'removeAll', edits: () => [saslRemoval(file, option)] }],
        });
      }
    }
  },
});

const VERIFIERS: Readonly<Record<string, string>> = {
  saslauthd_path: 'saslauthd',
  authdaemond_path: 'authdaemond',
};

/** Who reads an option alone, and which option says whether it is asked; undefined for all others. */
function readerOf(name: string): { readonly name: string; readonly by: string } | undefined {
  const verifier = VERIFIERS[name];
  if (verifier !== undefined) return { name: verifier, by: 'pwcheck_method' };
  const plugin = Object.hasOwn(SMTPD_OPTIONS, name) ? SMTPD_OPTIONS[name]?.plugin : undefined;
  return plugin && { name: plugin, by: 'auxprop_plugin' };
}

function asks({ value, valueSpan }: SaslOption, wanted: string): boolean {
  return saslWords(value, valueSpan).some(({ text }) => text.toLowerCase() === wanted);
}
