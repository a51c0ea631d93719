import {
  CodeActionKind,
  type CodeAction,
  type Command,
  type Diagnostic,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { editsInSource } from '../analysis/templateEdits';
import type { Docs } from '../knowledge/docs';
import { messageText, type FileEdit, type Finding, type Fix } from '../rules/rule';
import type { ConfigurationFile } from '../system/files';
import { applyEdits } from '../text/edits';
import type { Span } from '../text/span';
import { toDiagnostic, type DocumentLookup } from './diagnostics';
import { featuresOf } from './dispatch';
import type { WantsKind } from './refactor/refactoring';
import { toRange, type Target } from './target';

const RENAME = { en: 'Rename {name}', 'zh-cn': '重命名 {name}' };

export interface CodeActionInput extends Target<ConfigurationFile> {
  readonly findings: readonly Finding[];
  readonly documents: DocumentLookup;
  readonly docs: Docs;
  /** The client's command that gives a document the line end LF, when it has one. */
  readonly convertToLf?: string;
  /** The client's command that lets the user rename what stands at a position, when it has one. */
  readonly renameAt?: string;
  /** The client's command that shows what becomes of a Dovecot 2.3 in 2.4, when it has one. */
  readonly migrateDovecot?: string;
}

/** No menu is longer; a selection of a whole file may touch thousands of findings. */
const SHOWN_FINDINGS = 50;

/** Fixes and refactorings for a range. `only` are the kinds that are asked for; all but `source` without it. */
export function codeActions(
  input: CodeActionInput,
  range: Span,
  only: readonly CodeActionKind[] | undefined = [CodeActionKind.QuickFix, CodeActionKind.Refactor],
): CodeAction[] {
  const wants: WantsKind = (kind) =>
    only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`));
  const fixes = wants(CodeActionKind.QuickFix) ? fixActions(input, range) : [];
  return [...fixes, ...refactorActions(input, range, wants), ...migrationActions(input, range, wants)];
}

const MIGRATE = { en: 'Migrate to Dovecot 2.4 …', 'zh-cn': '迁移到 Dovecot 2.4……' };

/** On the first line of a dovecot.conf of 2.3: 2.4 wants its version there. */
function migrationActions(
  { file, system: { dovecot }, document, language, migrateDovecot }: CodeActionInput,
  range: Span,
  wants: WantsKind,
): CodeAction[] {
  if (migrateDovecot === undefined || file.kind !== 'dovecot' || !wants(CodeActionKind.RefactorRewrite))
    return [];
  const first = file.tree.entries[0]?.line.end ?? 0;
  const isHere = dovecot?.main.uri === file.uri && range.start <= first;
  if (!isHere || dovecot.configVersion !== undefined) return [];
  const title = MIGRATE[language];
  const command = { title, command: migrateDovecot, arguments: [document.uri] };
  return [{ title, kind: CodeActionKind.RefactorRewrite, command }];
}

function refactorActions(input: CodeActionInput, range: Span, wants: WantsKind): CodeAction[] {
  const found = featuresOf(input.file).refactorings?.(input, range, input.docs, wants) ?? [];
  return found.flatMap(({ title, kind, edits: wanted, madeUp }) => {
    const edits = editsInSource(input.system, wanted);
    if (!edits) return [];
    const command = madeUp && renaming(input, edits, madeUp.name);
    return {
      title: messageText(title, input.language),
      kind,
      edit: toWorkspaceEdit(input, edits),
      ...(command && { command }),
    };
  });
}

/** Asks for a better name where it stands after the edits, in the document of the request. */
function renaming(
  { document, renameAt, language }: CodeActionInput,
  edits: readonly FileEdit[],
  name: string,
): Command | undefined {
  if (renameAt === undefined) return undefined;
  const own = edits.filter(({ uri }) => uri === document.uri);
  const text = applyEdits(document.getText(), own);
  const offset = text.search(new RegExp(`(^|\\$)${name}(?!\\w)`, 'm'));
  const at = text.indexOf(name, Math.max(0, offset));
  const position = TextDocument.create(document.uri, '', 0, text).positionAt(at);
  return {
    title: messageText({ text: RENAME, values: { name } }, language),
    command: renameAt,
    arguments: [document.uri, position],
  };
}

/** The fixes of every finding that touches the range; of several ones, the first is the preferred one. */
function fixActions(input: CodeActionInput, range: Span): CodeAction[] {
  const touched = input.findings
    .filter(({ span }) => span.start <= range.end && range.start <= span.end)
    .slice(0, SHOWN_FINDINGS);
  const single = touched.flatMap((finding) =>
    finding.fixes.map((fix, index) => toAction(input, finding, fix, index === 0)),
  );
  return [...single, ...fixAllActions(input, touched)].filter(doesSomething);
}

/** In a template, a fix that would harm its code has no edits. */
function doesSomething({ edit, command }: CodeAction): boolean {
  return command !== undefined || Object.keys(edit?.changes ?? {}).length > 0;
}

function toAction(input: CodeActionInput, finding: Finding, fix: Fix, preferred: boolean): CodeAction {
  const diagnostic: Diagnostic = toDiagnostic(input, finding);
  const title = messageText(fix.title, input.language);
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: preferred && fix.safe,
    ...(fix.lineEnds && input.convertToLf !== undefined
      ? { command: { title, command: input.convertToLf, arguments: [finding.uri] } }
      : { edit: toWorkspaceEdit(input, fix.edits()) }),
  };
}

function fixAllActions(input: CodeActionInput, touched: readonly Finding[]): CodeAction[] {
  const groups = new Map<string, Fix>();
  for (const fix of touched.flatMap(({ fixes }) => fixes)) if (fix.all) groups.set(fix.all.key, fix);
  return [...groups].flatMap(([key, fix]) => {
    const fixes = input.findings.flatMap((finding) => finding.fixes.filter(({ all }) => all?.key === key));
    if (!fix.all || fixes.length < 2) return [];
    return {
      title: messageText(fix.all.title, input.language),
      kind: CodeActionKind.QuickFix,
      edit: toWorkspaceEdit(
        input,
        fixes.flatMap(({ edits }) => edits()),
      ),
    };
  });
}

function toWorkspaceEdit({ documents }: CodeActionInput, edits: readonly FileEdit[]): WorkspaceEdit {
  const changes: Record<string, TextEdit[]> = {};
  for (const { uri, span, text } of edits) {
    const document = documents(uri);
    if (document) (changes[uri] ??= []).push({ range: toRange(document, span), newText: text });
  }
  return { changes };
}
