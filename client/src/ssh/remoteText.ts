const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What a server wrote, as text: what is no UTF-8 becomes U+FFFD. */
export const decode = (bytes: Uint8Array): string => decoder.decode(bytes);

/** All that a terminal or an editor would obey instead of show; tabs and line breaks are text. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

const escape = (control: string): string => {
  const code = control.charCodeAt(0);
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** The text with control characters spelled out, so that it shows itself and does nothing. */
export const showControls = (text: string): string => text.replace(CONTROLS, escape);

/** The same on one line. */
export const oneLine = (text: string): string =>
  showControls(text.trim()).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
