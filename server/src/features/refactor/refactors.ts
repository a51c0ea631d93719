import { commentOut } from './commentOut';
import { extractParameter } from './extractParameter';
import { inlineParameter } from './inlineParameter';
import { listLayout } from './listLayout';
import { mainToOverrides } from './mainToOverrides';
import { overrideToMain } from './overrideToMain';
import { overrideToParameter } from './overrideToParameter';
import type { CodeActionKind } from 'vscode-languageserver-types';
import type { Docs } from '../../knowledge/docs';
import type { Span } from '../../text/span';
import type { Target } from '../target';
import type { KindOfRefactoring, Refactor, WantsKind } from './refactoring';
import { sortByTopic } from './sortByTopic';
import { tableTypes } from './tableTypes';
import { uncomment } from './uncomment';

/** Every refactoring, in the order of the menu. */
export const REFACTORS: readonly Refactor[] = [
  extractParameter,
  inlineParameter,
  overrideToParameter,
  overrideToMain,
  mainToOverrides,
  listLayout,
  commentOut,
  uncomment,
  tableTypes,
  sortByTopic,
];

/** The kinds of code actions that they are. */
export const REFACTOR_KINDS: readonly CodeActionKind[] = [...new Set(REFACTORS.map(({ kind }) => kind))];

/** What can be done at a range. */
export function refactorings(target: Target, range: Span, docs: Docs, wants: WantsKind): KindOfRefactoring[] {
  return REFACTORS.filter(({ kind }) => wants(kind)).flatMap(({ kind, find }) =>
    find(target, range, docs).map((refactoring) => ({ kind, ...refactoring })),
  );
}
