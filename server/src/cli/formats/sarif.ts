import type { Log, Result } from 'sarif';
import { rulePage } from '../../rules/pages';
import type { Severity } from '../../rules/rule';
import type { Range, Report, ReportedFinding } from '../report';

const LEVEL: Readonly<Record<Severity, Result.level>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** SARIF 2.1.0, for code scanning services. Columns count UTF-16 units, as ours do. */
export function formatSarif(report: Report): string {
  const found = report.files.flatMap(({ path, findings }) => findings.map((finding) => ({ path, finding })));
  const ids = [...new Set(found.map(({ finding }) => finding.rule))].sort();
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Mailwright',
            informationUri: 'https://github.com/mailwright/mailwright',
            rules: ids.map((id) => ({ id, helpUri: rulePage(id, 'en') })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: found.map(({ path, finding }) => toResult(path, finding, ids.indexOf(finding.rule))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function toResult(path: string, finding: ReportedFinding, ruleIndex: number): Result {
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: physicalLocation(path, finding.range) }],
    ...(finding.related.length > 0 && {
      relatedLocations: finding.related.map((item, id) => ({
        id,
        message: { text: item.message },
        physicalLocation: physicalLocation(item.path, item.range),
      })),
    }),
  };
}

function physicalLocation(
  path: string,
  { start, end }: Range,
): NonNullable<Result['locations']>[0]['physicalLocation'] & object {
  return {
    artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/') },
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}
