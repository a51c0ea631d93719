import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { EFFECTIVE, type EffectiveParams, type EffectiveResult } from '../../../../server/src/protocol';
import { compare, type Comparison } from '../../deploy/comparison';
import { fetchFiles } from '../../deploy/fetch';
import { askListing, ListingError } from '../askListing';
import { differences, type Difference } from '../differences';
import { editorFolder } from '../editorFolder';
import { onServer, type HostServices, type ServerWork } from '../hostServices';
import type { Host } from '../inventory';
import { LISTINGS, type Listing } from '../listings';
import { serverUri } from '../serverDocuments';
import { serverFolder } from '../serverFolder';
import { tellToOpenFolder } from './tellToOpenFolder';

/** What VS Code's editor of several differences takes: what names the pair, the server's side, our side. */
type Pair = readonly [name: vscode.Uri, there: vscode.Uri | undefined, here: vscode.Uri | undefined];

/** "Compare with Server": effective settings first, then every file that differs, in one editor. */
export function compareWithServer(
  services: HostServices,
  client: BaseLanguageClient,
  chosen: Host | undefined,
): Promise<readonly Pair[] | undefined> {
  return onServer(services, vscode.l10n.t('Compare with Server'), chosen, async (work) => {
    const { host, remote, signal, say } = work;
    const folder = await serverFolder(host);
    if (!folder) return tellToOpenFolder();
    say(vscode.l10n.t('reading its configuration'));
    const comparison = await compare(remote, editorFolder(folder), host.installation, { signal });
    const found = differences(comparison);
    say(vscode.l10n.t('asking for the settings in force'));
    const pairs = [
      ...(await listingPairs(work, services, client, comparison, folder)),
      ...(await filePairs(work, services, comparison, folder, found)),
    ];
    await show(host.name, pairs, found);
    return pairs;
  });
}

async function show(host: string, pairs: readonly Pair[], found: readonly Difference[]): Promise<void> {
  if (pairs.length > 0) {
    const title = vscode.l10n.t('{0} ↔ here', host);
    await vscode.commands.executeCommand('vscode.changes', title, pairs);
  } else if (found.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} has what is here.', host));
  }
  const secret = found.filter((difference) => difference.secret).map(({ path }) => path);
  if (secret.length === 0) return;
  const paths = secret.join(', ');
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'These differ too; they are not shown because not everybody there may read them: {0}',
      paths,
    ),
  );
}

async function filePairs(
  { host, remote, signal }: ServerWork,
  { documents }: HostServices,
  { snapshot, placement }: Comparison,
  folder: vscode.Uri,
  found: readonly Difference[],
): Promise<readonly Pair[]> {
  const open = found.filter(({ secret }) => !secret);
  const wanted = open.flatMap(({ path }) => snapshot.files.get(path) ?? []);
  const contents = await fetchFiles(remote, wanted, { signal });
  return open.map(({ path, kind }) => {
    const there = serverUri(host.name, 'files', path);
    const here = vscode.Uri.joinPath(folder, ...(placement.toLocal(path) ?? '').split('/'));
    const content = contents.get(path);
    if (content) documents.set(there, new TextDecoder().decode(content));
    return [kind === 'only-there' ? there : here, content && there, kind === 'only-there' ? undefined : here];
  });
}

/** What the server's postconf prints, and what it would print for the files here, where that is not the same. */
async function listingPairs(
  work: ServerWork,
  { documents }: HostServices,
  client: BaseLanguageClient,
  { snapshot: { postfix }, placement }: Comparison,
  folder: vscode.Uri,
): Promise<readonly Pair[]> {
  const main = postfix && placement.toLocal(`${postfix.configDirectory}/main.cf`);
  if (main === undefined) return [];
  const uri = vscode.Uri.joinPath(folder, ...main.split('/')).toString();
  const pairs: Pair[] = [];
  for (const listing of [LISTINGS.settings, LISTINGS.services] as const) {
    const params: EffectiveParams = { uri, listing: listing.id };
    const { text } = await client.sendRequest<EffectiveResult>(EFFECTIVE, params);
    const theirs = await theirListing(work, listing);
    if (text === null || theirs === undefined || text === theirs) continue;
    const [there, here] = (['listings', 'here'] as const).map((side) =>
      serverUri(work.host.name, side, listing.path),
    ) as [vscode.Uri, vscode.Uri];
    documents.set(there, theirs);
    documents.set(here, text);
    pairs.push([here, there, here]);
  }
  return pairs;
}

/** Undefined where the server's own program refuses its configuration: the files are compared all the same. */
async function theirListing(work: ServerWork, listing: Listing): Promise<string | undefined> {
  const { host, remote, signal } = work;
  return askListing(remote, listing, host, { signal }).catch((error: unknown) => {
    if (error instanceof ListingError) return undefined;
    throw error;
  });
}
