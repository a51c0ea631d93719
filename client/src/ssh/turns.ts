/** Lets so many work at the same time; the others wait for their turn, first come first served. */
export class Turns {
  private active = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private limit: number) {}

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.active >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.active += 1;
    try {
      return await work();
    } finally {
      this.pass();
    }
  }

  /** No more from now on than work at this moment. False when nobody does. */
  lower(): boolean {
    if (this.active === 0) return false;
    this.limit = Math.min(this.limit, this.active);
    return true;
  }

  private pass(): void {
    const next = this.active <= this.limit ? this.waiting.shift() : undefined;
    if (next) next();
    else this.active -= 1;
  }
}
