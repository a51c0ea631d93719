declare const SUITE_DRIVER: string;
declare const SUITE_HOST: 'code-server' | 'web' | 'desktop';

/** Where this suite runs. */
export const host = SUITE_HOST;

interface Answer {
  readonly text?: string;
  readonly error?: string;
}

async function ask(path: string, body: object): Promise<Answer | undefined> {
  const response = await fetch(SUITE_DRIVER + path, { method: 'POST', body: JSON.stringify(body) });
  // The desktop has no page that could be looked at.
  if (response.status === 501) return undefined;
  const answer = (await response.json()) as Answer;
  if (answer.error) throw new Error(answer.error);
  return answer;
}

/**
 * Waits until something is on the screen, keeps a picture of the window and returns the text that a user
 * reads there; undefined in the desktop, which is not looked at from outside.
 */
export async function look(selector: string, picture?: string): Promise<string | undefined> {
  return (await ask('/look', { selector, picture }))?.text;
}

export const report = (counts: { passed: number; failed: number; skipped: number }): Promise<unknown> =>
  ask('/result', counts);
