import type { WorkspaceEdit } from 'vscode-languageserver-types';
import type { DovecotDriverFile } from '../../../system/files';
import { format, type Localized } from '../../../text/localized';
import type { Refusal, Renameable } from '../../rename';
import { toRange, type Target } from '../../target';
import { driverMentionAt, driverMentions, sameMentions } from './names';

const TEXTS = {
  nothing: { en: 'There is no name here that can change', 'zh-cn': '此处没有可以重命名的名称' },
  setting: {
    en: 'The driver asks for {name} by this name: it cannot change',
    'zh-cn': '驱动按 {name} 这个名称读取，不能改名',
  },
  bad: {
    en: 'A name is made of letters, digits, _ and -, not "{name}"',
    'zh-cn': '名称由字母、数字、_ 和 - 组成，不能是“{name}”',
  },
  taken: { en: '{name} exists already', 'zh-cn': '{name} 已经存在' },
} as const satisfies Record<string, Localized>;

/** A key of a dict is the file's own name; settings are the driver's. */
export function prepareRename(target: Target<DovecotDriverFile>, offset: number): Renameable | Refusal {
  const mention = driverMentionAt(target, offset);
  if (!mention) return refuse(target, 'nothing', '');
  const { start, end } = mention.span;
  const placeholder = target.file.tree.text.slice(start, end);
  if (mention.kind === 'setting') return refuse(target, 'setting', placeholder);
  return { range: toRange(target.document, mention.span), placeholder };
}

/** Renames a key of a dict with all its uses. */
export function rename(
  target: Target<DovecotDriverFile>,
  offset: number,
  newName: string,
): WorkspaceEdit | Refusal {
  const prepared = prepareRename(target, offset);
  const mention = driverMentionAt(target, offset);
  if ('refusal' in prepared || !mention) return prepared as Refusal;
  if (!/^[\w-]+$/.test(newName)) return refuse(target, 'bad', newName);
  const isTaken = driverMentions(target).some(({ kind, name }) => kind === 'key' && name === newName);
  if (newName !== mention.name && isTaken) return refuse(target, 'taken', newName);
  const edits = sameMentions(target, mention).map(({ span }) => ({
    range: toRange(target.document, span),
    newText: newName,
  }));
  return { changes: { [target.file.uri]: edits } };
}

function refuse({ language }: Target<DovecotDriverFile>, reason: keyof typeof TEXTS, name: string): Refusal {
  return { refusal: format(TEXTS[reason][language], { name }) };
}
