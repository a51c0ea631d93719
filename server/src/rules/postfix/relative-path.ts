import { withMembers } from '../../postfix/tableReference';
import type { MailSystem } from '../../system/mailSystem';
import { knownValue, settingsOf } from '../../system/settings';
import { defineRule, type Place } from '../rule';
import { placeIn, valuePlace } from '../settings';
import { Once } from '../smtpd';

/** Types whose name is the path of a file. */
const FILES: ReadonlySet<string> = new Set(['indexed', 'text', 'pattern']);

/** Left in a template for a script to fill in. */
const PLACEHOLDER = /^[A-Z][A-Z\d_]*$|__/;

/** Daemons work in the queue directory, so that a path without a slash at its start leads there. */
export const relativePath = defineRule({
  id: 'relative-path',
  severity: 'warning',
  reads: ['main', 'master'],
  messages: {
    relative: {
      en: 'Postfix looks for {path} below {directory}, its working directory: write the whole path',
      'zh-cn': 'Postfix 会在工作目录 {directory} 下寻找 {path}：请写完整路径',
    },
  },
  check({ system, report }) {
    const directory = system.postfix.effective('queue_directory') ?? '';
    const once = new Once();
    for (const { path, at } of [...relativeTables(system), ...relativeFiles(system)]) {
      if (once.isFirst(at, path)) report({ at, message: 'relative', values: { path, directory } });
    }
  },
});

interface Relative {
  readonly path: string;
  readonly at: Place;
}

function relativeTables({ tables, postfix }: MailSystem): Relative[] {
  return tables.uses.flatMap(({ reference, setting, span }) =>
    withMembers(reference)
      .filter(
        ({ type, name }) => FILES.has(postfix.release.tableType(type)?.source ?? '') && isRelative(name),
      )
      .map(({ name }) => ({ path: name, at: placeIn(setting, span) })),
  );
}

function relativeFiles({ postfix }: MailSystem): Relative[] {
  return settingsOf(postfix).flatMap((setting) => {
    const { type } = setting;
    if (type?.kind !== 'path' || type.of !== 'file') return [];
    const path = knownValue(postfix, setting) ?? '';
    return isRelative(path) && !type.words?.includes(path) ? [{ path, at: valuePlace(setting) }] : [];
  });
}

function isRelative(path: string): boolean {
  return /^[\w.-]/.test(path) && !PLACEHOLDER.test(path);
}
