import assert from 'node:assert/strict';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse } from '../../server/src/analysis/analyser';
import type { Docs } from '../../server/src/knowledge/docs';
import { rules } from '../../server/src/rules';
import { sourceOf, type ConfigurationFile } from '../../server/src/system/files';
import type { MailSystem } from '../../server/src/system/mailSystem';
import { applyEdits } from '../../server/src/text/edits';
import { EVERY_FEATURE } from './everyFeature';

export interface Survival {
  readonly system: MailSystem;
  /** The files that are asked about; those of the system without it. */
  readonly files?: readonly ConfigurationFile[];
  readonly languageId: string;
  /** How far into each file the caret stands, from 0 to 1. */
  readonly share: number;
  readonly docs: Docs;
}

/** Asks everything that may be asked of files; throws when something throws, or points outside of the text. */
export async function survive({
  system,
  files = system.files,
  languageId,
  share,
  docs,
}: Survival): Promise<void> {
  const findings = analyse(system, rules);
  for (const file of files) {
    const { length } = file.tree.text;
    const own = findings.get(file.uri) ?? [];
    for (const { rule, span, fixes } of own) {
      assert.ok(span.start >= 0 && span.start <= span.end && span.end <= length, rule);
      for (const fix of fixes)
        applyEdits(
          file.tree.text,
          fix.edits().filter(({ uri }) => uri === file.uri),
        );
    }
    const document = TextDocument.create(file.uri, languageId, 1, sourceOf(file));
    const target = { document, file, system, instance: system.postfix, language: 'zh-cn' } as const;
    const offset = Math.floor(share * length);
    for (const feature of Object.values(EVERY_FEATURE))
      await feature({ target, offset, docs, findings: own });
  }
}
