import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { EntryFile } from '../../rules/lookupTables';
import { format, type Localized } from '../../text/localized';
import type { DocumentLookup } from '../diagnostics';
import type { Refusal, Renameable } from '../rename';
import { toRange, type Target } from '../target';
import { mentionAt, occurrencesOf, type Mention } from './names';

const TEXTS = {
  nothing: { en: 'There is no user and no domain here', 'zh-cn': '此处没有用户名或域名' },
  transport: {
    en: '{name} is a service of master.cf: rename it there',
    'zh-cn': '{name} 是 master.cf 中的服务：请在那里重命名',
  },
  badUser: {
    en: 'The name of a user has neither blanks nor any of @ , : ; quotes and brackets, unlike "{name}"',
    'zh-cn': '用户名不能含有空格、@ , : ; 以及引号和括号，“{name}”不行',
  },
  badDomain: {
    en: '"{name}" is no domain: labels of letters, digits and hyphens with dots between them',
    'zh-cn': '“{name}”不是域名：域名由字母、数字和连字符组成，以点分隔',
  },
} satisfies Record<string, Localized>;

const FORMS: Readonly<Record<'user' | 'domain', RegExp>> = {
  user: /^[^\s@,:;"'\\()<>[\]|/#$]+$/,
  domain: /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u,
};

/** The local part or the domain that would be renamed. */
export function prepareRename(target: Target<EntryFile>, offset: number): Renameable | Refusal {
  const mention = mentionAt(target.system, target.file, offset);
  if (!mention) return refuse(target, 'nothing', '');
  if (mention.kind === 'transport') return refuse(target, 'transport', mention.name);
  const { start, end } = mention.span;
  return {
    range: toRange(target.document, mention.span),
    placeholder: target.file.tree.text.slice(start, end),
  };
}

/** Renames a user or a domain in all tables of the server, and a domain in the lists of main.cf too. */
export function rename(
  target: Target<EntryFile>,
  offset: number,
  newName: string,
  documents: DocumentLookup,
): WorkspaceEdit | Refusal {
  const { system, file } = target;
  const prepared = prepareRename(target, offset);
  const mention = mentionAt(system, file, offset);
  if ('refusal' in prepared || !mention || mention.kind === 'transport') return prepared as Refusal;
  if (!FORMS[mention.kind].test(newName))
    return refuse(target, mention.kind === 'user' ? 'badUser' : 'badDomain', newName);
  return { changes: changesOf(occurrencesOf(system, mention), newName, documents) };
}

function changesOf(
  occurrences: readonly (Mention & { readonly uri: string })[],
  newText: string,
  documents: DocumentLookup,
): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, span } of occurrences) {
    const document = documents(uri);
    if (document) (changes[uri] ??= []).push({ range: toRange(document, span), newText });
  }
  return changes;
}

function refuse({ language }: Target<EntryFile>, reason: keyof typeof TEXTS, name: string): Refusal {
  return { refusal: format(TEXTS[reason][language], { name }) };
}
