export const ROOT: string;
export const DIST: string;
export const CACHE: string;
export function inRoot(path: string): string;
