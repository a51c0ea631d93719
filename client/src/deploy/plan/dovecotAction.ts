import type { Reason } from './model';

/**
 * Dovecot's master reads everything anew at a reload and opens its listeners again (seen with 2.3); only with
 * another base_dir doveadm no longer finds it.
 */
export function dovecotReasons(path: string, before: string, after: string): Reason[] {
  const [old, now] = [meaningful(before), meaningful(after)];
  if (old.join('\n') === now.join('\n')) return [{ code: 'comments-only', action: 'none', names: [path] }];
  const base = (lines: readonly string[]): string | undefined =>
    lines.findLast((line) => /^base_dir\b/.test(line));
  return base(old) === base(now)
    ? [{ code: 'file-read-at-start', action: 'reload', names: [path] }]
    : [{ code: 'base-directory', action: 'restart', names: [path] }];
}

function meaningful(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
