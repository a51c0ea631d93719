/** A mail address in its internal form (without quotes), cut at its last `@`. */
export interface MailAddress {
  readonly local: string;
  /** Undefined for an address without `@`. */
  readonly domain: string | undefined;
}

export function splitAddress(address: string): MailAddress {
  const at = address.lastIndexOf('@');
  return at < 0
    ? { local: address, domain: undefined }
    : { local: address.slice(0, at), domain: address.slice(at + 1) };
}

export interface ExtensionRules {
  /** `recipient_delimiter`: each of its characters separates; empty for none. */
  readonly delimiters: string;
  /** `owner_request_special` */
  readonly ownerRequestSpecial: boolean;
}

/** Never cut, whatever `recipient_delimiter` is. */
const WHOLE: ReadonlySet<string> = new Set(['postmaster', 'mailer-daemon', 'double-bounce']);

/** The local part without its address extension; undefined when it has none (postconf(5), recipient_delimiter). */
export function withoutExtension(local: string, rules: ExtensionRules): string | undefined {
  if (rules.delimiters === '' || WHOLE.has(local.toLowerCase())) return undefined;
  const list = rules.delimiters.includes('-') && rules.ownerRequestSpecial;
  if (list && /^owner-|.-request$/i.test(local)) return undefined;
  const at = [...local].findIndex((character) => rules.delimiters.includes(character));
  return at > 0 ? local.slice(0, at) : undefined;
}

/** The address with an extension, such as `+x`, at the end of its local part. */
export function withExtension(address: string, extension: string): string {
  const { local, domain } = splitAddress(address);
  return domain === undefined ? `${local}${extension}` : `${local}${extension}@${domain}`;
}

/** A local part as RFC 822 writes it: in quotes unless it is words with dots between them. */
export function quoteLocal(local: string): string {
  const plain = /^[^\0-\x20\x7f()<>@,;:\\"[\]]+$/.test(local) && !/^\.|\.\.|\.$/.test(local);
  return plain ? local : `"${local.replace(/["\\\r]/g, '\\$&')}"`;
}
