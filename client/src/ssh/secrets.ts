import type { ParsedKey } from 'ssh2';

/** Shorter secrets would blacken half the log, and hide nothing from somebody who counts the dots. */
const SHORTEST = 4;

/** What was answered during one connection, in memory alone, so that a second connection need not ask again. */
export class Secrets {
  readonly keys = new Map<string, ParsedKey>();
  private readonly passwords = new Map<string, string>();
  private readonly all = new Set<string>();

  /** @param subject `user@host` */
  password(kind: 'password' | 'sudo', subject: string): string | undefined {
    return this.passwords.get(`${kind} ${subject}`);
  }

  keepPassword(kind: 'password' | 'sudo', subject: string, password: string): void {
    this.passwords.set(`${kind} ${subject}`, password);
    this.hide(password);
  }

  forgetPassword(kind: 'password' | 'sudo', subject: string): void {
    this.passwords.delete(`${kind} ${subject}`);
  }

  /** From now on the text is dotted out of every log. */
  hide(secret: string): void {
    if (secret.length >= SHORTEST) this.all.add(secret);
  }

  redact(text: string): string {
    return [...this.all].reduce((rest, secret) => rest.replaceAll(secret, '••••'), text);
  }
}
