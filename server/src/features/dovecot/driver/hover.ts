import type { Hover } from 'vscode-languageserver-types';
import type { DriverKind } from '../../../dovecot/driverSettings';
import type { Entry } from '../../../dovecot/nodes';
import { wordsOfValue } from '../../../dovecot/valueWords';
import { docMarkdown } from '../../../explain/docMarkdown';
import { paragraphs } from '../../../explain/markdown';
import { valueTitle } from '../../../explain/valueTitle';
import type { DocGroup, Docs } from '../../../knowledge/docs';
import type { DovecotDriverFile } from '../../../system/files';
import type { Language, Localized } from '../../../text/localized';
import { findAt, touches, type Span } from '../../../text/span';
import { toRange, type Target } from '../../target';
import { entriesOf } from '../entries';
import { variableName } from '../hover';
import { driverPlaceAt, driverSetting, recordName, type DriverPlace } from './place';

const KINDS: Readonly<Record<DriverKind, Localized>> = {
  sql: { en: 'setting of the SQL driver (2.3)', 'zh-cn': 'SQL 驱动的设置（2.3）' },
  ldap: { en: 'setting of the LDAP driver (2.3)', 'zh-cn': 'LDAP 驱动的设置（2.3）' },
  'auth-dict': { en: 'setting of the dict driver (2.3)', 'zh-cn': 'dict 驱动的设置（2.3）' },
  'sql-dict': { en: 'setting of a dict in SQL (2.3)', 'zh-cn': 'SQL 中 dict 的设置（2.3）' },
  oauth2: { en: 'setting of the OAuth2 driver (2.3)', 'zh-cn': 'OAuth2 驱动的设置（2.3）' },
};
const VARIABLE: Localized = { en: 'variable', 'zh-cn': '变量' };

/** Explains the setting, the block, the variable or the password scheme under the caret. */
export function hover(target: Target<DovecotDriverFile>, offset: number, docs: Docs): Hover | null {
  const { file, document, language } = target;
  const entry = findAt(entriesOf(file), offset, ({ line }) => line);
  const place = entry && driverPlaceAt(target, entry.line.start);
  const found = place && explain(entry, place, offset, { docs, language });
  if (!found) return null;
  return {
    contents: { kind: 'markdown', value: found.value },
    range: toRange(document, found.span),
  };
}

interface Context {
  readonly docs: Docs;
  readonly language: Language;
}

interface Explained {
  readonly value: string;
  readonly span: Span;
}

function explain(entry: Entry, place: DriverPlace, offset: number, context: Context): Explained | undefined {
  if (entry.kind !== 'setting' && entry.kind !== 'block') return undefined;
  const name = entry.kind === 'setting' ? entry.key : entry.type;
  if (touches(name.span, offset)) {
    const title = KINDS[place.kind][context.language];
    const value = titled(name.text, title, 'driver-settings', recordName(place, name.text), context);
    return value === undefined ? undefined : { value, span: name.span };
  }
  if (entry.kind === 'block') return undefined;
  const { source, key } = entry;
  const index = source.indexOf(offset) ?? -1;
  const word = wordsOfValue(source.text).find(({ start, end }) => start <= index && index <= end);
  if (!word) return undefined;
  const isScheme = driverSetting(place, key.text)?.type === 'scheme';
  const value =
    word.kind === 'variable'
      ? titled(variableName(word), VARIABLE[context.language], 'variables', variableName(word), context)
      : isScheme
        ? schemeText(word.text, key.text, context)
        : undefined;
  return value === undefined ? undefined : { value, span: source.spanOf(word.start, word.end) };
}

function schemeText(word: string, setting: string, context: Context): string | undefined {
  const scheme = word.replace(/[{}]/g, '').toUpperCase();
  return titled(word, valueTitle(setting, context.language), 'password-schemes', scheme, context);
}

function titled(
  title: string,
  kind: string,
  group: DocGroup,
  name: string,
  { docs, language }: Context,
): string | undefined {
  const record = docs.find(group, name);
  return record && paragraphs([`**${title}** — ${kind}`, docMarkdown(record, language, 'dovecot')]);
}
