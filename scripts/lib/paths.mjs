import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What is built, and what test runs leave behind. Git ignores it. */
export const DIST = join(ROOT, 'dist');

/** What is slow to fetch and the same for every clone of this repository on this machine. */
export const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'mailwright');

/** @param {string} path a path inside the repository */
export const inRoot = (path) => join(ROOT, path);
