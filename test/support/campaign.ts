import * as fc from 'fast-check';

/** Where made cases begin: the same ones at every run, so that a run says something about a change; others on demand. */
export const SEED = Number(process.env['MAILWRIGHT_SEED'] ?? 20_240_601);

// For every property and sample that names no seed of its own. Mocha loads this file first.
fc.configureGlobal({ seed: SEED });

/** How many cases a test makes: by default enough for every change, any number on demand. */
export function runs(byDefault: number): number {
  return Number(process.env['MAILWRIGHT_RUNS'] ?? byDefault);
}

/** As many of all cases as a test makes, chosen by the seed; all of them on demand. */
export function someOf<T>(cases: readonly T[], byDefault: number): readonly T[] {
  const count = Math.min(runs(byDefault), cases.length);
  const [chosen = []] = fc.sample(fc.shuffledSubarray([...cases], { minLength: count, maxLength: count }), {
    numRuns: 1,
    seed: SEED,
  });
  return chosen;
}
