const SITE = 'https://www.postfix.org';

/** Section of postconf(5) on a parameter. */
export function parameterManual(name: string): string {
  return `${SITE}/postconf.5.html#${encodeURIComponent(name)}`;
}

/** Pages of the daemons; each is the manual page `NAME(8)` under the same name. */
export function daemonManual(daemon: string): string {
  const page = daemon === 'lmtp' ? 'smtp' : daemon;
  return `${SITE}/${encodeURIComponent(page)}.8.html`;
}

export const TABLES_MANUAL = `${SITE}/DATABASE_README.html#types`;

export const MASTER_MANUAL = `${SITE}/master.5.html`;
