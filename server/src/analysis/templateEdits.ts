import type { FileEdit, Finding, Fix } from '../rules/rule';
import { fileOf, type MailSystem } from '../system/mailSystem';
import { inSource, keepsCode } from '../template/edits';

/**
 * Edits of a server's files as they can be made in its templates, all or none: undefined where they would harm template
 * code, or move text from one branch into another.
 */
export function editsInSource(
  system: MailSystem,
  edits: readonly FileEdit[],
): readonly FileEdit[] | undefined {
  const branches = new Set<string>();
  for (const edit of edits) {
    const template = fileOf(system, edit.uri)?.template;
    if (template && !keepsCode(template, edit)) return undefined;
    branches.add(template?.branches.at(edit.span.start) ?? '');
  }
  return branches.size > 1 ? undefined : edits.map(inSource);
}

/** The finding with fixes that keep template code; where they cannot, they have no edits. */
export function withFixesInSource(system: MailSystem, finding: Finding): Finding {
  const fixes = finding.fixes.map((fix): Fix => ({
    ...fix,
    edits: () => editsInSource(system, fix.edits()) ?? [],
  }));
  return { ...finding, fixes };
}
