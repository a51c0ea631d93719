// The browser's build of mocha runs in the Node extension host as well as in the web worker.
import 'mocha/mocha.js';

declare const SUITE_GREP: string;

/** Marks our lines in the console, among those of VS Code itself. */
const MARK = 'suite| ';

/** Prints like mocha's own `spec`, to the console that every host passes on. */
class ConsoleReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    let depth = 0;
    const print = (text: string): void => {
      for (const line of text.split('\n')) globalThis.console.info(`${MARK}${'  '.repeat(depth)}${line}`);
    };
    runner.on('suite', ({ title }) => {
      if (title) print(title);
      depth += 1;
    });
    runner.on('suite end', () => {
      depth -= 1;
    });
    runner.on('pass', ({ title, duration }) => print(`✔ ${title} (${String(duration ?? 0)} ms)`));
    runner.on('pending', ({ title }) => print(`- ${title}`));
    runner.on('fail', ({ title }, error: Error) => print(`✘ ${title}\n${describeError(error)}`));
  }
}

function describeError({ message, stack = '' }: Error): string {
  const places = stack.split('\n').filter((line) => line.includes('test/vscode'));
  return [message, ...places.slice(0, 3)].join('\n');
}

export const mocha = new Mocha({ ui: 'bdd', timeout: 120_000, reporter: ConsoleReporter }).fgrep(SUITE_GREP);

// Defines describe, it, …; the scenes are imported after this module.
mocha.suite.emit('pre-require', globalThis, '', mocha);
