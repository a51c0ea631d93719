import type { ServedHost } from '../support/hosts/serve.js';

declare const SUITE_DRIVER: string;

async function ask<T>(path: string, body: object): Promise<T | undefined> {
  const response = await fetch(SUITE_DRIVER + path, { method: 'POST', body: JSON.stringify(body) });
  return response.status === 501 ? undefined : ((await response.json()) as T);
}

/**
 * A real mail server, the same for all scenes; undefined where the extension has no Node to reach it with, and where
 * the machine can have none, which is reported (and an error in CI).
 */
export async function mailHost(): Promise<ServedHost | undefined> {
  const host = await ask<ServedHost & { missing?: string; error?: string }>('/mail-host', {});
  if (host?.error !== undefined) throw new Error(`there is no mail server: ${host.error}`);
  if (host?.missing === undefined) return host;
  globalThis.console.info(`suite| NOT RUN: ${host.missing}`);
  return undefined;
}

/** Runs a shell script on it as root. */
export async function onMailHost(script: string): Promise<string> {
  const answer = await ask<{ stdout?: string; error?: string }>('/mail-host/run', { script });
  if (answer?.stdout === undefined) throw new Error(answer?.error ?? 'there is no mail server');
  return answer.stdout;
}
