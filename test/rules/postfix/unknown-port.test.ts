import { unknownPort } from '../../../server/src/rules/postfix/unknown-port';
import { testRule, type ReportCase } from '../../support/testRule';

const row = (name: string): string => `${name} inet n - n - - smtpd\n`;

function report(marked: string, message: string, fixes: readonly string[] = []): ReportCase {
  const fixed = Object.fromEntries(fixes.map((text) => [`Change it to ${text}`, { 'master.cf': row(text) }]));
  return { files: { 'master.cf': row(marked) }, message, severity: 'error', fixed };
}

testRule(unknownPort, {
  silent: [
    {
      files: {
        'master.cf': [
          '25',
          'smtp',
          'submissions',
          '127.0.0.1:10025',
          '[::1]:smtp',
          ':587',
          'mx.example.com:25',
        ]
          .map(row)
          .join(''),
      },
    },
    { name: 'no port', files: { 'master.cf': 'smtp2 unix - - n - - smtp\n' } },
    {
      name: 'a port of known_tcp_ports',
      files: { 'main.cf': 'known_tcp_ports = smtp2=2525', 'master.cf': row('smtp2') },
    },
    { name: 'look-alikes have a rule of their own', files: { 'master.cf': row('２５') } },
  ],
  reports: [
    report('«smtp2»', 'port name "smtp2"', ['2525']),
    report('«127.0.0.1:smtp-alt»', 'port name "smtp-alt"', ['127.0.0.1:2525']),
    report('«submission2»', 'port name', ['2587']),
    report('«smtps2»', 'port name', ['2465']),
    report('«smtsp»', 'port name', ['smtps']),
    report('«SMTP»', 'port name', ['smtp', '2525']),
    report('«foo»', 'port name "foo"'),
    report('«-1»', 'port name'),
    report('«25x»', 'must be a number'),
    report('«*:25»', '"*" is neither', ['25']),
    report('«[::1:25»', 'not closed'),
    report('«[::1]25»', 'must follow the bracket'),
    report('«localhost:»', 'no port'),
    { ...report('«70000»', 'listens on 4464'), severity: 'warning' },
    { ...report('«0»', 'Port 0'), severity: 'warning' },
    {
      name: 'the suggested port is taken',
      files: { 'master.cf': row('2525') + row('«smtp2»') },
      fixed: { 'Change it to 2526': { 'master.cf': row('2525') + row('2526') } },
    },
    {
      name: 'an address of a protocol that is switched off',
      files: { 'main.cf': 'inet_protocols = ipv4\n', 'master.cf': row('«[::1]:25»') },
      message: 'inet_protocols is ipv4',
    },
    {
      name: 'known_tcp_ports is none of 3.5',
      version: '3.5',
      files: { 'main.cf': 'known_tcp_ports = smtp2=2525', 'master.cf': row('«smtp2»') },
    },
  ],
});
