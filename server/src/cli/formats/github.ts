import type { Severity } from '../../rules/rule';
import type { Report } from '../report';

const COMMAND: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/** Workflow commands of GitHub Actions: annotations at the lines of a pull request. */
export function formatGithub(report: Report): string {
  const lines = report.files.flatMap(({ path, findings }) =>
    findings.map(({ severity, rule, message, range }) => {
      const properties = {
        file: path,
        line: range.start.line + 1,
        endLine: range.end.line + 1,
        col: range.start.character + 1,
        endColumn: range.end.character + 1,
        title: rule,
      };
      const list = Object.entries(properties).map(
        ([key, value]) => `${key}=${escapeProperty(String(value))}`,
      );
      return `::${COMMAND[severity]} ${list.join(',')}::${escapeData(message)}\n`;
    }),
  );
  return lines.join('');
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
