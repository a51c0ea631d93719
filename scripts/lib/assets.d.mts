export function writeAssets(): Promise<{ files: number; bytes: number; packed: Record<string, number> }>;
export function readProse(folder: string): Promise<unknown>;
export function readTopics(folder: string): Promise<Map<string, Record<string, unknown>>>;
