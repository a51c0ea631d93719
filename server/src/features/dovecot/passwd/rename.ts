import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { DovecotPasswdFile } from '../../../system/files';
import { format, type Localized } from '../../../text/localized';
import type { DocumentLookup } from '../../diagnostics';
import type { Refusal, Renameable } from '../../rename';
import { toRange, type Target } from '../../target';
import { linesOf, userAt } from './names';

const TEXTS = {
  nothing: { en: 'There is no user here', 'zh-cn': '此处没有用户名' },
  bad: {
    en: 'The name of a user has neither blanks nor colons, and does not begin with #, unlike "{name}"',
    'zh-cn': '用户名不能含有空格和冒号，也不能以 # 开头，“{name}”不行',
  },
  taken: { en: 'There is a user {name} already', 'zh-cn': '已经有用户 {name}' },
} as const satisfies Record<string, Localized>;

/** The user that would be renamed. */
export function prepareRename(target: Target<DovecotPasswdFile>, offset: number): Renameable | Refusal {
  const user = userAt(target.file, offset);
  if (!user) return refuse(target, 'nothing', '');
  return { range: toRange(target.document, user.span), placeholder: user.text };
}

/** Renames a user in all passwd-files of the server. What the user's mail lies in keeps its name. */
export function rename(
  target: Target<DovecotPasswdFile>,
  offset: number,
  newName: string,
  documents: DocumentLookup,
): WorkspaceEdit | Refusal {
  const { system, file } = target;
  const user = userAt(file, offset);
  if (!user) return refuse(target, 'nothing', '');
  if (!/^[^\s:#][^\s:]*$/.test(newName)) return refuse(target, 'bad', newName);
  if (newName !== user.text && linesOf(system, file, newName).length > 0)
    return refuse(target, 'taken', newName);
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, entry } of linesOf(system, file, user.text)) {
    const document = documents(uri);
    if (document) (changes[uri] ??= []).push({ range: toRange(document, entry.user.span), newText: newName });
  }
  return { changes };
}

function refuse({ language }: Target<DovecotPasswdFile>, reason: keyof typeof TEXTS, name: string): Refusal {
  return { refusal: format(TEXTS[reason][language], { name }) };
}
