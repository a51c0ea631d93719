import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from './namespaces';

/** What a client has in its ~/.ssh, in a folder of its own. */
export class ClientFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'mailwright-ssh-'));
  /** A key without a passphrase. */
  readonly key = this.makeKey('id_ed25519', '');

  get publicKey(): string {
    return readFileSync(`${this.key}.pub`, 'utf8').trim();
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** Whoever reads it meanwhile reads the old text or the new one. */
  write(name: string, text: string): string {
    const draft = this.file(`${name}.draft`);
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, this.file(name));
    return this.file(name);
  }

  read(name: string): string {
    return readFileSync(this.file(name), 'utf8');
  }

  makeKey(name: string, passphrase: string, type = 'ed25519'): string {
    const path = this.file(name);
    must(['ssh-keygen', '-q', '-t', type, '-N', passphrase, '-C', name, '-f', path]);
    return path;
  }

  /** Adds a host to the known ones. */
  trust(host: string, key: string): void {
    appendFileSync(this.file('known_hosts'), `${host} ${key}\n`);
  }

  /** An ssh_config in which every host has the common settings, unless the lines before say otherwise. */
  config(name: string, lines: readonly string[] = []): string {
    const common = [
      'Host *',
      `UserKnownHostsFile ${this.file('known_hosts')}`,
      'GlobalKnownHostsFile none',
      'IdentityAgent none',
      `IdentityFile ${this.key}`,
    ];
    return this.write(name, `${[...lines, ...common].join('\n')}\n`);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
