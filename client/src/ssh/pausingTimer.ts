import type { Prompts } from './prompts';

/** A time limit that stands still while a user is asked. */
export class PausingTimer {
  isOver = false;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  private left: number;
  private since = 0;
  private late: () => void = () => undefined;

  /** @param limit in milliseconds */
  constructor(readonly limit: number) {
    this.left = limit;
  }

  start(late: () => void): void {
    this.late = late;
    this.run();
  }

  /** For good: a question that is answered later does not start it again. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  async during<T>(question: Promise<T>): Promise<T> {
    clearTimeout(this.timer);
    this.left -= performance.now() - this.since;
    try {
      return await question;
    } finally {
      if (!this.stopped) this.run();
    }
  }

  private run(): void {
    this.since = performance.now();
    this.timer = setTimeout(
      () => {
        this.isOver = true;
        this.late();
      },
      Math.max(this.left, 0),
    );
  }
}

/** The same prompts; the timer stands still while they wait for an answer. */
export function pausing(prompts: Prompts, timer: PausingTimer): Prompts {
  return {
    trustHostKey: (question, signal) => timer.during(prompts.trustHostKey(question, signal)),
    secret: (question, signal) => timer.during(prompts.secret(question, signal)),
    answers: (questions, signal) => timer.during(prompts.answers(questions, signal)),
  };
}
