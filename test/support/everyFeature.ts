import { toDiagnostic } from '../../server/src/features/diagnostics';
import { codeActions } from '../../server/src/features/codeActions';
import { codeLenses } from '../../server/src/features/codeLens';
import { complete } from '../../server/src/features/completion/complete';
import { foldingRanges } from '../../server/src/features/folding';
import { formatFile } from '../../server/src/features/format/format';
import { hover } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlayHints';
import { documentLinks } from '../../server/src/features/links';
import { definitions, highlights, references } from '../../server/src/features/navigate';
import { rename } from '../../server/src/features/rename';
import { selectionRanges } from '../../server/src/features/selectionRanges';
import { documentSymbols, workspaceSymbols } from '../../server/src/features/symbols';
import { semanticTokens } from '../../server/src/features/semanticTokens';
import type { FileAccess } from '../../server/src/host';
import type { Target } from '../../server/src/features/target';
import type { Docs } from '../../server/src/knowledge/docs';
import type { Finding } from '../../server/src/rules/rule';
import { TextDocument } from 'vscode-languageserver-textdocument';

export interface Situation {
  readonly target: Target;
  readonly offset: number;
  readonly docs: Docs;
  readonly findings: readonly Finding[];
}

type Feature = (situation: Situation) => unknown;

function documents({ target }: Situation): (uri: string) => TextDocument | undefined {
  const files = target.system.files.map(
    ({ uri, tree }) => [uri, TextDocument.create(uri, '', 0, tree.text)] as const,
  );
  const byUri = new Map(files);
  return (uri) => byUri.get(uri);
}

function whole({ target }: Situation): { start: number; end: number } {
  return { start: 0, end: target.file.tree.text.length };
}

const NO_FILES: FileAccess = {
  readText: () => Promise.resolve(undefined),
  list: () => Promise.resolve([]),
  stat: () => Promise.resolve(undefined),
};

/** Every feature of the language server by its name, as a request would run it. A new one gets its line here. */
export const EVERY_FEATURE: Readonly<Record<string, Feature>> = {
  hover: ({ target, offset, docs }) => hover(target, offset, docs),
  completion: ({ target, offset, docs }) => complete(target, offset, docs),
  'semantic tokens': ({ target }) => semanticTokens(target),
  'inlay hints': (situation) => inlayHints(situation.target, whole(situation)),
  'code lenses': ({ target }) => codeLenses(target),
  diagnostics: (situation) => {
    const input = { ...situation.target, documents: documents(situation) };
    return situation.findings.map((finding) => toDiagnostic(input, finding));
  },
  symbols: ({ target }) => documentSymbols(target),
  'workspace symbols': (situation) =>
    workspaceSymbols([situation.target.system], 's', () => documents(situation)),
  folding: ({ target }) => foldingRanges(target.file),
  links: ({ target }) => documentLinks(target, NO_FILES),
  formatting: ({ target }) => formatFile(target, { insertSpaces: true, tabSize: 4 }),
  'selection ranges': ({ target, offset }) => selectionRanges(target, [offset]),
  definition: (situation) => definitions(situation.target, situation.offset, documents(situation)),
  references: (situation) =>
    references(situation.target, situation.offset, { includeDeclaration: true }, documents(situation)),
  highlights: ({ target, offset }) => highlights(target, offset),
  rename: (situation) => rename(situation.target, situation.offset, 'renamed', documents(situation)),
  'code actions': (situation) =>
    codeActions(
      {
        ...situation.target,
        findings: situation.findings,
        documents: documents(situation),
        convertToLf: 'toLf',
      },
      whole(situation),
    ),
};
