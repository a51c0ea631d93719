import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailHost } from '../support/hosts/mailHost';
import { mailwright } from './mailwright';

/** The setting that every deploy of these tests brings, unless it brings something else. */
const BANNER = 'smtpd_banner = $myhostname ESMTP deployed\n';

/** A server's configuration, pulled once, from which each test deploys something of its own. */
export class DeployPlace {
  private folders = 0;

  private constructor(
    readonly host: MailHost,
    private readonly pulled: string,
    private readonly original: string,
  ) {}

  static async of(host: MailHost): Promise<DeployPlace> {
    const pulled = mkdtempSync(join(tmpdir(), 'mailwright-pulled-'));
    const { code, said } = await mailwright(host, `pull ${host.name} ${pulled}`);
    assert.equal(code, 0, said);
    return new DeployPlace(host, pulled, filesOf(host));
  }

  /** A folder with one edit more than the server has. */
  folder(): string {
    const folder = `${this.pulled}.${String(++this.folders)}`;
    cpSync(this.pulled, folder, { recursive: true });
    appendFileSync(join(folder, 'etc/postfix/main.cf'), BANNER);
    return folder;
  }

  /** Nothing that a deploy brought or left behind is there, and Postfix works. */
  async assertOld(): Promise<void> {
    assert.equal(filesOf(this.host), this.original, 'the old files are there, and nothing else');
    await this.assertAtRest();
  }

  /** The edit is there, nothing is left over, and Postfix works with it. */
  async assertNew(): Promise<void> {
    assert.match(await this.greeting(), /ESMTP deployed/);
    assert.doesNotMatch(filesOf(this.host), /\.mailwright/);
    await this.assertAtRest();
  }

  /** Whatever state it is: it is a whole one. Resolves to which. */
  async assertWhole(): Promise<'old' | 'new'> {
    const state = filesOf(this.host) === this.original ? 'old' : 'new';
    await (state === 'old' ? this.assertOld() : this.assertNew());
    return state;
  }

  /** Waits until every deploy on the server has come to its end. */
  settled(): Promise<void> {
    return this.host.until(
      '(for one in /var/lib/mailwright/deploys/*/journal; do [ ! -e "$one" ] || grep -q "^closed" "$one" || exit 1; done)',
    );
  }

  /** Takes back what was deployed, by hand. */
  reset(): void {
    this.host.sh(
      'postconf -X smtpd_banner && rm -rf /var/lib/mailwright && postfix reload 2>/dev/null || postfix start 2>/dev/null',
    );
  }

  remove(): void {
    for (let count = 1; count <= this.folders; count++) rmSync(`${this.pulled}.${String(count)}`, REMOVED);
    rmSync(this.pulled, REMOVED);
  }

  private async assertAtRest(): Promise<void> {
    assert.equal(this.host.sh('ls /var/lib/mailwright | grep -v deploys || :'), '', 'the lock is released');
    assert.match(await this.greeting(), /^220 /);
  }

  /** Waits for one: after a reload it is a new process that gives it. */
  private async greeting(): Promise<string> {
    const read = 'exec 3<>/dev/tcp/127.0.0.1/25 && IFS= read -r -t 5 line <&3 && printf %s "$line"';
    await this.host.until(`[ -n "$(bash -c '${read}' 2>/dev/null)" ]`);
    return this.host.sh(`bash -c '${read}'`);
  }
}

const REMOVED = { recursive: true, force: true } as const;

/** Every file of the configuration with owner, mode and content. */
function filesOf(host: MailHost): string {
  return host.sh(
    'find /etc/postfix /etc/dovecot ! -type d -exec stat -c "%n %U:%G %a" {} + -exec sha256sum {} + | sort',
  );
}
