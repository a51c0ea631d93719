import type { TextChange } from '../text/edits';
import { unmaskText } from '../text/maskedText';
import type { TemplateText } from './template';

/** True for a change that takes no template code apart, and none away that is more than a value. */
export function keepsCode({ tags }: TemplateText, { span }: TextChange): boolean {
  return tags.every(({ role, start, end }) => {
    const apart = span.end <= start || span.start >= end;
    return apart || (role === 'value' && span.start <= start && span.end >= end);
  });
}

/** The change as it has to be made in the file itself: code that was copied is put back. */
export function inSource<C extends TextChange>(change: C): C {
  return { ...change, text: unmaskText(change.text) };
}
