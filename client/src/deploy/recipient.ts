/** A name or an address, without anything that is not for a header. */
export function isRecipient(text: string): boolean {
  return /^[^\s<>()[\]:;,"\\@\p{Cc}]+(@[^\s<>()[\]:;,"\\@\p{Cc}]+)?$/u.test(text) && !text.startsWith('-');
}
