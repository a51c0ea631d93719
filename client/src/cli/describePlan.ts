import { createTwoFilesPatch } from 'diff';
import { format, type Language, type Localized } from '../../../server/src/text/localized';
import type { FileChange, Plan, Reason, ServicePlan } from '../deploy/plan/model';
import { CHANGES, DRIFTS, REASONS } from '../deploy/words';
import { showControls } from '../ssh/remoteText';
import { TEXTS } from './texts';

/** A plan for a terminal: each file with its difference, and what the services go through and why. */
export function describePlan(plan: Plan, current: ReadonlyMap<string, string>, language: Language): string {
  const say = (text: Localized, values = {}): string => format(text[language], values);
  const lines = [
    ...plan.drift.map(({ path, kind }) => `! ${showControls(path)}: ${say(DRIFTS[kind])}`),
    ...plan.changes.map((change) => describeChange(change, current, language)),
    ...plan.tables.map((table) => `  ${say(TEXTS.rebuilt, table)}`),
    ...describeService('Postfix', plan.postfix, language),
    ...describeService('Dovecot', plan.dovecot, language),
  ];
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}

function describeChange(
  change: FileChange,
  current: ReadonlyMap<string, string>,
  language: Language,
): string {
  const head = `${CHANGES[change.kind][language]} ${showControls(change.path)}`;
  const before = change.kind === 'add' ? '' : current.get(change.path);
  const after = change.kind === 'remove' ? '' : textOf(change);
  if (before === undefined || after === undefined) return `${head} ${TEXTS.secretDiff[language]}`;
  const patch = createTwoFilesPatch(change.path, change.path, before, after).split('\n').slice(3, -1);
  return [head, ...patch.map((line) => `  ${showControls(line)}`)].join('\n');
}

/** Undefined for what is secret, or no text. */
function textOf(change: Exclude<FileChange, { kind: 'remove' }>): string | undefined {
  if (!('content' in change.source)) return undefined;
  if (change.kind === 'add' && (change.attributes.mode & 0o004) === 0) return undefined;
  return new TextDecoder().decode(change.source.content);
}

function describeService(name: string, { action, reasons }: ServicePlan, language: Language): string[] {
  return reasons.length === 0
    ? []
    : [`${name}: ${action}`, ...reasons.map((reason) => `  ${describeReason(reason, language)}`)];
}

function describeReason({ code, names }: Reason, language: Language): string {
  return format(REASONS[code][language], { names: showControls(names.join(', ')) });
}
