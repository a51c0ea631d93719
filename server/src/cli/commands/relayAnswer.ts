import type { MatrixEntry } from '../../relay/matrix';
import type { RelayService } from '../../relay/services';
import {
  CLIENT_TEXTS,
  DEPENDENCY_TEXTS,
  RECIPIENT_TEXTS,
  RESULT_TEXTS,
  SENDER_TEXTS,
  VERDICT_TEXTS,
} from '../../relay/texts';
import type { Dependency, Place, TraceStep, Verdict } from '../../relay/verdict';
import { fileOf, type MailSystem } from '../../system/mailSystem';
import { format, type Language, type Localized } from '../../text/localized';
import type { Io } from '../io';

export interface RelayContext {
  readonly io: Io;
  readonly system: MailSystem;
  readonly language: Language;
}

/** A place as messages show it. */
interface Location {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

function locate({ uri, span }: Place, { io, system }: RelayContext): Location {
  const tree = fileOf(system, uri)?.tree ?? system.tables.fileOf(uri)?.tree;
  const line = tree ? tree.lines.indexAt(span.start) + 1 : 1;
  return { path: io.toPath(uri), line };
}

/** Of one service, in the form that `--format json` promises. */
export function verdictJson(verdict: Verdict, context: RelayContext): object {
  const { kind, code, by, at, dependsOn, trace } = verdict;
  return {
    version: 1,
    verdict: kind,
    code,
    by,
    at: at ? locate(at, context) : null,
    dependsOn: dependsOn.map(({ kind: what, name }) => ({ kind: what, name })),
    trace: trace.map(({ list, restriction, result, code: own, at: place, match }) => ({
      list,
      restriction,
      result,
      ...(own !== undefined && { code: own }),
      ...(match && { key: match.key, ...(match.value !== undefined && { value: match.value }) }),
      ...(place ? locate(place, context) : { path: null, line: null }),
    })),
  };
}

export function matrixJson(entries: readonly MatrixEntry[], context: RelayContext): object[] {
  return entries.map(({ service, client, sender, recipient, scenario, verdict }) => ({
    service: service.name,
    client,
    sender,
    recipient,
    scenario: { client: scenario.client.address, sender: scenario.sender, recipient: scenario.recipient },
    ...verdictJson(verdict, context),
  }));
}

const TEXTS = {
  by: { en: 'by {by}', 'zh-cn': '由 {by} 决定' },
  end: { en: 'nothing refuses it', 'zh-cn': '没有限制拒绝它' },
  depends: { en: 'depends on {names}', 'zh-cn': '取决于{names}' },
  unless: { en: 'unless {names} refuses', 'zh-cn': '除非被{names}拒绝' },
} as const satisfies Record<string, Localized>;

function summary(verdict: Verdict, context: RelayContext): string {
  const { language } = context;
  const code = verdict.code > 0 ? ` ${verdict.code}` : '';
  const names = verdict.dependsOn.map((one) => nameOf(one, language)).join(', ');
  const reason = verdict.by === '' ? TEXTS.end[language] : format(TEXTS.by[language], { by: verdict.by });
  const place = verdict.at ? ` (${atText(verdict.at, context)})` : '';
  const open = verdict.kind === 'depends' ? TEXTS.depends : TEXTS.unless;
  const more = names === '' ? '' : `; ${format(open[language], { names })}`;
  return `${VERDICT_TEXTS[verdict.kind][language]}${code}, ${reason}${place}${more}`;
}

function nameOf({ kind, name }: Dependency, language: Language): string {
  return format(DEPENDENCY_TEXTS[kind][language], { name });
}

function atText(place: Place, context: RelayContext): string {
  const { path, line } = locate(place, context);
  return `${path}:${line}`;
}

function stepText(step: TraceStep, context: RelayContext): string {
  const code = step.code === undefined ? '' : ` ${step.code}`;
  const match = step.match ? ` [${[step.match.key, step.match.value].filter(Boolean).join(' → ')}]` : '';
  const place = step.at ? `\t${atText(step.at, context)}` : '';
  const indent = '  '.repeat(step.depth + 1);
  return `${indent}${step.list}: ${step.restriction}${match}: ${RESULT_TEXTS[step.result][context.language]}${code}${place}\n`;
}

/** One service: the verdict, then every restriction that was asked. */
export function describeVerdict({ name }: RelayService, verdict: Verdict, context: RelayContext): string {
  const steps = verdict.trace.map((step) => stepText(step, context));
  return `${name}: ${summary(verdict, context)}\n${steps.join('')}`;
}

/** A line for each combination, by service. */
export function describeMatrix(entries: readonly MatrixEntry[], context: RelayContext): string {
  const { language } = context;
  let service = '';
  let text = '';
  for (const entry of entries) {
    if (entry.service.name !== service) text += `${(service = entry.service.name)}\n`;
    const who = `${CLIENT_TEXTS[entry.client][language]}, ${SENDER_TEXTS[entry.sender][language]}`;
    const to = `${RECIPIENT_TEXTS[entry.recipient][language]} (${entry.scenario.recipient})`;
    text += `  ${who} → ${to}: ${summary(entry.verdict, context)}\n`;
  }
  return text;
}
