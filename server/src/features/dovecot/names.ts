import type { Block, Entry, Setting, Word } from '../../dovecot/nodes';
import { wordsOfValue } from '../../dovecot/valueWords';
import { assignmentOf, sectionOf } from '../../system/dovecot/place';
import { holderOf } from '../../system/dovecot/sections';
import type { DovecotInstance } from '../../system/dovecotInstance';
import type { DovecotFile } from '../../system/files';
import type { MailSystem } from '../../system/mailSystem';
import { touches, type Span } from '../../text/span';
import { listenerPlaces, socketUsePlaces } from '../sockets';
import type { Target } from '../target';
import { entriesOf } from './entries';

/** A place where a setting, a group, a block with a name or a socket is named. */
export interface Mention {
  readonly kind: 'setting' | 'group' | 'block' | 'socket';
  /** Unique among those of its kind: `service/vsz_limit`, `@metric_defaults mine`, `namespace inbox`, a path. */
  readonly name: string;
  /** What is written there. */
  readonly text: string;
  readonly span: Span;
  readonly role: 'definition' | 'use';
}

export interface Occurrence extends Pick<Mention, 'span' | 'role'> {
  readonly uri: string;
}

/** What is named at a place: of two names that meet there, the shorter one. */
export function mentionAt({ file, system }: Target<DovecotFile>, offset: number): Mention | undefined {
  const { dovecot } = system;
  if (!dovecot) return undefined;
  return mentionsIn(file, dovecot)
    .filter(({ span }) => touches(span, offset))
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
}

/** Every place that names the same thing, file by file in the order of reading. */
export function occurrencesOf(system: MailSystem, { kind, name }: Mention): Occurrence[] {
  const { dovecot } = system;
  if (!dovecot) return [];
  if (kind === 'socket') return [...listenerPlaces(dovecot, [name]), ...socketUsePlaces(system, name)];
  return dovecot.files.flatMap((file) =>
    mentionsIn(file, dovecot)
      .filter((mention) => mention.kind === kind && mention.name === name)
      .map(({ span, role }) => ({ uri: file.uri, span, role })),
  );
}

function mentionsIn(file: DovecotFile, dovecot: DovecotInstance): Mention[] {
  return entriesOf(file).flatMap((entry) => mentionsOf(entry, dovecot));
}

function mentionsOf(entry: Entry, dovecot: DovecotInstance): Mention[] {
  if (entry.kind === 'block') return inBlock(entry, dovecot);
  return entry.kind === 'setting' ? inSetting(entry, dovecot) : [];
}

/** Blocks that something else leads to by their names. */
const NAMED: ReadonlySet<string> = new Set([
  'namespace',
  'metric',
  'event_exporter',
  'service',
  'inet_listener',
]);

function inBlock(block: Block, dovecot: DovecotInstance): Mention[] {
  const { type, label, groupName } = block;
  if (label && groupName)
    return [mention('group', `${label.text} ${groupName.text}`, groupName, 'definition')];
  if (!label) return [];
  const section = sectionOf(dovecot, block);
  if (type.text === 'unix_listener') {
    const path = listenerPlaces(dovecot).find(({ span }) => span === label.span)?.path;
    return path === undefined ? [] : [mention('socket', path, label, 'definition')];
  }
  const outer = holderOf(section?.parent)?.block.label?.text;
  const around = type.text === 'inet_listener' ? `${outer ?? ''} ` : '';
  return NAMED.has(type.text)
    ? [mention('block', `${around}${type.text} ${label.text}`, label, 'definition')]
    : [];
}

function inSetting(entry: Setting, dovecot: DovecotInstance): Mention[] {
  const { key, source } = entry;
  if (key.text.startsWith('@')) {
    const span = source.spanOf(0, source.text.length);
    return [{ kind: 'group', name: `${key.text} ${entry.value}`, text: entry.value, span, role: 'use' }];
  }
  return [mention('setting', nameOf(entry, dovecot), key, 'definition'), ...usesIn(entry, dovecot)];
}

function usesIn(entry: Setting, dovecot: DovecotInstance): Mention[] {
  const { source, form } = entry;
  if (form !== 'plain') return [];
  const name = assignmentOf(dovecot, entry)?.fact?.name;
  return wordsOfValue(source.text).flatMap(({ kind, text, start, end }): Mention[] => {
    const span = source.spanOf(end - text.length, end);
    if (kind === 'reference' && isReference(source.text.slice(start, end), dovecot))
      return [{ kind: 'setting', name: text, text, span, role: 'use' }];
    const isExporter = name === 'exporter' || name === 'metric_exporter';
    return isExporter ? [{ kind: 'block', name: `event_exporter ${text}`, text, span, role: 'use' }] : [];
  });
}

/** 2.4 keeps a bare `$name` as text. */
function isReference(written: string, { release }: DovecotInstance): boolean {
  return written.startsWith('$SET:') === (release.line === '2.4');
}

/** A setting of 2.3 by the blocks that it belongs in; of 2.4 by its whole name; a key of a list by that of the list. */
function nameOf(entry: Setting, dovecot: DovecotInstance): string {
  const assignment = assignmentOf(dovecot, entry);
  const fact = assignment?.fact;
  if (fact) return fact.in === undefined ? fact.name : `${fact.in}/${fact.name}`;
  const list = holderOf(assignment?.section);
  return list?.fact ? `${list.fact.name}/${entry.key.text}` : entry.key.text;
}

function mention(kind: Mention['kind'], name: string, { text, span }: Word, role: Mention['role']): Mention {
  return { kind, name, text, span, role };
}
