import type { Host } from './inventory';

/** What a program of the server prints of its configuration, shown as if it were a file of it. */
export interface Listing {
  readonly id: 'settings' | 'services' | 'dovecot';
  readonly title: string;
  /** Where the document lies: the path decides its language, and which documents make one server. */
  readonly path: string;
  argv(host: Host): readonly string[];
}

const place = (option: string, path: string | null | undefined): readonly string[] =>
  path ? ['-c', path, option] : [option];

export const LISTINGS: { readonly [K in Listing['id']]: Listing & { readonly id: K } } = {
  settings: {
    id: 'settings',
    title: 'postconf -n',
    path: 'etc/postfix/main.cf',
    argv: ({ installation }) => ['postconf', ...place('-n', installation.postfix)],
  },
  services: {
    id: 'services',
    title: 'postconf -M',
    path: 'etc/postfix/master.cf',
    argv: ({ installation }) => ['postconf', ...place('-M', installation.postfix)],
  },
  dovecot: {
    id: 'dovecot',
    title: 'doveconf -n',
    path: 'etc/dovecot/dovecot.conf',
    argv: ({ installation }) => ['doveconf', ...place('-n', installation.dovecot)],
  },
};
