import { isCyrusFile, optionsOf, saslEntries, type CyrusFile } from '../../system/saslFiles';
import { nearest } from '../../text/nearest';
import { defineRule } from '../rule';
import { saslRemoval } from '../saslEdits';

/** The library passes over options that it does not know, and says nothing. */
export const saslUnknownOption = defineRule({
  id: 'sasl-unknown-option',
  severity: 'warning',
  reads: ['sasl', 'saslauthd', 'saslauthd-ldap'],
  messages: {
    similar: {
      en: '{program} has no option {name}, and passes over it silently; did you mean {meant}?',
      'zh-cn': '{program} 没有选项 {name}，会不声不响地忽略；是不是 {meant}？',
    },
    unknown: {
      en: '{program} has no option {name}, and passes over it silently',
      'zh-cn': '{program} 没有选项 {name}，会不声不响地忽略',
    },
    replace: { en: 'Change it to {meant}', 'zh-cn': '改为 {meant}' },
    remove: { en: 'Remove this option', 'zh-cn': '删除此选项' },
  },
  check({ system, report }) {
    for (const file of system.files) {
      if (!isCyrusFile(file)) continue;
      const known = namesOf(file);
      for (const entry of saslEntries(file)) {
        const { name, nameSpan } = entry;
        if (name === '' || Object.hasOwn(optionsOf(file), name)) continue;
        const meant = MISPRINTS[name] ?? nearest(name, known);
        // A defaults file may set variables for other ends: only a misspelt one is a mistake.
        if (file.kind === 'saslauthd' && meant === undefined) continue;
        const at = { uri: file.uri, span: nameSpan };
        const remove = { title: 'remove' as const, edits: () => [saslRemoval(file, entry)] };
        const program = file.kind === 'sasl' ? 'Cyrus SASL' : 'saslauthd';
        if (meant === undefined) {
          report({ at, message: 'unknown', severity: 'hint', values: { name, program }, fixes: [remove] });
          continue;
        }
        const replace = {
          title: 'replace' as const,
          values: { meant },
          edits: () => [{ ...at, text: meant }],
        };
        report({ at, message: 'similar', values: { name, meant, program }, fixes: [replace, remove] });
      }
    }
  },
});

/** Names that copies of the manual spell otherwise than the library does. */
const MISPRINTS: Readonly<Record<string, string>> = { authdaemon_path: 'authdaemond_path' };

const RED_HAT: ReadonlySet<string> = new Set(['SOCKETDIR', 'MECH', 'FLAGS']);

/** Names that may be meant: each distribution has its own in what it starts saslauthd with. */
function namesOf(file: CyrusFile): string[] {
  const names = Object.keys(optionsOf(file));
  if (file.kind !== 'saslauthd') return names;
  return names.filter((name) => RED_HAT.has(name) === file.uri.includes('/sysconfig/'));
}
