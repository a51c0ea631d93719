import type { Setting } from '../system/settings';
import type { Span } from '../text/span';
import { wholeLines } from './edits';
import type { FileEdit, Place } from './rule';
import { optionRemoval } from './services';

/** A setting as it is written, whatever is known of its name. */
export type Written = Pick<Setting, 'file' | 'line' | 'entry'>;

export function namePlace({ file, entry }: Pick<Written, 'file' | 'entry'>): Place {
  return { uri: file.uri, span: entry.nameSpan };
}

/** The value, or the name of a setting whose value is empty: an empty stretch cannot be seen. */
export function valuePlace(setting: Setting): Place {
  const { value, file } = setting;
  return value.start === value.end
    ? namePlace(setting)
    : { uri: file.uri, span: { start: value.start, end: value.end } };
}

export function placeIn({ file }: Pick<Written, 'file'>, span: Span): Place {
  return { uri: file.uri, span };
}

export function replacement({ file }: Pick<Written, 'file'>, span: Span, text: string): FileEdit {
  return { uri: file.uri, span, text };
}

/** Puts another value in the place of the whole one. */
export function valueReplacement(setting: Setting, text: string): FileEdit {
  return replacement(setting, { start: setting.value.start, end: setting.value.end }, text);
}

export function renaming(setting: Written, name: string): FileEdit {
  return replacement(setting, setting.entry.nameSpan, name);
}

/** Takes the setting out: its lines in main.cf, its `-o` in master.cf. */
export function removal({ file, line, entry }: Written): FileEdit {
  if (file.kind === 'main') return { uri: file.uri, span: wholeLines(file.tree, line), text: '' };
  return optionRemoval(file, 'span' in entry ? entry.span : entry.nameSpan);
}
