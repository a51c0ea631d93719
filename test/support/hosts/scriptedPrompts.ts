import type {
  CommandRecord,
  HostKeyQuestion,
  Prompts,
  RemoteLog,
  SecretQuestion,
  ServerQuestions,
} from '../../../client/src/ssh/prompts';

export interface Script {
  readonly trust?: boolean;
  /** Answers to `kind subject`, one after the other; the user gives up where none is left. */
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  readonly answers?: (questions: ServerQuestions) => readonly string[] | undefined;
}

/** A user who answers by a script, and remembers what was asked and logged. */
export class ScriptedUser implements Prompts, RemoteLog {
  readonly hostKeys: HostKeyQuestion[] = [];
  readonly asked: string[] = [];
  readonly attempts: number[] = [];
  readonly questions: ServerQuestions[] = [];
  readonly commands: CommandRecord[] = [];
  readonly steps: string[] = [];
  private readonly left: Map<string, string[]>;

  constructor(private readonly script: Script = {}) {
    this.left = new Map(Object.entries(script.secrets ?? {}).map(([key, answers]) => [key, [...answers]]));
  }

  trustHostKey(question: HostKeyQuestion): Promise<boolean> {
    this.hostKeys.push(question);
    return Promise.resolve(this.script.trust ?? false);
  }

  secret({ kind, subject, attempt }: SecretQuestion): Promise<string | undefined> {
    const key = `${kind} ${subject}`;
    this.asked.push(key);
    this.attempts.push(attempt);
    return Promise.resolve(this.left.get(key)?.shift());
  }

  answers(questions: ServerQuestions): Promise<readonly string[] | undefined> {
    this.questions.push(questions);
    return Promise.resolve(this.script.answers?.(questions));
  }

  command(record: CommandRecord): void {
    this.commands.push(record);
  }

  step(host: string, what: string): void {
    this.steps.push(`${host}: ${what}`);
  }
}
