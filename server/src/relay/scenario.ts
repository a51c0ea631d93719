/** A client as smtpd sees it. */
export interface Client {
  readonly address: string;
  /** Name that the address has in DNS and back; `unknown` for none, absent when nobody has looked. */
  readonly name?: string;
  /** Name that the address has in DNS, verified or not. */
  readonly reverseName?: string;
  /** Login name of a finished SASL authentication. */
  readonly login?: string;
  readonly tls: boolean;
  readonly certificate?: Certificate;
}

export interface Certificate {
  readonly fingerprint: string;
  /** It chains to an authority in `smtpd_tls_CAfile` or `smtpd_tls_CApath`. */
  readonly trusted: boolean;
}

/** One attempt to send, or to have mail sent: the client, and what it says. */
export interface Scenario {
  readonly client: Client;
  /** Argument of HELO; absent when the client says none. */
  readonly helo?: string;
  /** Between the angle brackets of MAIL FROM; empty for the null sender. */
  readonly sender: string;
  /** Between the angle brackets of RCPT TO. */
  readonly recipient: string;
  /** Argument of ETRN, which then stands in the place of a message. */
  readonly etrn?: string;
}

/** What smtpd calls a client without a verified name. */
export const NO_NAME = 'unknown';
