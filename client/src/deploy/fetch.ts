import type { Remote, RunOptions } from '../ssh/remote';
import { decode } from '../ssh/remoteText';
import { DeployError } from './errors';
import { sha256 } from './localFiles';
import type { ServerFile } from './serverFile';

/** A line with the size of each file, one with their sum, then all bytes: two programs, however many files. */
const FETCH = 'wc -c "$@" && cat "$@"\n';

/** Names that every wc prints as they are. */
const USUAL = /^[A-Za-z0-9._/@+,=:%-]+$/;

/** Files in one command: enough to be fast, few enough for every limit on arguments. */
const BATCH = 200;

type Wanted = Pick<ServerFile, 'path' | 'real' | 'hash' | 'size'>;

/** Contents of files, by path, each proved by the hash that the snapshot saw. */
export async function fetchFiles(
  remote: Remote,
  files: readonly Wanted[],
  options: RunOptions = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  const fetched = new Map<string, Uint8Array>();
  for (const batch of batchesOf(files)) {
    const outputLimit = batch.reduce((sum, { size }) => sum + size, 0) + 64 * 1024;
    const contents = await fetchBatch(remote, batch, { ...options, outputLimit });
    for (const [index, file] of batch.entries()) {
      const content = contents[index];
      if (!content || (await sha256(content)) !== file.hash) {
        throw new DeployError('changed-while-read', { path: file.path });
      }
      fetched.set(file.path, content);
    }
  }
  return fetched;
}

/** A file of an unusual name comes alone. */
function batchesOf(files: readonly Wanted[]): Wanted[][] {
  const usual = files.filter(({ real }) => USUAL.test(real));
  const count = Math.ceil(usual.length / BATCH);
  const together = Array.from({ length: count }, (_, index) =>
    usual.slice(index * BATCH, (index + 1) * BATCH),
  );
  return [...together, ...files.filter(({ real }) => !USUAL.test(real)).map((file) => [file])];
}

async function fetchBatch(
  remote: Remote,
  batch: readonly Wanted[],
  options: RunOptions,
): Promise<readonly Uint8Array[]> {
  const names = batch.map(({ real }) => real);
  if (names.length === 1) {
    const { code, stdout } = await remote.run({ argv: ['cat', ...names], asRoot: true }, options);
    return code === 0 ? [stdout] : [];
  }
  const argv = ['sh', '-s', '--', ...names];
  const outcome = await remote.run({ argv, asRoot: true, stdin: FETCH }, options);
  return splitContents(outcome.stdout, names.length);
}

const LINE_BREAK = 0x0a;

function splitContents(bytes: Uint8Array, count: number): Uint8Array[] {
  const sizes: number[] = [];
  let at = 0;
  // The last line is the sum.
  for (let line = 0; line <= count; line++) {
    const end = bytes.indexOf(LINE_BREAK, at);
    if (end < 0) return [];
    sizes.push(parseInt(decode(bytes.subarray(at, end)), 10));
    at = end + 1;
  }
  return sizes.slice(0, count).map((size) => bytes.slice(at, (at += size)));
}
