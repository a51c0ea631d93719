import assert from 'node:assert/strict';
import { AnsweredSecrets, type SecretAnswer } from '../../../client/src/hosts/answeredSecrets';
import { SecretStore } from '../../../client/src/hosts/secretStore';

const PASSWORD = { kind: 'password', subject: 'admin@mx' } as const;
const signal = new AbortController().signal;

/** VS Code's two storages, in memory. */
function storages() {
  const secrets = new Map<string, string>();
  const state = new Map<string, unknown>();
  const store = new SecretStore(
    {
      get: (key) => Promise.resolve(secrets.get(key)),
      store: (key, value) => Promise.resolve(void secrets.set(key, value)),
      delete: (key) => Promise.resolve(void secrets.delete(key)),
    },
    {
      get: <T>(key: string) => state.get(key) as T | undefined,
      update: (key, value) => Promise.resolve(void state.set(key, value)),
    },
  );
  return { store, secrets, state };
}

/** Who answers what is asked, in this order. */
function user(store: SecretStore, ...answers: readonly SecretAnswer[]) {
  const asked: boolean[] = [];
  const left = [...answers];
  const secrets = new AnsweredSecrets(store, (_question, wrong) => {
    asked.push(wrong);
    return Promise.resolve(left.shift());
  });
  return { asked, secret: (attempt: number) => secrets.secret({ ...PASSWORD, attempt }, signal) };
}

describe('secrets', () => {
  it('are kept only when the user wants it', async () => {
    const { store, secrets } = storages();
    assert.equal(await user(store, { secret: 'one', keep: false }).secret(1), 'one');
    assert.deepEqual([...secrets], []);
    await user(store, { secret: 'two', keep: true }).secret(1);
    assert.deepEqual([...secrets.values()], ['two']);
  });

  it('that are kept are not asked for', async () => {
    const { store } = storages();
    await store.keep(PASSWORD, 'kept');
    const { asked, secret } = user(store);
    assert.deepEqual([await secret(1), asked], ['kept', []]);
  });

  it('that are kept and wrong are forgotten, and asked for', async () => {
    const { store, secrets } = storages();
    await store.keep(PASSWORD, 'old');
    const { asked, secret } = user(store, { secret: 'new', keep: true });
    assert.deepEqual([await secret(1), await secret(2)], ['old', 'new']);
    assert.deepEqual([asked, [...secrets.values()]], [[true], ['new']]);
  });

  it('that are kept are tried once, even when another password was tried before', async () => {
    const { store } = storages();
    await store.keep(PASSWORD, 'kept');
    assert.equal(await user(store).secret(2), 'kept');
  });

  it('that the user does not give are none', async () => {
    const { store } = storages();
    assert.equal(await user(store).secret(1), undefined);
  });

  it('are listed by name alone, each once, and forgotten for good', async () => {
    const { store, secrets, state } = storages();
    await store.keep(PASSWORD, 'first');
    await store.keep(PASSWORD, 'second');
    await store.keep({ kind: 'sudo', subject: 'admin@mx' }, 'third');
    assert.deepEqual(store.names, [PASSWORD, { kind: 'sudo', subject: 'admin@mx' }]);
    assert.ok(!/first|second|third/.test(JSON.stringify([...state])));
    await store.forget(PASSWORD);
    assert.deepEqual([...secrets.values()], ['third']);
    assert.deepEqual(store.names, [{ kind: 'sudo', subject: 'admin@mx' }]);
  });
});
