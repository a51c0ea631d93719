import { readFile } from 'node:fs/promises';
import ssh2, { type ParsedKey, type SigningRequestOptions } from 'ssh2';
import type { HostOptions } from './hostOptions';
import type { Prompts } from './prompts';
import type { Secrets } from './secrets';

const { BaseAgent, createAgent, utils } = ssh2;

type Hash = SigningRequestOptions['hash'];

/** A key that can be offered; its private part is fetched only when the server wants it. */
export interface Identity {
  readonly key: ParsedKey;
  sign(data: Buffer, hash: Hash): Promise<Buffer>;
}

export interface IdentitySource {
  readonly options: HostOptions;
  readonly prompts: Prompts;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

/**
 * All keys that may be offered, in the order of ssh: keys of the agent that the configuration names, its other keys,
 * then keys from files.
 */
export async function identitiesOf(source: IdentitySource): Promise<readonly Identity[]> {
  const { options } = source;
  const fromFiles = await fileIdentities(source);
  const fromAgent = options.identityAgent === undefined ? [] : await agentIdentities(options.identityAgent);
  const isNamed = ({ key }: Identity): boolean => fromFiles.some((file) => file.key.equals(key));
  const others = options.identitiesOnly ? [] : fromAgent.filter((one) => !isNamed(one));
  const agent = [...fromAgent.filter(isNamed), ...others];
  const inAgent = ({ key }: Identity): boolean => agent.some((one) => one.key.equals(key));
  return [...agent, ...fromFiles.filter((one) => !inAgent(one))];
}

type SignCallback = (error?: Error | null, signature?: Buffer) => void;

/** One key as an agent of its own: only an agent may take its time to sign, as a question for a passphrase does. */
export class OneKeyAgent extends BaseAgent<ParsedKey> {
  /** The server took the key, and wanted a signature. */
  wasTaken = false;

  constructor(private readonly identity: Identity) {
    super();
  }

  override getIdentities(callback: (error?: Error | null, keys?: ParsedKey[]) => void): void {
    callback(null, [this.identity.key]);
  }

  override sign(
    _key: ParsedKey,
    data: Buffer,
    options: SigningRequestOptions | SignCallback,
    callback?: SignCallback,
  ): void {
    const done = typeof options === 'function' ? options : callback;
    const hash = typeof options === 'function' ? undefined : options.hash;
    this.wasTaken = true;
    this.identity.sign(data, hash).then(
      (bytes) => done?.(null, bytes),
      (error: Error) => done?.(error),
    );
  }
}

/** An agent that does not answer has no keys: the other ways to log in remain. */
function agentIdentities(socket: string): Promise<readonly Identity[]> {
  const agent = createAgent(socket);
  return new Promise((resolve) => {
    agent.getIdentities((error, keys = []) => {
      const parsed = error ? [] : keys.flatMap((key) => parse(key as ParsedKey | Buffer | string) ?? []);
      resolve(parsed.map((key) => ({ key, sign: (data, hash) => signByAgent(agent, key, data, hash) })));
    });
  });
}

function signByAgent(
  agent: ReturnType<typeof createAgent>,
  key: ParsedKey,
  data: Buffer,
  hash: Hash,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    agent.sign(key, data, hash === undefined ? {} : { hash }, (error, signature) => {
      if (signature) resolve(signature);
      else reject(error ?? new Error('the agent did not sign'));
    });
  });
}

async function fileIdentities(source: IdentitySource): Promise<readonly Identity[]> {
  const found: Identity[] = [];
  for (const path of source.options.identityFiles) {
    const key = await publicPart(path);
    if (key && !found.some((one) => one.key.equals(key))) {
      found.push({ key, sign: async (data, hash) => (await privateKey(path, source)).sign(data, hash) });
    }
  }
  return found;
}

/** From `KEY.pub` beside it, or from the private key itself. */
async function publicPart(path: string): Promise<ParsedKey | undefined> {
  const beside = await readFile(`${path}.pub`, 'utf8').catch(() => undefined);
  const own = await readFile(path).catch(() => undefined);
  return (beside === undefined ? undefined : parse(beside)) ?? (own && (parse(own) ?? encryptedPublic(own)));
}

const HEADER = 'openssh-key-v1\0';

/** An encrypted key in OpenSSH's own format has its public part in clear (PROTOCOL.key of OpenSSH). */
function encryptedPublic(file: Buffer): ParsedKey | undefined {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([\s\S]*?)-----END/.exec(file.toString('latin1'))?.[1];
  const bytes = Buffer.from(body ?? '', 'base64');
  if (bytes.subarray(0, HEADER.length).toString('latin1') !== HEADER) return undefined;
  let at = HEADER.length;
  const next = (): Buffer => {
    const start = at + 4;
    at = start + bytes.readUInt32BE(at);
    return bytes.subarray(start, at);
  };
  try {
    // The cipher, the derivation of its key with its options, and the number of keys.
    for (let skipped = 0; skipped < 3; skipped += 1) next();
    at += 4;
    return parse(next());
  } catch {
    return undefined;
  }
}

function parse(key: ParsedKey | Buffer | string, passphrase?: string): ParsedKey | undefined {
  const parsed = utils.parseKey(key, passphrase);
  if (parsed instanceof Error) return undefined;
  // A file of several keys was never written by OpenSSH; the type says otherwise because the format allows it.
  return Array.isArray(parsed) ? (parsed as ParsedKey[])[0] : parsed;
}

const ATTEMPTS = 3;

/** The private key, with its passphrase asked for where it has one; kept for the next connection. */
async function privateKey(path: string, { prompts, secrets, signal }: IdentitySource): Promise<ParsedKey> {
  const known = secrets.keys.get(path);
  if (known) return known;
  const file = await readFile(path);
  let key = parse(file);
  for (let attempt = 1; !key?.isPrivateKey() && attempt <= ATTEMPTS; attempt += 1) {
    const passphrase = await prompts.secret({ kind: 'passphrase', subject: path, attempt }, signal);
    if (passphrase === undefined) break;
    secrets.hide(passphrase);
    key = parse(file, passphrase);
  }
  if (!key?.isPrivateKey()) throw new Error(`${path} could not be opened`);
  secrets.keys.set(path, key);
  return key;
}
