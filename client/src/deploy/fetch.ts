import type { Remote, RunOptions } from '../ssh/remote';
import { decode } from '../ssh/remoteText';
import { DeployError } from './errors';
import { sha256 } from './localFiles';
import type { ServerFile } from './serverFile';

/** For each file its size and a null byte, then its bytes. */
const FETCH = `for path do
  printf '%s\\0' "$(wc -c <"$path" | tr -cd 0-9)"
  cat "$path"
done
`;

/** Files in one command: enough to be fast, few enough for every limit on arguments. */
const BATCH = 50;

type Wanted = Pick<ServerFile, 'path' | 'real' | 'hash' | 'size'>;

/** Contents of files, by path, each proved by the hash that the snapshot saw. */
export async function fetchFiles(
  remote: Remote,
  files: readonly Wanted[],
  options: RunOptions = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  const fetched = new Map<string, Uint8Array>();
  for (let at = 0; at < files.length; at += BATCH) {
    const batch = files.slice(at, at + BATCH);
    const argv = ['sh', '-s', '--', ...batch.map(({ real }) => real)];
    const outputLimit = batch.reduce((sum, { size }) => sum + size, 0) + 64 * 1024;
    const outcome = await remote.run({ argv, asRoot: true, stdin: FETCH }, { ...options, outputLimit });
    const contents = splitContents(outcome.stdout);
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

function splitContents(bytes: Uint8Array): Uint8Array[] {
  const contents: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0, at);
    const size = end < 0 ? NaN : Number(decode(bytes.subarray(at, end)));
    if (!Number.isInteger(size)) break;
    contents.push(bytes.slice(end + 1, end + 1 + size));
    at = end + 1 + size;
  }
  return contents;
}
