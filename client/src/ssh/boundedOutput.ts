/** Keeps the first bytes of a stream, and drops the rest. */
export class BoundedOutput {
  truncated = false;
  private readonly chunks: Uint8Array[] = [];
  private room: number;

  /** @param limit in bytes */
  constructor(limit: number) {
    this.room = limit;
  }

  push(chunk: Uint8Array): void {
    if (chunk.length > this.room) this.truncated = true;
    const kept = chunk.subarray(0, this.room);
    if (kept.length === 0) return;
    this.room -= kept.length;
    this.chunks.push(kept);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.chunks);
  }
}
