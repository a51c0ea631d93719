import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { COLUMNS, fieldText } from '../postfix/masterCf';
import type { PostfixInstance } from '../system/postfixInstance';
import { format, type Localized } from '../text/localized';
import { findAt, touches } from '../text/span';
import type { DocumentLookup } from './diagnostics';
import { mentionAt, occurrencesOf, type Mention } from './names';
import { toRange, type Target } from './target';

/** Why something cannot be renamed, in the user's language. */
export interface Refusal {
  readonly refusal: string;
}

export interface Renameable {
  readonly range: Range;
  readonly placeholder: string;
}

const TEXTS = {
  nothing: { en: 'There is no name here that can change', 'zh-cn': '此处没有可以重命名的名称' },
  port: {
    en: 'The first column of an inet service is a port, not a name',
    'zh-cn': 'inet 服务的第一列是端口，不是名称',
  },
  builtIn: {
    en: '{name} is a parameter of Postfix: its name cannot change',
    'zh-cn': '{name} 是 Postfix 的参数：名称不能改变',
  },
  ofService: {
    en: '{name} exists because of a service: rename the service',
    'zh-cn': '{name} 因某个服务而存在：请重命名那个服务',
  },
  ofTable: {
    en: '{name} is read by a database table: its name follows from the name of the table',
    'zh-cn': '{name} 由数据库查找表读取：它的名称取决于查找表的名称',
  },
  shipped: {
    en: 'Postfix asks for the service {name} by this name',
    'zh-cn': 'Postfix 会以 {name} 这个名称使用此服务，不能改名',
  },
  badParameter: {
    en: 'The name of a parameter is made of letters, digits and underscores, not "{name}"',
    'zh-cn': '参数名由字母、数字和下划线组成，不能是“{name}”',
  },
  badService: {
    en: 'The name of a service has neither blanks nor any of / : = , $ and braces, unlike "{name}"',
    'zh-cn': '服务名不能含有空格、花括号以及 / : = , $，“{name}”不行',
  },
  takenByPostfix: {
    en: '{name} is a parameter of Postfix already',
    'zh-cn': '{name} 已经是 Postfix 的参数',
  },
  taken: { en: '{name} exists already', 'zh-cn': '{name} 已经存在' },
} satisfies Record<string, Localized>;

type Reason = keyof typeof TEXTS;

/** What would be renamed; a refusal for names that are not the user's own. */
export function prepareRename(target: Target, offset: number): Renameable | Refusal {
  const mention = mentionAt(target.file, target.instance, offset);
  if (!mention) return refuse(target, isPort(target, offset) ? 'port' : 'nothing', '');
  const reason = reasonAgainst(mention, target.instance);
  if (reason) return refuse(target, reason, mention.name);
  return { range: toRange(target.document, mention.span), placeholder: mention.name };
}

/** Renames in both files. */
export function rename(
  target: Target,
  offset: number,
  newName: string,
  documents: DocumentLookup,
): WorkspaceEdit | Refusal {
  const prepared = prepareRename(target, offset);
  const mention = mentionAt(target.file, target.instance, offset);
  if ('refusal' in prepared || !mention) return prepared as Refusal;
  const reason = reasonAgainstName(newName, mention, target.instance);
  if (reason) return refuse(target, reason, newName);
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, span } of occurrencesOf(target.instance, mention)) {
    const document = documents(uri);
    if (document) (changes[uri] ??= []).push({ range: toRange(document, span), newText: newName });
  }
  return { changes };
}

function refuse({ language }: Target, reason: Reason, name: string): Refusal {
  return { refusal: format(TEXTS[reason][language], { name }) };
}

function isPort({ file }: Target, offset: number): boolean {
  if (file.kind !== 'master') return false;
  const service = findAt(file.tree.services, offset, ({ line }) => line);
  const name = service?.fields[COLUMNS.indexOf('service')];
  return service !== undefined && name !== undefined && touches(name.span, offset);
}

function reasonAgainst({ kind, name }: Mention, instance: PostfixInstance): Reason | undefined {
  if (kind === 'service') {
    const isShipped = instance.release.shippedServices.some(
      ({ row }) => row[0] === name && row[1] !== 'inet',
    );
    if (isShipped) return 'shipped';
    return serviceNames(instance).has(name) ? undefined : 'nothing';
  }
  const reasons: Readonly<Record<string, Reason>> = {
    'built-in': 'builtIn',
    legacy: 'builtIn',
    service: 'ofService',
    'table-client': 'ofTable',
  };
  return instance.release.parameterOfAnyVersion(name) ? 'builtIn' : reasons[instance.kindOf(name)];
}

function reasonAgainstName(name: string, mention: Mention, instance: PostfixInstance): Reason | undefined {
  if (name === mention.name) return undefined;
  if (mention.kind === 'service') {
    if (!/^[^\s/:=,${}[\]()#-][^\s/:=,${}[\]()]*$/.test(name)) return 'badService';
    return serviceNames(instance).has(name) ? 'taken' : undefined;
  }
  if (!/^[A-Za-z0-9_]+$/.test(name)) return 'badParameter';
  if (instance.release.parameterOfAnyVersion(name) || instance.serviceParameters.has(name)) {
    return 'takenByPostfix';
  }
  const isSet = instance.entries.has(name) || occurrencesOf(instance, { ...mention, name }).length > 0;
  return isSet ? 'taken' : undefined;
}

/** Names of column 1 that are no ports. */
function serviceNames({ services }: PostfixInstance): ReadonlySet<string> {
  return new Set(
    services
      .filter((service) => fieldText(service, 'type') !== 'inet')
      .map((service) => fieldText(service, 'service')),
  );
}
