import type { Entry } from '../../dovecot/nodes';
import { hasUnseenParts, topSettings, type PlacedSetting } from '../../system/dovecot/listeners';
import type { Section } from '../../system/dovecot/sections';
import type { DovecotInstance } from '../../system/dovecotInstance';
import { isYes } from '../dovecotValues';
import { defineRule, type FileEdit } from '../rule';

/** Services that work for a protocol, and open no listener without it. */
const PROTOCOLS: Readonly<Record<string, string>> = {
  lmtp: 'lmtp',
  'imap-login': 'imap',
  'pop3-login': 'pop3',
  'managesieve-login': 'sieve',
  'submission-login': 'submission',
};

/** A listener of a service whose protocol is not among `protocols`. */
export const dovecotMissingProtocol = defineRule({
  id: 'dovecot-missing-protocol',
  severity: 'warning',
  reads: ['dovecot'],
  messages: {
    missing: {
      en: '{protocol} is not among protocols: Dovecot does not open this listener of service {service}',
      'zh-cn': 'protocols 中没有 {protocol}：Dovecot 不会打开 {service} 服务的这个监听器',
    },
    protocols: { en: 'The protocols', 'zh-cn': '启用的协议' },
    add: { en: 'Add {protocol} to protocols', 'zh-cn': '在 protocols 中加上 {protocol}' },
  },
  check({ system: { dovecot }, report }) {
    if (!dovecot || hasUnseenParts(dovecot)) return;
    const enabled = protocolsOf(dovecot);
    if (!enabled) return;
    const setting = topSettings(dovecot).get('protocols');
    for (const section of dovecot.reading.sections) {
      const service = serviceOf(section);
      const protocol = PROTOCOLS[service];
      if (protocol === undefined || enabled.has(protocol)) continue;
      const { block, file } = section;
      const related = setting
        ? [{ at: { uri: setting.file.uri, span: setting.setting.key.span }, message: 'protocols' as const }]
        : [];
      report({
        at: { uri: file.uri, span: (block.label ?? block.type).span },
        message: 'missing',
        values: { protocol, service },
        related,
        fixes: setting
          ? [{ title: 'add', values: { protocol }, edits: () => [wordBehind(setting, protocol)] }]
          : [],
      });
    }
  },
});

function wordBehind({ file, setting }: PlacedSetting, word: string): FileEdit {
  const { end } = setting.source;
  return { uri: file.uri, span: { start: end, end }, text: ` ${word}` };
}

/** The service that a block is a listener of; empty for all other blocks. */
function serviceOf({ block, fact, parent }: Section): string {
  const isListener = fact?.name.endsWith('_listener') === true && parent?.fact?.name === 'service';
  return isListener && block.entries.some(isWanted) ? (parent.block.label?.text ?? '') : '';
}

/** The files that come with Dovecot name every listener and say nothing of it; `port = 0` closes one. */
function isWanted(entry: Entry): boolean {
  return entry.kind === 'setting' && !(entry.key.text === 'port' && entry.value === '0');
}

/** The protocols that are on; undefined where that cannot be told. */
function protocolsOf(dovecot: DovecotInstance): ReadonlySet<string> | undefined {
  return dovecot.release.line === '2.3' ? protocolsOf23(dovecot) : protocolsOf24(dovecot);
}

function wordsIn(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Without a setting, the default of the build counts, and Debian's is not that of others. */
function protocolsOf23({ scopes }: DovecotInstance): ReadonlySet<string> | undefined {
  const written = scopes[0]?.root.values.get('protocols')?.text;
  const all = wordsIn(written ?? '$protocols');
  return all.some((word) => word.startsWith('$')) ? undefined : new Set(all);
}

/** `protocols = …` begins anew, `protocols { … }` changes what there is. */
function protocolsOf24({ reading }: DovecotInstance): ReadonlySet<string> {
  const enabled = new Set<string>();
  for (const { entry, fact, section } of reading.assignments) {
    if (fact?.name === 'protocols' && section === undefined) {
      enabled.clear();
      for (const word of wordsIn(entry.value)) enabled.add(word);
    } else if (section?.fact?.name === 'protocols') {
      if (isYes(entry.value)) enabled.add(entry.key.text);
      else enabled.delete(entry.key.text);
    }
  }
  return enabled;
}
