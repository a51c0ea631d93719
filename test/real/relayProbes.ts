import assert from 'node:assert/strict';
import { STRANGER, type Dialogue, type PrivatePostfix, type Reply } from '../support/privatePostfix';
import type { Scenario } from './snippetScenarios';

const PORTS: Readonly<Record<string, number>> = { smtp: 25, submission: 587, submissions: 465, smtps: 465 };
const CREDENTIALS = Buffer.from('\0user\0secret').toString('base64');
const RELAY_REFUSED = /Relay access denied|Access denied|Must issue a STARTTLS command first/;
export interface Listener {
  readonly name: string;
  readonly port: number;
  readonly wrapper: boolean;
  readonly login: boolean;
}

export function listeners(server: PrivatePostfix): readonly Listener[] {
  const entries = server.must(['postconf', '-c', server.configDirectory, '-M']).trim().split('\n');
  return entries
    .filter((entry) => entry.includes(' inet '))
    .map((entry) => {
      const name = entry.split(/\s/)[0] ?? '';
      const port = name.replace(/^.*:/, '');
      return {
        name,
        port: PORTS[port] ?? Number(port),
        wrapper: entry.includes('smtpd_tls_wrappermode=yes'),
        login: entry.includes('smtpd_sasl_auth_enable=yes'),
      };
    });
}

const EHLO = 'EHLO client.example.com';
const RELAY_ATTEMPT = ['MAIL FROM:<someone@sender.test>', 'RCPT TO:<someone@elsewhere.test>'];

/** A dialogue and what its replies must be. */
export interface Probe {
  readonly dialogue: Dialogue;
  readonly check: (replies: readonly Reply[]) => void;
}

export async function holdAll(server: PrivatePostfix, probes: readonly Probe[]): Promise<void> {
  const conversations = await server.network.converse(probes.map(({ dialogue }) => dialogue));
  for (const [index, { check }] of probes.entries()) check(conversations[index] ?? []);
}

const shown = (replies: readonly Reply[]): string => replies.map(({ text }) => text).join('\n');
const codes = (replies: readonly Reply[]): number[] => replies.map(({ code }) => code);

/** A stranger is served, may not relay with or without TLS, and is offered a login over TLS only. */
export function strangerProbes({ port, wrapper }: Listener, scenario: Scenario): readonly Probe[] {
  const visit = (...lines: readonly string[]): Probe => ({
    dialogue: { host: '127.0.0.1', port, wrapper, from: STRANGER, lines: [EHLO, ...lines, 'QUIT'] },
    check: (replies) => {
      const [greeting, ehlo, ...rest] = replies;
      assert.deepEqual([greeting?.code, ehlo?.code], [220, 250], shown(replies));
      if (!wrapper) assert.doesNotMatch(ehlo?.text ?? '', /AUTH/, 'a login is offered without TLS');
      const accepted = rest.filter(({ text }) => text.startsWith('250 2.1.5'));
      assert.deepEqual(accepted, [], `relays for a stranger:\n${shown(replies)}`);
      const reason = scenario.refusal ?? RELAY_REFUSED;
      const refused = rest.some(({ code, text }) => code >= 400 && reason.test(text));
      assert.ok(refused, `refuses for another reason:\n${shown(replies)}`);
    },
  });
  return [visit(...RELAY_ATTEMPT), ...(wrapper ? [] : [visit('STARTTLS', EHLO, ...RELAY_ATTEMPT)])];
}

/** Mail for the server's own recipients comes in, also from a stranger. */
export function recipientProbes(port: number, scenario: Scenario): readonly Probe[] {
  return (scenario.serves ?? ['postmaster@example.org']).map((recipient) => ({
    dialogue: {
      ...{ host: '127.0.0.1', port, wrapper: false, from: STRANGER },
      lines: [EHLO, 'MAIL FROM:<>', `RCPT TO:<${recipient}>`],
    },
    check: (replies) => {
      if (scenario.unavailable) {
        assert.ok(
          replies.some(({ text }) => scenario.unavailable?.test(text)),
          shown(replies),
        );
      } else assert.deepEqual(codes(replies), [220, 250, 250, 250], shown(replies));
    },
  }));
}

/** After a login the own users may send anywhere. */
export function loginProbe({ port, wrapper }: Listener): Probe {
  const secure = wrapper ? [EHLO] : [EHLO, 'STARTTLS', EHLO];
  const lines = [...secure, `AUTH PLAIN ${CREDENTIALS}`, ...RELAY_ATTEMPT];
  return {
    dialogue: { host: '127.0.0.1', port, wrapper, from: STRANGER, lines },
    check: (replies) => {
      assert.match(replies.at(-4)?.text ?? '', /AUTH.* PLAIN/, shown(replies));
      assert.deepEqual(codes(replies.slice(-3)), [235, 250, 250], shown(replies));
    },
  };
}

/** A client of `mynetworks` hands in one message. */
export function deliveryProbe(recipient: string): Probe {
  const envelope = ['MAIL FROM:<sink@example.org>', `RCPT TO:<${recipient}>`];
  return {
    dialogue: {
      ...{ host: '127.0.0.1', port: 25, wrapper: false, from: '127.0.0.1' },
      lines: [EHLO, ...envelope, 'DATA', 'Subject: x\r\n\r\nx\r\n.'],
    },
    check: (replies) => assert.deepEqual(codes(replies), [220, 250, 250, 250, 354, 250], shown(replies)),
  };
}
