import type { Report } from '../report';

/** One object; the shape is part of the command's contract (`mailwright check --help`). */
export function formatJson(report: Report): string {
  const files = report.files.map(({ path, findings }) => ({ path, findings }));
  return `${JSON.stringify({ version: 1, files }, null, 2)}\n`;
}
