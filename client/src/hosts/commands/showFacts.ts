import * as vscode from 'vscode';
import { onServer, type HostServices } from '../hostServices';
import type { Host } from '../inventory';
import { serverUri } from '../serverDocuments';
import { askServerFacts, type ServerFacts } from '../serverFacts';

/** "Show Versions and Table Types from Server": what its programs are, and what they were built with. */
export function showFacts(services: HostServices, chosen: Host | undefined): Promise<vscode.Uri | undefined> {
  const title = vscode.l10n.t('Versions and table types');
  return onServer(services, title, chosen, async ({ host, remote, signal, say }) => {
    say(vscode.l10n.t('asking the server'));
    const facts = await askServerFacts(remote, host, { signal });
    const uri = serverUri(host.name, 'facts', 'versions.md');
    services.documents.set(uri, describeFacts(host.name, facts));
    await vscode.commands.executeCommand('vscode.open', uri, { preview: false }, `${title} (${host.name})`);
    return uri;
  });
}

function describeFacts(host: string, { postfix, dovecot }: ServerFacts): string {
  const lines = [`# ${host}`, ''];
  if (postfix) {
    lines.push(
      `## Postfix ${postfix.version}`,
      '',
      fact(vscode.l10n.t('Configuration directory'), [postfix.configDirectory]),
      fact(vscode.l10n.t('Lookup table types'), postfix.tableTypes),
      fact(vscode.l10n.t('SASL in the server'), postfix.saslServers),
      fact(vscode.l10n.t('SASL in the client'), postfix.saslClients),
      '',
    );
  }
  if (dovecot) lines.push(`## Dovecot ${dovecot.version}`, '');
  if (!postfix && !dovecot) lines.push(vscode.l10n.t('There is neither Postfix nor Dovecot.'), '');
  return lines.join('\n');
}

const fact = (name: string, words: readonly string[]): string =>
  `- ${name}: ${words.map((word) => `\`${word}\``).join(' ') || '–'}`;
