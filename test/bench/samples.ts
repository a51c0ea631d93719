/** Files of a given number of lines, of the kind that people write in each language. */

/** main.cf: comment blocks, parameters, lists over several lines, names of one's own. */
export function mainCfSample(lines: number): string {
  const text: string[] = ['compatibility_level = 3.6', 'myhostname = mail.example.com'];
  for (let block = 0; text.length + BLOCK_LINES <= lines; block++) text.push(...mainCfBlock(block));
  while (text.length < lines) text.push('# end');
  return `${text.join('\n')}\n`;
}

const BLOCK_LINES = 10;
/** Sites that build on each other; only the last one of a group has a name that nothing uses. */
const GROUP = 10;

function mainCfBlock(block: number): string[] {
  const before = block % GROUP === 0 ? '$mydomain' : `$site${block - 1}_all`;
  return [
    `# Site ${block}: networks, limits and the tables of its domains.`,
    '# The list is kept sorted; one network a line.',
    `site${block}_networks = 10.${block % 256}.0.0/16,`,
    `    192.0.2.${block % 256}, [2001:db8:${(block % 65536).toString(16)}::]/48`,
    `site${block}_restrictions = permit_mynetworks, check_client_access hash:$config_directory/site${block},`,
    '    reject_unauth_destination',
    `site${block}_message = $myhostname ESMTP \${site${block}_networks?{trusted}:{none}}`,
    `site${block}_all = ${before} $site${block}_networks $site${block}_restrictions $site${block}_message $site${block}_relay`,
    `site${block}_relay = smtp:[relay${block}.example.com]:587`,
    '',
  ];
}

/** An object with as many lines, valid for `JSON_SCHEMA`. */
export function jsonSample(lines: number): string {
  const entries = Array.from({ length: Math.max(1, Math.floor((lines - 2) / 5)) }, (_, index) =>
    [
      `  "site${index}": {`,
      `    "name": "site ${index}",`,
      `    "limit": ${index},`,
      '    "enabled": true',
      '  }',
    ].join('\n'),
  );
  return `{\n${entries.join(',\n')}\n}\n`;
}

export const JSON_SCHEMA = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, limit: { type: 'integer' }, enabled: { type: 'boolean' } },
  },
};

export function cssSample(lines: number): string {
  const rules = Array.from({ length: Math.max(1, Math.floor(lines / 5)) }, (_, index) =>
    [
      `.site${index} > a:hover {`,
      `  color: #${(index % 4096).toString(16).padStart(3, '0')};`,
      `  margin: ${index}px auto;`,
      '  display: block;',
      '}',
    ].join('\n'),
  );
  return `${rules.join('\n')}\n`;
}

export function dockerfileSample(lines: number): string {
  const instructions = Array.from({ length: Math.max(1, Math.floor((lines - 1) / 5)) }, (_, index) =>
    [
      `# step ${index}`,
      `ENV SITE_${index}=value-${index}`,
      `RUN apt-get update && \\`,
      `    apt-get install -y package-${index}`,
      `COPY file-${index} /srv/file-${index}`,
    ].join('\n'),
  );
  return `FROM debian:stable\n${instructions.join('\n')}\n`;
}
