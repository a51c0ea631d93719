import { stepText, verdictText } from '../../explain/verdictText';
import type { MatrixEntry } from '../../relay/matrix';
import type { RelayService } from '../../relay/services';
import { CLIENT_TEXTS, RECIPIENT_TEXTS, SENDER_TEXTS } from '../../relay/texts';
import type { Place, TraceStep, Verdict } from '../../relay/verdict';
import { fileOf, type MailSystem } from '../../system/mailSystem';
import type { Language } from '../../text/localized';
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

function summary(verdict: Verdict, context: RelayContext): string {
  return verdictText(verdict, context.language, (at) => atText(at, context));
}

function atText(place: Place, context: RelayContext): string {
  const { path, line } = locate(place, context);
  return `${path}:${line}`;
}

function stepLine(step: TraceStep, context: RelayContext): string {
  const place = step.at ? `\t${atText(step.at, context)}` : '';
  return `${'  '.repeat(step.depth + 1)}${stepText(step, context.language)}${place}\n`;
}

/** One service: the verdict, then every restriction that was asked. */
export function describeVerdict({ name }: RelayService, verdict: Verdict, context: RelayContext): string {
  const steps = verdict.trace.map((step) => stepLine(step, context));
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
