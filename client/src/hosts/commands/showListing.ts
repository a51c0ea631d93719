import * as vscode from 'vscode';
import { askListing } from '../askListing';
import { onServer, type HostServices } from '../hostServices';
import type { Host } from '../inventory';
import type { Listing } from '../listings';
import { serverUri } from '../serverDocuments';

/** "Show postconf -n from Server" and its like: what the server's own program prints, as a document. */
export function showListing(
  services: HostServices,
  listing: Listing,
  chosen: Host | undefined,
): Promise<vscode.Uri | undefined> {
  return onServer(services, listing.title, chosen, async ({ host, remote, signal, say }) => {
    say(vscode.l10n.t('asking the server'));
    const text = await askListing(remote, listing, host, { signal });
    const uri = serverUri(host.name, 'listings', listing.path);
    services.documents.set(uri, text);
    const label = `${listing.title} (${host.name})`;
    await vscode.commands.executeCommand('vscode.open', uri, { preview: false }, label);
    return uri;
  });
}
