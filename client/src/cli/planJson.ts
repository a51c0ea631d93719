import type { Plan } from '../deploy/plan/model';

/** A plan as JSON: which file becomes what and why, without any content. */
export function planJson({ host, changes, drift, tables, postfix, dovecot }: Plan): object {
  return {
    host,
    changes: changes.map(({ kind, path }) => ({ kind, path })),
    drift,
    tables,
    postfix,
    dovecot,
  };
}
