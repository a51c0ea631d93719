import type { CodeActionKind } from 'vscode-languageserver-types';
import type { FileEdit, Message } from '../../rules/rule';
import type { Docs } from '../../knowledge/docs';
import type { Span } from '../../text/span';
import type { Target } from '../target';

/** A change of how a configuration is written that keeps what Postfix does with it. */
export interface Refactoring {
  readonly title: Message;
  readonly edits: readonly FileEdit[];
  /** A name that the edits made up, for the user to replace; as `$name` or `name =` it stands at `at`. */
  readonly madeUp?: { readonly name: string };
}

/** What can be done where the range is; several when there is a choice. */
export type FindRefactorings = (target: Target, range: Span, docs: Docs) => readonly Refactoring[];

export interface Refactor {
  readonly kind: CodeActionKind;
  readonly find: FindRefactorings;
}

export interface KindOfRefactoring extends Refactoring {
  readonly kind: CodeActionKind;
}

/** Whether code actions of a kind are asked for. */
export type WantsKind = (kind: CodeActionKind) => boolean;
