import type { Attributes, ServerFile } from '../serverFile';
import type { BaseFile, Drift, DriftKind, FileChange, LocalFile } from './model';

type Verdict = 'same' | 'theirs-alone' | FileChange['kind'] | DriftKind;

/** What became of one side since the base: it is as it was, has other content, or is gone. */
type Fate = 'kept' | 'changed' | 'gone';

/** What is to be done with a file that the base knows: by its fate here, then by its fate on the server. */
const KNOWN: Readonly<Record<Fate, Readonly<Record<Fate, Verdict>>>> = {
  kept: { kept: 'same', changed: 'changed-there', gone: 'removed-there' },
  changed: { kept: 'replace', changed: 'changed-on-both', gone: 'changed-here-removed-there' },
  gone: { kept: 'remove', changed: 'removed-here-changed-there', gone: 'same' },
};

export interface Compared {
  readonly changes: readonly FileChange[];
  readonly drift: readonly Drift[];
}

export interface Sides {
  readonly local: ReadonlyMap<string, LocalFile>;
  readonly server: ReadonlyMap<string, ServerFile>;
  readonly base: ReadonlyMap<string, BaseFile>;
}

/** What has to change on the server, and what somebody else changed there. Sorted by path. */
export function compareFiles(sides: Sides): Compared {
  const paths = [...new Set([...sides.local.keys(), ...sides.server.keys(), ...sides.base.keys()])].sort();
  const changes: FileChange[] = [];
  const drift: Drift[] = [];
  for (const path of paths) {
    const [local, server, base] = [sides.local.get(path), sides.server.get(path), sides.base.get(path)];
    const verdict = judge(local, server, base);
    if (verdict === 'same' || verdict === 'theirs-alone') continue;
    if (verdict === 'add' || verdict === 'replace' || verdict === 'remove') {
      changes.push(...changeOf(verdict, path, local, server, base));
    } else drift.push({ path, kind: verdict });
  }
  return { changes, drift };
}

function judge(
  local: LocalFile | undefined,
  server: ServerFile | undefined,
  base: BaseFile | undefined,
): Verdict {
  if (local?.hash === server?.hash) return 'same';
  if (base) {
    // What was never copied here cannot have been deleted here.
    if (!local && !base.fetched) return 'theirs-alone';
    return KNOWN[fate(base, local)][fate(base, server)];
  }
  if (!server) return 'add';
  return local ? 'never-pulled' : 'theirs-alone';
}

function fate(base: BaseFile, now: { readonly hash: string } | undefined): Fate {
  if (!now) return 'gone';
  return now.hash === base.hash ? 'kept' : 'changed';
}

function changeOf(
  kind: FileChange['kind'],
  path: string,
  local: LocalFile | undefined,
  server: ServerFile | undefined,
  base: BaseFile | undefined,
): FileChange[] {
  if (kind === 'remove') return server ? [{ kind, path, real: server.real, before: server.hash }] : [];
  if (!local) return [];
  const source = { content: local.content };
  if (server)
    return [{ kind: 'replace', path, real: server.real, source, before: server.hash, after: local.hash }];
  return [
    { kind: 'add', path, real: path, source, after: local.hash, attributes: attributesOf(local, base) },
  ];
}

/** A name that says that a file holds passwords or a private key. */
const SECRET_NAME = /(passw|secret|\.key$|^users$)/i;

/** A new file belongs to root and is writable by nobody else; a file that had been there gets back what it had. */
function attributesOf(local: LocalFile, base: BaseFile | undefined): Attributes {
  if (base) return { uid: base.uid, gid: base.gid, mode: base.mode };
  const name = local.path.slice(local.path.lastIndexOf('/') + 1);
  const usual = SECRET_NAME.test(name) ? 0o600 : 0o644;
  return { uid: 0, gid: 0, mode: (local.mode ?? usual) & usual };
}
