/** More of what a login shell says by itself is not kept. */
const LONGEST_TALK = 64 * 1024;

/** A stream of a command from the line on in which it says that it begins. */
export class AfterMark {
  private talk = Buffer.alloc(0);
  private begun = false;

  constructor(private readonly mark: string) {}

  /** Takes what comes, and returns what of it is the command's own. */
  hear(chunk: Uint8Array): Uint8Array {
    if (this.begun) return chunk;
    const heard = Buffer.concat([this.talk, chunk]);
    const line = `${this.mark}\n`;
    const at = heard.indexOf(line);
    if (at < 0) {
      this.talk = heard.subarray(-LONGEST_TALK);
      return new Uint8Array();
    }
    this.begun = true;
    this.talk = Buffer.alloc(0);
    return heard.subarray(at + line.length);
  }

  /** What was said by a login shell that never came to the command, which is why. */
  rest(): Uint8Array {
    return this.talk;
  }
}
