/** Where secrets are kept: VS Code's SecretStorage. */
export interface SecretBox {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Where it is remembered which there are, for SecretStorage cannot list them: VS Code's global state. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

export type SecretKind = 'password' | 'passphrase' | 'sudo';

export interface SecretName {
  readonly kind: SecretKind;
  /** `user@host`, or the path of a key. */
  readonly subject: string;
}

const INDEX = 'mailwright.keptSecrets';
const keyOf = ({ kind, subject }: SecretName): string => `mailwright ${kind} ${subject}`;
const same = (one: SecretName, other: SecretName): boolean => keyOf(one) === keyOf(other);

/** Passwords and passphrases that the user wanted to be kept. */
export class SecretStore {
  constructor(
    private readonly box: SecretBox,
    private readonly memory: Memory,
  ) {}

  /** Names of all that is kept, without the secrets. */
  get names(): readonly SecretName[] {
    return this.memory.get<readonly SecretName[]>(INDEX) ?? [];
  }

  async find(name: SecretName): Promise<string | undefined> {
    return this.box.get(keyOf(name));
  }

  async keep(name: SecretName, secret: string): Promise<void> {
    await this.box.store(keyOf(name), secret);
    const { kind, subject } = name;
    await this.memory.update(INDEX, [...this.without(name), { kind, subject }]);
  }

  async forget(name: SecretName): Promise<void> {
    await this.box.delete(keyOf(name));
    await this.memory.update(INDEX, this.without(name));
  }

  private without(name: SecretName): readonly SecretName[] {
    return this.names.filter((other) => !same(other, name));
  }
}
