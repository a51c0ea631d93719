import { LOOKUP_REASONS } from '../../explain/lookupReasons';
import type { LookupResult, TableEntry } from '../../postfix/tables/lookup';
import { fileOfEntry, type TableFile } from '../../system/tableFiles';
import { format, type Language } from '../../text/localized';
import type { Io } from '../io';
import { QUERY_TEXTS } from './queryTexts';

/** One look-up, as `--format json` shows it. */
export interface Answer {
  readonly key: string;
  readonly result: LookupResult['kind'];
  readonly value?: string;
  /** The line that answered. */
  readonly file?: string;
  readonly line?: number;
  /** Why there is no answer. */
  readonly reason?: string;
}

export interface AnswerContext {
  readonly io: Io;
  readonly files: readonly TableFile[];
  readonly language: Language;
}

export function describeAnswer(key: string, result: LookupResult, context: AnswerContext): Answer {
  switch (result.kind) {
    case 'found':
      return { key, result: result.kind, value: result.value, ...placeOf(result.entry, context) };
    case 'absent':
      return { key, result: result.kind };
    case 'error':
    case 'unknown': {
      const text = QUERY_TEXTS[result.kind === 'error' ? 'failed' : 'unknown'][context.language];
      const reason = format(text, { reason: LOOKUP_REASONS[result.reason][context.language] });
      return { key, result: result.kind, reason };
    }
  }
}

function placeOf(entry: TableEntry | undefined, { io, files }: AnswerContext): Pick<Answer, 'file' | 'line'> {
  const file = entry && fileOfEntry(files, entry);
  if (!file) return {};
  return { file: io.toPath(file.uri), line: file.tree.lines.indexAt(entry.source.start) + 1 };
}

/** One line of the text form: key, answer, place. */
export function describeStep({ key, result, value, file, line, reason }: Answer, language: Language): string {
  const answer = result === 'found' ? (value ?? '') : (reason ?? QUERY_TEXTS.absent[language]);
  return [key, answer, ...(file === undefined ? [] : [`${file}:${line}`])].join('\t');
}
