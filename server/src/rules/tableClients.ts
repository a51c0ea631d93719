import { tableClients, type ClientSetting, type TableClient } from '../system/tableClients';
import type { MailSystem } from '../system/mailSystem';
import { wholeLines } from './edits';
import type { FileEdit, Place } from './rule';
import { placeIn } from './settings';
import { Once } from './smtpd';

/** Rules of clients look at files of their own and at main.cf, where their parameters may stand as well. */
export const CLIENT_KINDS = ['client-table', 'main'] as const;

export function clientNamePlace({ file, entry }: Pick<ClientSetting, 'file' | 'entry'>): Place {
  return { uri: file.uri, span: entry.nameSpan };
}

/** The value, or the name of a parameter whose value is empty. */
export function clientValuePlace(setting: ClientSetting): Place {
  const { start, end } = setting.entry.value;
  return start === end ? clientNamePlace(setting) : { uri: setting.file.uri, span: { start, end } };
}

/** Where to tell what a client lacks: its first parameter, else the setting that names the table. */
export function clientPlace({ source, settings, uses }: TableClient): Place | undefined {
  const [first] = typeof source === 'string' ? settings.values() : [];
  if (first) return clientNamePlace(first);
  const own = typeof source === 'string' ? undefined : source.tree.parameters[0];
  if (own && typeof source !== 'string') return { uri: source.uri, span: own.nameSpan };
  const [use] = uses;
  return use && placeIn(use.setting, use.span);
}

/** Each parameter in force of each client once, although several tables may share a file. */
export function clientSettings(
  system: MailSystem,
): { readonly client: TableClient; readonly setting: ClientSetting }[] {
  const once = new Once();
  return tableClients(system).flatMap((client) =>
    [...client.settings.values()].flatMap((setting) =>
      once.isFirst(clientNamePlace(setting), client.type) ? [{ client, setting }] : [],
    ),
  );
}

export function valueOf({ settings }: TableClient, name: string): string | undefined {
  return settings.get(name)?.value;
}

export function clientRemoval({ file, entry }: Pick<ClientSetting, 'file' | 'entry'>): FileEdit {
  return { uri: file.uri, span: wholeLines(file.tree, entry.line), text: '' };
}

/** Another value in the place of one; none where main.cf puts it together from others. */
export function clientValueEdits({ file, entry, value }: ClientSetting, text: string): FileEdit[] {
  if (entry.value.text !== value) return [];
  return [{ uri: file.uri, span: { start: entry.value.start, end: entry.value.end }, text }];
}
