/** All that client and server share: settings, initialization options, custom requests. */

import type { WorkspaceEdit } from 'vscode-languageserver-types';

export interface MailwrightSettings {
  /** `auto`, or a version such as `3.7`. */
  readonly postfixVersion: string;
  /** `auto`, or a version such as `2.3.19`. */
  readonly dovecotVersion: string;
  readonly rules: Readonly<Record<string, 'off' | 'error' | 'warning' | 'info' | 'hint'>>;
  readonly inlayHints: boolean;
  readonly codeLens: boolean;
  /** How the formatter writes lookup tables: values below each other, or one blank before each. */
  readonly tableLayout: 'aligned' | 'plain';
  /** What templates are rendered with. */
  readonly templateVariables: Readonly<Record<string, unknown>>;
}

export const DEFAULT_SETTINGS: MailwrightSettings = {
  postfixVersion: 'auto',
  dovecotVersion: 'auto',
  rules: {},
  inlayHints: true,
  codeLens: true,
  tableLayout: 'aligned',
  templateVariables: {},
};

/** Section of the editor's settings that the server asks for. */
export const SETTINGS_SECTION = 'mailwright';

export interface InitializationOptions {
  /** Locale of the editor, such as `zh-cn`. */
  readonly locale?: string;
  /** Where the worker fetches its assets from; Node reads them beside its own file. */
  readonly assets?: string;
  /** Commands of the editor's side that a code action may name. */
  readonly commands?: readonly ClientCommand[];
}

/** Gives a document the line end LF. Its argument is the document's uri. */
export const CONVERT_TO_LF = 'mailwright.convertToLf';

/** Lets the user rename what stands at a place. Its arguments are the document's uri and an LSP position. */
export const RENAME_AT = 'mailwright.renameAt';

/** Shows who may relay through a server. Its arguments are the uri of one of its files and, if wanted, a service. */
export const EXPLAIN_RELAYING = 'mailwright.explainRelaying';

/** Shows what becomes of a configuration of Dovecot 2.3 in 2.4, to be confirmed. Its argument is the uri of one of its files. */
export const MIGRATE_DOVECOT = 'mailwright.migrateDovecot';

export type ClientCommand =
  typeof CONVERT_TO_LF | typeof RENAME_AT | typeof EXPLAIN_RELAYING | typeof MIGRATE_DOVECOT;

/** Server → client, by a host that cannot read files itself (the worker). */
export const READ_FILE = 'mailwright/readFile';
export const LIST_DIRECTORY = 'mailwright/listDirectory';
export const STAT_FILE = 'mailwright/statFile';

export interface UriParams {
  readonly uri: string;
}

export interface ReadFileResult {
  readonly text: string | null;
}

export interface ListDirectoryResult {
  readonly entries: readonly { readonly name: string; readonly type: 'file' | 'directory' | 'other' }[];
}

export interface StatFileResult {
  /** Null when nothing is there. `modified` is in milliseconds since the epoch. */
  readonly stat: {
    readonly type: 'file' | 'directory' | 'other';
    readonly modified: number;
    readonly size: number;
  } | null;
}

/** Client → server: what the language status item shows for a document. */
export const SYSTEM_STATUS = 'mailwright/systemStatus';

export interface SystemStatus {
  readonly product: 'Postfix' | 'Dovecot';
  /** What the configuration is for. */
  readonly version: string;
  /** Of Postfix. */
  readonly compatibilityLevel?: string;
  /** Uris of the files that are read together. */
  readonly files: readonly string[];
  readonly findings: Readonly<Record<'error' | 'warning' | 'info' | 'hint', number>>;
}

/** Client → server: the language that a file has because settings use it as a lookup table. */
export const TABLE_LANGUAGE = 'mailwright/tableLanguage';

export interface TableLanguageResult {
  /** Null when no setting names the file. */
  readonly language: string | null;
}

/** Client → server: what Postfix asks a table about an address, a name or a client; null for a file that is none. */
export const TEST_TABLE = 'mailwright/testTable';

export interface TestTableParams extends UriParams {
  readonly subject: string;
}

/** Client → server: the way of an address through the server of a document; null without a main.cf. */
export const FOLLOW_ADDRESS = 'mailwright/followAddress';

export interface FollowAddressParams extends UriParams {
  readonly address: string;
}

/** A line of an answer to these two, with the line of a file that it rests on. */
export interface AnswerLine {
  readonly kind: 'heading' | 'step' | 'answer';
  readonly text: string;
  readonly place?: { readonly uri: string; readonly range: LineRange };
}

interface LineRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/**
 * Client → server, a notification: what servers that the client reaches say of themselves. It replaces what was said
 * before.
 */
export const LIVE_SERVERS = 'mailwright/liveServers';

export interface LiveServersParams {
  readonly servers: readonly LiveServerParams[];
}

export interface LiveServerParams {
  /** As the user knows it. */
  readonly name: string;
  /** Uris of folders, without a slash at their ends, that hold files of this server. */
  readonly roots: readonly string[];
  readonly postfix?: {
    readonly version: string;
    /** What `postconf` and `postconf -d` print, by name. */
    readonly values: Readonly<Record<string, string>>;
    readonly defaults: Readonly<Record<string, string>>;
  };
  readonly dovecot?: { readonly version: string };
}

/** Client → server: what `postconf -n` or `-M` would print for the files of the server that a document belongs to. */
export const EFFECTIVE = 'mailwright/effective';

export interface EffectiveParams extends UriParams {
  readonly listing: 'settings' | 'services';
}

export interface EffectiveResult {
  /** Null when there is no such file, or when Postfix would refuse it. */
  readonly text: string | null;
}

/** Client → server: who may send where through each smtpd of a document's server; null when it has no server. */
export const RELAY_PICTURE = 'mailwright/relayPicture';

/** All its texts are in the user's language. */
export interface RelayPicture {
  /** Directory of the configuration, as the user knows it: the end of its uri. */
  readonly title: string;
  /** Kinds of senders: one of them is looked at at a time. */
  readonly senders: readonly RelayClass[];
  readonly services: readonly RelayPictureService[];
}

export interface RelayClass {
  readonly id: string;
  readonly label: string;
}

export interface RelayPictureService {
  readonly name: string;
  readonly clients: readonly RelayClass[];
  readonly recipients: readonly RelayClass[];
  /** One for each client, sender and recipient. */
  readonly cells: readonly RelayCell[];
}

export interface RelayCell {
  readonly client: string;
  readonly sender: string;
  readonly recipient: string;
  readonly kind: 'permit' | 'reject' | 'defer' | 'depends';
  /** A stranger's mail to another server is let through. */
  readonly open: boolean;
  /** `rejected 554`. */
  readonly short: string;
  /** With who decides it, and where. */
  readonly summary: string;
  /** The dialogue that was tried, a line each. */
  readonly dialogue: readonly string[];
  readonly trace: readonly RelayTraceLine[];
  /** Where it is decided. */
  readonly at: RelayPlace | null;
}

export interface RelayTraceLine {
  readonly text: string;
  /** How deep in classes and tables. */
  readonly depth: number;
  readonly at: RelayPlace | null;
}

/** A range of a file, in LSP's zero-based positions. */
export interface RelayPlace {
  readonly uri: string;
  /** `main.cf:31`. */
  readonly label: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Client → server: what the analysis says about a folder that is to be deployed, whether its files are open or not. */
export const CHECK_FOLDER = 'mailwright/checkFolder';

export interface CheckFolderParams {
  /** Of the folder. */
  readonly uri: string;
  /** Versions that the server runs, where it runs the program. */
  readonly postfixVersion?: string;
  readonly dovecotVersion?: string;
}

export interface CheckFolderResult {
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: 'error' | 'warning' | 'info' | 'hint';
    readonly message: string;
    readonly uri: string;
    /** From 1. */
    readonly line: number;
  }[];
}

/** Client → server: the edits that rewrite a configuration of Dovecot 2.3 for 2.4, each to be confirmed. */
export const MIGRATION = 'mailwright/migration';

/** `edit` is null where there is nothing to rewrite; `problem` says why, in the user's language. */
export type MigrationResult =
  | { readonly edit: WorkspaceEdit; readonly points: number }
  | { readonly edit: null; readonly problem: string };

/** Client → server: what becomes of a template with the values of the settings; null for a file that is none. */
export const RENDERED = 'mailwright/rendered';

export interface RenderedParams extends UriParams {
  /** Values as they are now, from editors whose settings may reach the server later than the request. */
  readonly variables?: MailwrightSettings['templateVariables'];
}

export type RenderedResult =
  | {
      readonly text: string;
      /** Names without a value. */
      readonly missing: readonly string[];
    }
  /** Why it cannot be rendered, in the user's language. */
  | { readonly problem: string };
