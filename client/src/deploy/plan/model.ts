import type { Attributes } from '../serverFile';

/** A file of the workspace, under the path that it has on the server. */
export interface LocalFile {
  readonly path: string;
  readonly content: Uint8Array;
  /** SHA-256, in hexadecimal. */
  readonly hash: string;
  /** Permission bits, where the file system of the workspace has them. */
  readonly mode?: number;
}

/** What is remembered of a file from the last pull or deploy. */
export interface BaseFile extends Attributes {
  readonly hash: string;
  /** The workspace has, or had, a copy of its own: when that is gone, the user has deleted it. */
  readonly fetched: boolean;
}

/** Where the new content comes from: the workspace, or a file that is on the server already. */
export type Source = { readonly content: Uint8Array } | { readonly serverPath: string };

export type FileChange = AddedFile | ReplacedFile | RemovedFile;

interface ChangeOf {
  readonly path: string;
  /** What is renamed on the server; another than `path` where a symbolic link leads there. */
  readonly real: string;
}

export interface AddedFile extends ChangeOf {
  readonly kind: 'add';
  readonly source: Source;
  readonly after: string;
  readonly attributes: Attributes;
}

/** Owner, group, mode and whatever else is attached to the file stay. */
export interface ReplacedFile extends ChangeOf {
  readonly kind: 'replace';
  readonly source: Source;
  readonly before: string;
  readonly after: string;
}

export interface RemovedFile extends ChangeOf {
  readonly kind: 'remove';
  readonly before: string;
}

/** What happened to a file on the server since the last pull or deploy, while nobody here knew. */
export type DriftKind =
  | 'changed-there'
  | 'removed-there'
  | 'changed-on-both'
  | 'changed-here-removed-there'
  | 'removed-here-changed-there'
  | 'never-pulled';

export interface Drift {
  readonly path: string;
  readonly kind: DriftKind;
}

/** An indexed table that has to be made again (postmap(1), postalias(1)). */
export interface TableBuild {
  readonly command: 'postmap' | 'postalias';
  readonly type: string;
  /** Path of the source on the server. */
  readonly source: string;
}

/** A pattern table that changes, whose mistakes only a lookup brings to light. */
export interface TableProbe {
  readonly type: string;
  readonly source: string;
}

/** From the least to the most that a running service has to go through. */
export const ACTIONS = ['none', 'reload', 'restart', 'start'] as const;
export type Action = (typeof ACTIONS)[number];

export type ReasonCode =
  | 'comments-only'
  | 'table-rebuilt'
  | 'settings-changed'
  | 'stop-and-start'
  | 'services-changed'
  | 'file-read-at-start'
  | 'base-directory'
  | 'not-running'
  | 'asked-for';

/** Why a service needs what it needs: `names` are settings, services or files. */
export interface Reason {
  readonly code: ReasonCode;
  readonly action: Action;
  readonly names: readonly string[];
}

export interface ServicePlan {
  readonly action: Action;
  readonly reasons: readonly Reason[];
}

/** A door that has to be open afterwards. */
export interface Listener {
  /** An address that reaches it from the server itself. */
  readonly address: string;
  readonly port: string;
  /** It greets in clear text, as an SMTP server does without wrapper mode. */
  readonly greets: boolean;
}

export interface Plan {
  readonly host: string;
  readonly changes: readonly FileChange[];
  readonly drift: readonly Drift[];
  readonly tables: readonly TableBuild[];
  readonly probes: readonly TableProbe[];
  /** Indexed files whose source is removed. */
  readonly orphans: readonly string[];
  readonly postfix: ServicePlan;
  readonly dovecot: ServicePlan;
  /** Doors that have to be open afterwards, and those that are meant to be open now. */
  readonly listeners: readonly Listener[];
  readonly listenersBefore: readonly Listener[];
}

/** Whether a deploy would change anything on the server. */
export function isEmpty({ changes, tables, postfix, dovecot }: Plan): boolean {
  return changes.length + tables.length === 0 && postfix.action === 'none' && dovecot.action === 'none';
}
