import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  followJournal,
  startScript,
  type DeployPlace,
  type DeployStatus,
} from '../../client/src/deploy/apply';
import type { Journal } from '../../client/src/deploy/journal';
import { Line } from '../../client/src/deploy/line';
import type { LocalFile, Plan } from '../../client/src/deploy/plan/model';
import { makePlan } from '../../client/src/deploy/plan/plan';
import type { ScriptInput } from '../../client/src/deploy/script/deployScript';
import type { Snapshot } from '../../client/src/deploy/snapshot';
import { reserveDeploy, stage } from '../../client/src/deploy/stage';
import { LocalRemote, type LocalOptions } from './localRemote';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const realTime = {
  wait: (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** Texts of files by their path below a directory. */
export type Tree = Readonly<Record<string, string>>;

/** A directory of configuration files on this machine, to which a test deploys; no mail server runs there. */
export class DeployHost {
  readonly directory = mkdtempSync(join(tmpdir(), 'mailwright-deploy-'));
  readonly etc = join(this.directory, 'etc');
  readonly state = join(this.directory, 'state');
  readonly remote: LocalRemote;

  constructor(
    readonly before: Tree,
    options: LocalOptions = {},
  ) {
    this.remote = new LocalRemote('host.example.test', options);
    mkdirSync(this.etc);
    for (const [name, text] of Object.entries(before)) this.write(name, text);
  }

  write(name: string, text: string, mode = 0o640): void {
    const path = join(this.etc, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
  }

  /** What stands in the directory, leftovers of a deploy included. */
  tree(): Tree {
    const files = readdirSync(this.etc, { recursive: true, encoding: 'utf8' }).sort();
    return Object.fromEntries(
      files
        .filter((name) => statSync(join(this.etc, name)).isFile())
        .map((name) => [name, readFileSync(join(this.etc, name), 'utf8')]),
    );
  }

  snapshot(facts: Partial<Snapshot> = {}): Snapshot {
    const files = Object.entries(this.tree()).map(([name, text]) => {
      const path = join(this.etc, name);
      const { uid, gid, mode, size } = statSync(path);
      return [path, { path, real: path, hash: sha256(text), size, uid, gid, mode: mode & 0o7777 }] as const;
    });
    return {
      host: this.remote.name,
      postfix: undefined,
      dovecot: undefined,
      skipped: [],
      files: new Map(files),
      ...facts,
    };
  }

  plan(after: Tree, snapshot = this.snapshot()): Plan {
    const local = Object.entries(after).map(([name, text]): [string, LocalFile] => {
      const path = join(this.etc, name);
      return [path, { path, content: new TextEncoder().encode(text), hash: sha256(text) }];
    });
    const base = [...snapshot.files].map(([path, file]) => [path, { ...file, fetched: true }] as const);
    const current = Object.entries(this.tree()).map(([name, text]) => [join(this.etc, name), text] as const);
    return makePlan({ snapshot, local: new Map(local), base: new Map(base), current: new Map(current) });
  }

  /** Stages a deploy; `edit` may change its script, to bring it to a fall. */
  async stage(
    after: Tree,
    edit: (script: string) => string = (script) => script,
    snapshot = this.snapshot(),
  ): Promise<ScriptInput> {
    const id = await reserveDeploy(this.remote, this.state);
    const input: ScriptInput = {
      plan: this.plan(after, snapshot),
      snapshot,
      stateDirectory: this.state,
      id,
      token: 'secret-token',
      confirmWithin: 60,
      limit: 60,
    };
    await stage(this.remote, input, '{}');
    const script = join(this.state, 'deploys', id, 'script');
    const [text, edited] = [readFileSync(script, 'utf8'), edit(readFileSync(script, 'utf8'))];
    if (text !== edited) writeFileSync(script, edited);
    return input;
  }

  /** Runs a staged deploy until it waits, has ended, or nobody attends to it. */
  async run(
    place: DeployPlace,
    until = (journal: Journal): boolean => journal.waiting,
  ): Promise<DeployStatus> {
    await startScript(this.remote, place);
    return this.follow(place, until);
  }

  async follow(place: DeployPlace, until: (journal: Journal) => boolean): Promise<DeployStatus> {
    const ends = (journal: Journal): boolean => until(journal) || journal.closed;
    return followJournal(new Line(this.remote), place, { wait: () => realTime.wait(50) }, ends);
  }

  get locked(): boolean {
    return existsSync(join(this.state, 'lock'));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
