import type { DovecotInstance } from '../dovecotInstance';
import type { DovecotFile } from '../files';
import type { Span } from '../../text/span';
import type { Assignment } from './assignments';
import { labelOf, type Section } from './sections';

export type FailedCheckCode =
  | 'network-mask'
  | 'several-names'
  | 'missing-driver'
  | 'unknown-protocol'
  | 'log-of-passwords'
  | 'default-language';

/** Something that doveconf refuses although every line is a setting of the right type. */
export interface FailedCheck {
  readonly code: FailedCheckCode;
  readonly file: DovecotFile;
  readonly span: Span;
  readonly text: string;
}

/** What doveconf finds when it looks at filters, and at all settings together (check_settings() of Dovecot). */
export function failedChecks(dovecot: DovecotInstance): FailedCheck[] {
  return CHECKS.flatMap((check) => check(dovecot));
}

type Check = (dovecot: DovecotInstance) => readonly FailedCheck[];

const CHECKS: readonly Check[] = [
  networkMasks,
  namesOfServers,
  missingDrivers,
  unknownProtocols,
  logsOfPasswords,
  languagesWithoutDefault,
];

/** The mask of `local` and `remote`. A name may have an address or none: that is not known here. */
function networkMasks({ reading }: DovecotInstance): FailedCheck[] {
  return filtersOf(reading.sections, 'local', 'remote').flatMap((section) => {
    const [, address = '', mask] = /^([\d.]+|[\da-f:.]*:[\da-f:.]*)\/(.*)$/i.exec(labelOf(section)) ?? [];
    if (mask === undefined || isMask(mask, address.includes(':') ? 128 : 32)) return [];
    return [atLabel(section, 'network-mask', mask)];
  });
}

function isMask(mask: string, width: number): boolean {
  return /^\d+$/.test(mask) && Number(mask) <= width;
}

/** 2.3 takes several names in one `local_name`, 2.4 does not any more. */
function namesOfServers({ reading, release }: DovecotInstance): FailedCheck[] {
  if (release.line === '2.3') return [];
  return filtersOf(reading.sections, 'local_name')
    .filter((section) => labelOf(section).includes(' '))
    .map((section) => atLabel(section, 'several-names', labelOf(section)));
}

function filtersOf(sections: readonly Section[], ...types: string[]): Section[] {
  return sections.filter(({ kind, block }) => kind === 'filter' && types.includes(block.type.text));
}

/** In 2.4 the label is the driver. */
function missingDrivers({ reading, release }: DovecotInstance): FailedCheck[] {
  if (release.line !== '2.3') return [];
  const drivers = new Map<Section, string>();
  for (const { section, into = section, fact, entry } of reading.assignments)
    if (into && fact?.name === 'driver') drivers.set(into, entry.value);
  return reading.sections
    .filter(({ fact }) => fact?.name === 'passdb' || fact?.name === 'userdb')
    .filter((section) => (drivers.get(section) ?? '') === '')
    .map(({ file, block }) => ({
      code: 'missing-driver',
      file,
      span: block.type.span,
      text: block.type.text,
    }));
}

/** Protocols of Dovecot's services, and of Pigeonhole's. */
const PROTOCOLS: readonly string[] = ['imap', 'pop3', 'lmtp', 'submission', 'sieve'];

/** Names of older versions, which 2.3 still turns into those of today. */
const OLDER_PROTOCOLS: readonly string[] = ['imaps', 'pop3s', 'managesieve'];

function unknownProtocols({ reading, release }: DovecotInstance): FailedCheck[] {
  const known = new Set(PROTOCOLS);
  if (release.line === '2.3') for (const older of OLDER_PROTOCOLS) known.add(older);
  for (const { fact, entry } of reading.assignments)
    if (fact?.name === 'protocol' || fact?.name === 'service_protocol') known.add(entry.value);
  const line = reading.assignments.findLast(
    ({ fact, section }) => fact?.name === 'protocols' && section === undefined,
  );
  if (!line || (release.line === '2.3' && line.entry.value === 'none')) return [];
  const separator = release.line === '2.3' ? /[^ \t]+/g : /[^ \t,]+/g;
  return [...line.entry.value.matchAll(separator)]
    .filter(([word]) => !known.has(word) && !isReference(word))
    .map(([word]) => atValue(line, 'unknown-protocol', word));
}

/** What stands for something else, or is quoted in a way of its own. */
function isReference(text: string): boolean {
  return /[$%"'\\<]/.test(text);
}

const LOGGED_PASSWORDS = /^(?:no|(?:yes|plain|sha1)(?::0*[1-9]\d*)?)$/;

function logsOfPasswords({ reading }: DovecotInstance): FailedCheck[] {
  const line = reading.assignments.findLast(
    ({ fact, section }) => fact?.name === 'auth_verbose_passwords' && section === undefined,
  );
  if (!line || LOGGED_PASSWORDS.test(line.entry.value) || isReference(line.entry.value)) return [];
  return [atValue(line, 'log-of-passwords', line.entry.value)];
}

/** One of the languages of 2.4, and only one, is the default. Groups may say more than is read here. */
function languagesWithoutDefault({ reading, release }: DovecotInstance): FailedCheck[] {
  const [first, ...others] = reading.sections.filter(
    ({ fact, parent }) => fact?.name === 'language' && parent === undefined,
  );
  if (!first || release.line === '2.3' || reading.groupUses.length > 0) return [];
  const defaults = new Set(
    reading.assignments.flatMap(({ section, fact, entry }) =>
      section && fact?.name === 'language_default' && /^yes$/i.test(entry.value) ? [labelOf(section)] : [],
    ),
  );
  if (defaults.size === 1) return [];
  const second = others.find(
    (section) => defaults.has(labelOf(section)) && labelOf(section) !== labelOf(first),
  );
  return [atLabel(second ?? first, 'default-language', labelOf(second ?? first))];
}

function atLabel({ file, block }: Section, code: FailedCheckCode, text: string): FailedCheck {
  return { code, file, span: (block.label ?? block.type).span, text };
}

function atValue({ file, entry }: Assignment, code: FailedCheckCode, text: string): FailedCheck {
  const at = entry.source.text.indexOf(text);
  const span = text === '' ? entry.key.span : entry.source.spanOf(at, at + text.length);
  return { code, file, span, text };
}
