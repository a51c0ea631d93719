import type { DovecotConf } from '../dovecot/nodes';
import { parseDovecotConf } from '../dovecot/parser';
import { parsePasswdFile, type PasswdFile } from '../dovecot/passwdFile';
import { parseMainCf, type MainCf } from '../postfix/mainCf';
import { parseMasterCf, type MasterCf } from '../postfix/masterCf';
import { parseSaslauthdDefaults, type SaslauthdDefaults } from '../sasl/saslauthdDefaults';
import { parseSaslConf, type SaslConf } from '../sasl/saslConf';
import { readTemplate, type TemplateText } from '../template/template';
import { TABLE_READERS, type TableFile } from './tableFiles';

interface File<Kind extends string, Tree> {
  readonly kind: Kind;
  readonly uri: string;
  /** Of a template, the tree of its masked text. */
  readonly tree: Tree;
  /** Undefined when the file is read by the programs as it stands. */
  readonly template?: TemplateText;
}

/** A file with its parsed tree. */
export type MainFile = File<'main', MainCf>;

export type MasterFile = File<'master', MasterCf>;

/** dovecot.conf, or a file that it includes. */
export type DovecotFile = File<'dovecot', DovecotConf>;

/** The settings of a driver of Dovecot 2.3 (SQL, LDAP, dict, OAuth2), which `args` names. */
export type DovecotDriverFile = File<'dovecot-driver', DovecotConf>;

/** Users with their passwords, a line each: the file of a passdb or userdb with the driver passwd-file. */
export type DovecotPasswdFile = File<'dovecot-passwd', PasswdFile>;

/** smtpd.conf, which tells the Cyrus SASL library what smtpd wants of it. */
export type SaslFile = File<'sasl', SaslConf>;

/** How a system starts saslauthd: /etc/default/saslauthd of Debian, /etc/sysconfig/saslauthd of Red Hat. */
export type SaslauthdFile = File<'saslauthd', SaslauthdDefaults>;

/** /etc/saslauthd.conf, which tells saslauthd how to ask LDAP. */
export type SaslauthdLdapFile = File<'saslauthd-ldap', SaslConf>;

export type PostfixFile = MainFile | MasterFile;

export type ConfigurationFile =
  | PostfixFile
  | DovecotFile
  | DovecotDriverFile
  | DovecotPasswdFile
  | SaslFile
  | SaslauthdFile
  | SaslauthdLdapFile
  | TableFile;

export type FileKind = ConfigurationFile['kind'];

export type FileOfKind<K extends FileKind> = Extract<ConfigurationFile, { readonly kind: K }>;

const READERS: { readonly [K in FileKind]: (uri: string, text: string) => FileOfKind<K> } = {
  main: (uri, text) => ({ kind: 'main', uri, tree: parseMainCf(text) }),
  master: (uri, text) => ({ kind: 'master', uri, tree: parseMasterCf(text) }),
  dovecot: (uri, text) => ({ kind: 'dovecot', uri, tree: parseDovecotConf(text) }),
  'dovecot-driver': (uri, text) => ({ kind: 'dovecot-driver', uri, tree: parseDovecotConf(text) }),
  'dovecot-passwd': (uri, text) => ({ kind: 'dovecot-passwd', uri, tree: parsePasswdFile(text) }),
  sasl: (uri, text) => ({ kind: 'sasl', uri, tree: parseSaslConf(text) }),
  saslauthd: (uri, text) => ({ kind: 'saslauthd', uri, tree: parseSaslauthdDefaults(text) }),
  'saslauthd-ldap': (uri, text) => ({ kind: 'saslauthd-ldap', uri, tree: parseSaslConf(text) }),
  ...TABLE_READERS,
};

/** Parses a text as the file that it is; template code in it is masked. */
export function readFile<K extends FileKind>(kind: K, uri: string, text: string): FileOfKind<K> {
  const heads = kind === 'dovecot' || kind === 'dovecot-driver' ? 'free' : 'matter';
  const template = readTemplate(uri, text, heads);
  return template ? { ...READERS[kind](uri, template.masked), template } : READERS[kind](uri, text);
}

/** Parses a text as the programs do that read it: what looks like template code is text to them. */
export function readAsItStands<K extends FileKind>(kind: K, uri: string, text: string): FileOfKind<K> {
  return READERS[kind](uri, text);
}

/** The text of a file as it is stored. */
export function sourceOf({ tree, template }: ConfigurationFile): string {
  return template?.source ?? tree.text;
}

export function isPostfixFile(file: ConfigurationFile): file is PostfixFile {
  return file.kind === 'main' || file.kind === 'master';
}

export function isTableFile(file: ConfigurationFile): file is TableFile {
  return file.kind in TABLE_READERS;
}
