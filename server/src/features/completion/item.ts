import {
  CompletionItemKind,
  InsertTextFormat,
  type CompletionItem,
  type CompletionItemKind as Kind,
  type Range,
} from 'vscode-languageserver-types';
import type { DocGroup } from '../../knowledge/docs';

/** What the documentation of an item is about; resolved when the editor shows it. */
export interface ItemSubject {
  readonly group: DocGroup | 'parameter' | 'value';
  readonly name: string;
  /** Parameter whose value it is. */
  readonly of?: string;
}

/** A proposal, still without the text that it replaces. */
export interface Proposal {
  readonly label: string;
  readonly kind: keyof typeof KINDS;
  readonly detail?: string;
  /** Plain text, where it differs from the label. */
  readonly insert?: string;
  /** Text with placeholders, instead. */
  readonly snippet?: string;
  /** 0 comes first. */
  readonly rank?: number;
  readonly subject?: ItemSubject;
  readonly deprecated?: boolean;
}

const KINDS = {
  parameter: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  restriction: CompletionItemKind.Function,
  class: CompletionItemKind.Class,
  table: CompletionItemKind.Struct,
  service: CompletionItemKind.Module,
  daemon: CompletionItemKind.Interface,
  reference: CompletionItemKind.Variable,
  option: CompletionItemKind.Keyword,
  file: CompletionItemKind.File,
} as const satisfies Record<string, Kind>;

/** Data that travels with an item to `completionItem/resolve`. */
export interface ItemData {
  readonly uri: string;
  readonly subject: ItemSubject;
}

export interface Replacement {
  readonly uri: string;
  readonly range: Range;
}

export function toItem(proposal: Proposal, { uri, range }: Replacement): CompletionItem {
  const newText = proposal.snippet ?? proposal.insert ?? proposal.label;
  return {
    label: proposal.label,
    kind: KINDS[proposal.kind],
    sortText: `${proposal.rank ?? 5}${proposal.label}`,
    filterText: proposal.label,
    textEdit: { range, newText },
    insertTextFormat: proposal.snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(proposal.detail !== undefined && { detail: proposal.detail }),
    ...(proposal.deprecated && { deprecated: true }),
    ...(proposal.subject && { data: { uri, subject: proposal.subject } satisfies ItemData }),
  };
}
