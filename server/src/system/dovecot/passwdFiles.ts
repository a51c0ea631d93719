import type { SourceText } from '../../text/sourceText';
import { compareVersions } from '../../knowledge/versions';
import { becomes, isAt } from '../becoming';
import type { DovecotInstance } from '../dovecotInstance';
import type { DovecotPasswdFile } from '../files';
import { placesOf, type Layout } from '../layout';
import type { MailSystem } from '../mailSystem';
import type { Assignment } from './assignments';
import { holderOf, type Section } from './sections';

/** A passdb or userdb that looks users up in a passwd-file. */
export interface PasswdUse {
  readonly type: 'passdb' | 'userdb';
  readonly section: Section;
  /** The line that names the file. */
  readonly assignment: Assignment;
  /** As it is written; with variables, a file for each domain or user. */
  readonly path: string;
  /** Where the path stands, as indexes into the value as written. */
  readonly pathAt: { readonly start: number; readonly end: number };
  /** The scheme of passwords without braces, where one is set. */
  readonly scheme: string | undefined;
  /** How the name of the file's key is made of that of the user, where it is set for this database. */
  readonly usernameFormat: string | undefined;
}

const uses = new WeakMap<DovecotInstance, readonly PasswdUse[]>();

/** The passwd-files of a Dovecot, in the order in which they are named; the same list for each call with one instance. */
export function passwdUses(dovecot: DovecotInstance): readonly PasswdUse[] {
  let known = uses.get(dovecot);
  if (!known) {
    const { assignments } = dovecot.reading;
    uses.set(dovecot, (known = assignments.flatMap((one) => useOf(one, assignments) ?? [])));
  }
  return known;
}

/** The uses of the file at a uri: that path itself, or one whose variables may stand for a part of it. */
export function passwdUsesOf(dovecot: DovecotInstance, uri: string, layout: Layout): PasswdUse[] {
  const names = [uri, becomes(uri)].map(decoded);
  return passwdUses(dovecot).filter(({ path }) => {
    const places = placesOf(path, layout);
    if (!hasVariables(path)) return isAt(places, uri);
    return places.map(patternOf).some((pattern) => names.some((name) => pattern.test(name)));
  });
}

/** Files that are named outright, each once. */
export function passwdPaths(dovecot: DovecotInstance): string[] {
  return [...new Set(passwdUses(dovecot).map(({ path }) => path))].filter((path) => !hasVariables(path));
}

/** What passwords without braces count as: the scheme of the passdb that reads the file, else that of the version. */
export function defaultSchemeOf({
  system,
  file,
}: {
  readonly system: MailSystem;
  readonly file: DovecotPasswdFile;
}): string | undefined {
  const { dovecot, layout } = system;
  const use = dovecot && passwdUsesOf(dovecot, file.uri, layout).find(({ type }) => type === 'passdb');
  if (!use) return undefined;
  return (use.scheme ?? schemeByVersion(dovecot)).toUpperCase();
}

/** Configurations of 2.4.0 to 2.4.2 alone expect plain text: it is `dovecot_config_version` that counts, not the program. */
function schemeByVersion({ release, configVersion }: DovecotInstance): string {
  const isEarly = configVersion === undefined || compareVersions(configVersion, '2.4.3') < 0;
  return release.line === '2.4' && isEarly ? 'PLAIN' : 'CRYPT';
}

const VARIABLE = /%(?:\{[^}]*\}|[A-Z]*[a-z])/;

function hasVariables(path: string): boolean {
  return VARIABLE.test(path);
}

/** Variables stand for some part of a name. */
function patternOf(place: string): RegExp {
  const parts = decoded(place).split(VARIABLE);
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^/]+')}$`);
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

function useOf(assignment: Assignment, assignments: readonly Assignment[]): PasswdUse | undefined {
  const { entry, fact } = assignment;
  const section = databaseAround(assignment.section);
  const type = section?.fact?.name;
  if (!section || (type !== 'passdb' && type !== 'userdb')) return undefined;
  const own = (name: string): string | undefined =>
    assignments.findLast((one) => databaseAround(one.section) === section && one.fact?.name === name)?.entry
      .value;
  if (fact?.name === 'passwd_file_path') {
    const { length } = entry.source.text;
    const quotes = entry.form === 'quoted' ? 1 : 0;
    const scheme = own('passdb_default_password_scheme') ?? own('passwd_file_default_password_scheme');
    return {
      ...{ type, section, assignment, scheme },
      path: entry.value,
      pathAt: { start: quotes, end: length - quotes },
      usernameFormat: own('auth_username_format'),
    };
  }
  if (fact?.name !== 'args' || own('driver') !== 'passwd-file') return undefined;
  return { type, section, assignment, ...readArgs(entry.source) };
}

/** The `passdb` or `userdb` block; 2.4 may have a block `passwd_file` in it. */
function databaseAround(section: Section | undefined): Section | undefined {
  let at = holderOf(section);
  while (at && at.fact?.name !== 'passdb' && at.fact?.name !== 'userdb') at = at.parent;
  return at;
}

const OPTIONS = /^["']?((?:(?:scheme|username_format|blocking)=\S*\s+)*)/i;

/** `scheme=CRYPT username_format=%n /etc/dovecot/users` of 2.3: options, and the rest is the path. */
function readArgs({ text }: SourceText): Pick<PasswdUse, 'path' | 'pathAt' | 'scheme' | 'usernameFormat'> {
  const [head = '', options = ''] = OPTIONS.exec(text) ?? [];
  const path = text.slice(head.length).replace(/["']$/, '').trimEnd();
  const option = (name: string): string | undefined =>
    new RegExp(`(?<!\\S)${name}=(\\S*)`, 'i').exec(options)?.[1];
  return {
    path,
    pathAt: { start: head.length, end: head.length + path.length },
    scheme: option('scheme'),
    usernameFormat: option('username_format'),
  };
}
