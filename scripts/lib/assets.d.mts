export function writeAssets(): Promise<{ files: number; bytes: number }>;
export function readProse(folder: string): Promise<unknown>;
