import { directoryOf, joinUri } from './uris';

/**
 * Where the files of one server lie: in `/etc`, below a folder that copies the server's tree (`web1/etc/postfix`), or
 * in a repository that keeps `postfix/` and `dovecot/` side by side.
 */
export interface Layout {
  /** Uri that stands for the server's `/`; undefined when the folder does not copy the tree from its root. */
  readonly root: string | undefined;
  /** Uris of the configuration directories, known or supposed; without a slash at their ends. */
  readonly postfix: string;
  readonly dovecot: string;
}

/** Names that the products' directories have on servers, below their prefix. */
const POSTFIX_DIRECTORY = /^(.*?)\/(?:usr\/local\/)?etc\/postfix$/;
/** Directories of the Cyrus SASL library, below `/etc` or where its modules are. */
const SASL_DIRECTORY = /^(.*?)\/(?:usr\/local\/)?(?:etc|usr)\/(?:.*\/)?sas\w*$/i;
/** Where systems keep what saslauthd is started with, and how it asks LDAP. */
const SASLAUTHD_FILE =
  /^(.*?)\/(?:usr\/local\/)?etc\/(?:(?:default|sysconfig)\/saslauthd[\w-]*|saslauthd\.conf)$/;
const DOVECOT_DIRECTORY = /^(.*?)\/(?:usr\/local\/)?etc\/dovecot(?:\/conf\.d)?$/;

/** The layout that a file belongs to, told from its place alone. */
export function layoutOf(uri: string): Layout {
  const directory = directoryOf(uri);
  const root = POSTFIX_DIRECTORY.exec(directory)?.[1] ?? DOVECOT_DIRECTORY.exec(directory)?.[1];
  if (root !== undefined) {
    const etc = directory.replace(/\/(postfix|dovecot)(\/conf\.d)?$/, '');
    return { root, postfix: `${etc}/postfix`, dovecot: `${etc}/dovecot` };
  }
  const above = SASL_DIRECTORY.exec(directory)?.[1] ?? SASLAUTHD_FILE.exec(uri)?.[1];
  if (above !== undefined)
    return { root: above, postfix: `${above}/etc/postfix`, dovecot: `${above}/etc/dovecot` };
  const parent = directoryOf(directory.replace(/\/conf\.d$/, ''));
  if (directory.endsWith('/postfix'))
    return { root: undefined, postfix: directory, dovecot: `${parent}/dovecot` };
  if (/\/dovecot(\/conf\.d)?$/.test(directory)) {
    return { root: undefined, postfix: `${parent}/postfix`, dovecot: `${parent}/dovecot` };
  }
  return { root: undefined, postfix: directory, dovecot: directory };
}

/** The server's own files, no copy of them. */
export function isServersOwn({ root }: Layout): boolean {
  return root !== undefined && isTopOfDisk(root);
}

/** `file://` or `vscode-vfs://host`: the `/` of a file system. */
export function isTopOfDisk(uri: string): boolean {
  return /^[\w+.-]+:\/\/[^/]*$/.test(uri);
}

/**
 * Uris where a path of the server may lie, likeliest first. A path that leads into the folder of the configuration
 * itself is meant as it stands. Any other path outside of the copied tree has none: the machine that runs the editor
 * is not the server.
 */
export function placesOf(path: string, layout: Layout): string[] {
  if (!path.startsWith('/')) return [];
  const parts = path.slice(1).replace(/\/+/g, '/');
  const own = [
    { prefix: /^(usr\/local\/)?etc\/postfix\//, directory: layout.postfix },
    { prefix: /^(usr\/local\/)?etc\/dovecot\//, directory: layout.dovecot },
  ];
  const inDirectories = own
    .filter(({ prefix }) => prefix.test(parts))
    .map(({ prefix, directory }) => joinUri(directory, parts.replace(prefix, '')));
  const belowRoot = layout.root === undefined ? [] : [joinUri(layout.root, parts)];
  return [...new Set([...belowRoot, ...inDirectories, ...asItStands(parts, layout)])];
}

/** `/home/me/web1/tables/x` for a configuration in `/home/me/web1/postfix`: the settings name the folder they lie in. */
function asItStands(parts: string, { root, postfix }: Layout): string[] {
  const [machine = ''] = /^[^:]+:\/\/[^/]*/.exec(postfix) ?? [];
  const folder = root ?? directoryOf(postfix);
  const place = joinUri(machine, parts);
  return folder !== machine && place.startsWith(`${folder}/`) ? [place] : [];
}
