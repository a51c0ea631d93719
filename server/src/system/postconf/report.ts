import { problemText, type ExpansionProblem } from '../../postfix/expansionProblem';

/** What `postconf` says on standard error, without its own name and the severity. It ends with the first fatal one. */
export interface Report {
  readonly severity: 'warning' | 'fatal';
  readonly text: string;
}

export function warning(text: string): Report {
  return { severity: 'warning', text };
}

export function fatal(text: string): Report {
  return { severity: 'fatal', text };
}

/** What is said of an expansion that went wrong; `ending` is the last word of the program that gives up. */
export function expansionReports(problems: readonly ExpansionProblem[], ending?: string): Report[] {
  const said = problems.map((problem) =>
    problem.kind === 'number' ? fatal(problemText(problem)) : warning(problemText(problem)),
  );
  const ended =
    problems.length === 0 || ending === undefined || problems.some(({ kind }) => kind === 'number');
  return ended ? said : [...said, fatal(ending)];
}

/** As a log shows it: everything but printable ASCII as a question mark. */
export function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}
