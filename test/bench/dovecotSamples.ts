/** Files of Dovecot and Cyrus SASL of a given number of lines, made of blocks that repeat with other names. */

function repeated(lines: number, block: (index: number) => readonly string[]): string {
  const text: string[] = [];
  for (let index = 0; text.length < lines; index++) text.push(...block(index));
  return `${text.slice(0, lines).join('\n')}\n`;
}

/** dovecot.conf of 2.3: services with listeners, namespaces, plugins, filters. */
export function dovecotSample(lines: number): string {
  return repeated(lines, (index) => [
    `# Site ${index}`,
    `service site-${index} {`,
    `  unix_listener /run/site${index} {`,
    '    mode = 0660',
    '    user = postfix',
    '  }',
    '}',
    'plugin {',
    `  site_rule${index} = *:storage=${index}M`,
    '}',
  ]);
}

/** The maps of a dict in SQL. */
export function dictSample(lines: number): string {
  return repeated(lines, (index) => [
    'map {',
    `  pattern = priv/site${index}/storage`,
    '  table = quota',
    '  username_field = username',
    '  value_field = bytes',
    '}',
  ]);
}

/** smtpd.conf: options that come again and again, since there are no more of them. */
export function smtpdConfSample(lines: number): string {
  return repeated(lines, (index) => [
    `# Way ${index}`,
    'pwcheck_method: saslauthd',
    'mech_list: plain login',
    `sql_database: mail${index}`,
    `sql_select: SELECT password FROM site${index} WHERE login = '%u@%r'`,
  ]);
}

/** What saslauthd is started with. */
export function saslauthdSample(lines: number): string {
  return repeated(lines, (index) => [
    `NAME="saslauthd-${index}"`,
    'MECHANISMS="pam"',
    `OPTIONS="-c -m /var/run/saslauthd${index}"`,
    '',
  ]);
}
