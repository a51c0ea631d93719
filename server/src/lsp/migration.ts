import type { AnnotatedTextEdit, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { toRange } from '../features/target';
import { MARK } from '../migrate/lineEdits';
import { migrate } from '../migrate/migrate';
import type { MigratedFile } from '../migrate/migration';
import { readDriverFiles } from '../migrate/readDriverFiles';
import { targetOf } from '../migrate/target';
import { MIGRATION, type MigrationResult, type UriParams } from '../protocol';
import type { Language, Localized } from '../text/localized';
import { safely } from './safely';
import type { Session } from './session';

const TEXTS = {
  none: {
    en: 'Mailwright: this file belongs to no dovecot.conf',
    'zh-cn': 'Mailwright：此文件不属于任何 dovecot.conf',
  },
  nothing: {
    en: 'Mailwright: this configuration is written for Dovecot 2.4 already',
    'zh-cn': 'Mailwright：此配置已经是 Dovecot 2.4 的写法',
  },
  decided: { en: 'Migrate to Dovecot 2.4', 'zh-cn': '迁移到 Dovecot 2.4' },
  decidedMore: { en: 'Means the same in 2.4.', 'zh-cn': '在 2.4 中含义不变。' },
  note: { en: 'A comment that it was migrated (optional)', 'zh-cn': '说明已迁移的注释（可选）' },
  noteMore: {
    en: 'Everything else is chosen already: look through it, then apply.',
    'zh-cn': '其余更改均已选中：查看后应用即可。',
  },
  noted: { en: '# Migrated from Dovecot 2.3', 'zh-cn': '# 由 Dovecot 2.3 迁移而来' },
  open: { en: 'Left to decide', 'zh-cn': '需要人工决定' },
  openMore: {
    en: 'Marked by a comment that says why.',
    'zh-cn': '以注释标记并说明原因。',
  },
} as const satisfies Record<string, Localized>;

/** Answers what becomes of a configuration of 2.3; the client shows it before anything changes. */
export function registerMigration(session: Session): void {
  const nothing: MigrationResult = { edit: null, problem: TEXTS.none[session.language] };
  session.connection.onRequest(MIGRATION, ({ uri }: UriParams) =>
    safely<MigrationResult>(session.connection, undefined, nothing, () => migrationOf(session, uri)),
  );
}

async function migrationOf(session: Session, uri: string): Promise<MigrationResult> {
  const { language } = session;
  const { system, knowledge } = await session.asItStands(uri);
  if (!system?.dovecot) return { edit: null, problem: TEXTS.none[language] };
  const { dovecot, layout } = system;
  if (dovecot.configVersion !== undefined) return { edit: null, problem: TEXTS.nothing[language] };
  const driverFiles = await readDriverFiles(dovecot, layout, (at) => session.textOf(at));
  const files = migrate(dovecot, { ...targetOf('2.4', knowledge), driverFiles, language });
  const points = files.reduce((sum, file) => sum + file.points.length, 0);
  return { edit: toWorkspaceEdit(session, files, language), points };
}

/**
 * An editor shows a preview as soon as one change wants to be confirmed, and leaves such changes out unless they are
 * chosen. So the one that wants it is a comment, and all others, of which none works without the rest, are chosen.
 */
function toWorkspaceEdit(
  { documents }: Session,
  files: readonly MigratedFile[],
  language: Language,
): WorkspaceEdit {
  const annotation = (label: Localized, description: Localized, needsConfirmation = false) => ({
    label: label[language],
    description: description[language],
    needsConfirmation,
  });
  const start = { line: 0, character: 0 };
  const note: AnnotatedTextEdit = {
    range: { start, end: start },
    newText: `${TEXTS.noted[language]}\n`,
    annotationId: 'note',
  };
  return {
    changeAnnotations: {
      note: annotation(TEXTS.note, TEXTS.noteMore, true),
      decided: annotation(TEXTS.decided, TEXTS.decidedMore),
      open: annotation(TEXTS.open, TEXTS.openMore),
    },
    documentChanges: files
      .filter(({ edits }) => edits.length > 0)
      .map(({ uri, tree, edits }, index): TextDocumentEdit => {
        const document = TextDocument.create(uri, '', 0, tree.text);
        const own = edits.map(({ span, text }) => ({
          range: toRange(document, span),
          newText: text,
          annotationId: text.includes(MARK) ? 'open' : 'decided',
        }));
        return {
          textDocument: { uri, version: documents.get(uri)?.version ?? null },
          edits: index === 0 ? [note, ...own] : own,
        };
      }),
  };
}
