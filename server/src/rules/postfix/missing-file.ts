import { tableFile, withMembers } from '../../postfix/tableReference';
import type { MailSystem } from '../../system/mailSystem';
import { fileUses } from '../../system/pathsInUse';
import { isRead } from '../../system/settings';
import { defineRule, type Place, type Severity } from '../rule';
import { placeIn, valuePlace } from '../settings';
import { Once } from '../smtpd';

type MessageId = 'table' | 'tableNotCopied' | 'file' | 'fileNotCopied';

interface Lack {
  readonly at: Place;
  readonly path: string;
  readonly message: MessageId;
  readonly severity: Severity;
}

/** Made by Postfix itself, or no matter whether they are there. */
const MADE_BY_POSTFIX = /^(maillog_file|tls_random_exchange_name|.*_path)$/;

/** A file that a setting names and the disk does not have. */
export const missingFile = defineRule<MessageId>({
  id: 'missing-file',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    table: {
      en: '{path} does not exist: every look-up in this table fails, and mail waits',
      'zh-cn': '{path} 不存在：对此查询表的每次查询都会失败，邮件会一直等待',
    },
    tableNotCopied: {
      en: '{path} is not in this copy of the configuration: without it every look-up in this table fails',
      'zh-cn': '此份配置副本中没有 {path}：服务器上若也没有，对此查询表的每次查询都会失败',
    },
    file: { en: '{path} does not exist', 'zh-cn': '{path} 不存在' },
    fileNotCopied: {
      en: '{path} is not in this copy of the configuration',
      'zh-cn': '此份配置副本中没有 {path}',
    },
  },
  check({ system, report }) {
    const once = new Once();
    for (const { at, path, message, severity } of [...missingTables(system), ...missingFiles(system)]) {
      if (once.isFirst(at, path)) report({ at, message, severity, values: { path } });
    }
  },
});

function missingTables({ tables, disk, postfix }: MailSystem): Lack[] {
  return tables.uses.flatMap(({ reference, setting, span }) =>
    withMembers(reference).flatMap((member) => {
      const path = tableFile(member);
      const state = path && disk.stateOf(path);
      if (path === undefined || typeof state !== 'string') return [];
      // What postmap made of it may be there without it.
      const suffixes = postfix.release.tableType(member.type)?.suffixes ?? [];
      if (suffixes.some((suffix) => disk.statOf(path + suffix))) return [];
      return [
        {
          at: placeIn(setting, span),
          path,
          message: state === 'absent' ? ('table' as const) : ('tableNotCopied' as const),
          severity: state === 'absent' && isRead(postfix, setting) ? ('warning' as const) : ('hint' as const),
        },
      ];
    }),
  );
}

function missingFiles({ disk, postfix }: MailSystem): Lack[] {
  return fileUses(postfix).flatMap(({ path, setting }) => {
    const state = disk.stateOf(path);
    if (typeof state !== 'string' || MADE_BY_POSTFIX.test(setting.name)) return [];
    const isHere = state === 'absent';
    return [
      {
        at: valuePlace(setting),
        path,
        message: isHere ? ('file' as const) : ('fileNotCopied' as const),
        severity: isHere && isRead(postfix, setting) ? ('warning' as const) : ('hint' as const),
      },
    ];
  });
}
