import { toDiagnostic } from '../../server/src/features/diagnostics';
import { codeActions, type CodeActionInput } from '../../server/src/features/codeActions';
import { featuresOf } from '../../server/src/features/dispatch';
import { testTable } from '../../server/src/features/tables/testTable';
import { workspaceSymbols } from '../../server/src/features/workspaceSymbols';
import type { FileAccess } from '../../server/src/host';
import type { Target } from '../../server/src/features/target';
import type { Docs } from '../../server/src/knowledge/docs';
import { sourceOf, type ConfigurationFile } from '../../server/src/system/files';
import { allFiles } from '../../server/src/system/mailSystem';
import type { Finding } from '../../server/src/rules/rule';
import { TextDocument } from 'vscode-languageserver-textdocument';

export interface Situation {
  readonly target: Target<ConfigurationFile>;
  readonly offset: number;
  readonly docs: Docs;
  readonly findings: readonly Finding[];
}

type Feature = (situation: Situation) => unknown;

function documents({ target }: Situation): (uri: string) => TextDocument | undefined {
  const files = allFiles(target.system).map(
    (file) => [file.uri, TextDocument.create(file.uri, '', 0, sourceOf(file))] as const,
  );
  const byUri = new Map(files);
  return (uri) => byUri.get(uri);
}

function whole({ target }: Situation): { start: number; end: number } {
  return { start: 0, end: target.file.tree.text.length };
}

function actionInput(situation: Situation): CodeActionInput {
  const { target, findings, docs } = situation;
  return {
    ...target,
    findings,
    docs,
    documents: documents(situation),
    convertToLf: 'toLf',
    renameAt: 'renameAt',
  };
}

const NO_FILES: FileAccess = {
  readText: () => Promise.resolve(undefined),
  list: () => Promise.resolve([]),
  stat: () => Promise.resolve(undefined),
};

const FORMATTING = { insertSpaces: true, tabSize: 4 };

/** Every feature of the language server by its name, as a request would run it. A new one gets its line here. */
export const EVERY_FEATURE: Readonly<Record<string, Feature>> = {
  hover: ({ target, offset, docs }) => featuresOf(target.file).hover?.(target, offset, docs),
  completion: ({ target, offset, docs }) => featuresOf(target.file).complete?.(target, offset, docs),
  'semantic tokens': ({ target }) => featuresOf(target.file).semanticTokens?.(target),
  'inlay hints': (situation) =>
    featuresOf(situation.target.file).inlayHints?.(situation.target, whole(situation)),
  'code lenses': ({ target }) => featuresOf(target.file).codeLenses?.(target),
  diagnostics: (situation) => {
    const input = { ...situation.target, documents: documents(situation) };
    return situation.findings.map((finding) => toDiagnostic(input, finding));
  },
  symbols: ({ target }) => featuresOf(target.file).documentSymbols?.(target),
  'workspace symbols': (situation) =>
    workspaceSymbols([situation.target.system], 's', () => documents(situation)),
  folding: ({ target }) => featuresOf(target.file).foldingRanges?.(target.file),
  links: ({ target }) => featuresOf(target.file).documentLinks?.(target, NO_FILES),
  formatting: ({ target }) => featuresOf(target.file).formatFile?.(target, FORMATTING),
  'selection ranges': ({ target, offset }) => featuresOf(target.file).selectionRanges?.(target, [offset]),
  definition: (situation) =>
    featuresOf(situation.target.file).definitions?.(situation.target, situation.offset, documents(situation)),
  references: (situation) =>
    featuresOf(situation.target.file).references?.(
      situation.target,
      situation.offset,
      { includeDeclaration: true },
      documents(situation),
    ),
  highlights: ({ target, offset }) => featuresOf(target.file).highlights?.(target, offset),
  rename: (situation) =>
    featuresOf(situation.target.file).rename?.(
      situation.target,
      situation.offset,
      'renamed',
      documents(situation),
    ),
  'test of a table': ({ target }) => {
    const file = target.system.tables.fileOf(target.file.uri);
    return file && file.kind !== 'client-table' ? testTable({ ...target, file }, 'user@example.com') : [];
  },
  'code actions': (situation) => codeActions(actionInput(situation), whole(situation)),
  refactorings: (situation) => {
    const place = { start: situation.offset, end: situation.offset };
    return codeActions(actionInput(situation), place, ['refactor', 'source']);
  },
};
