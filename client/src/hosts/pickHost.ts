import * as vscode from 'vscode';
import { parseTarget } from '../ssh/hostOptions';
import { allHosts } from './hostList';
import { addressOf, type Host } from './inventory';

interface HostItem extends vscode.QuickPickItem {
  readonly host?: Host;
}

const HEADINGS: Readonly<Record<Exclude<Host['origin'], 'typed'>, () => string>> = {
  settings: () => 'mailwright.hosts',
  'ssh-config': () => 'ssh_config',
};

/** Lets the user choose a host, or type one that is written down nowhere (`user@host:port`). */
export async function pickHost(title: string): Promise<Host | undefined> {
  const items = itemsOf(await allHosts());
  const pick = vscode.window.createQuickPick<HostItem>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('A host, or user@host:port');
  pick.matchOnDescription = true;
  pick.items = items;
  return new Promise((resolve) => {
    pick.onDidChangeValue((value) => {
      pick.items = [...items, ...typedItem(value.trim(), items)];
    });
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.host);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function itemsOf(hosts: readonly Host[]): readonly HostItem[] {
  return (['settings', 'ssh-config'] as const).flatMap((origin) => {
    const own = hosts.filter((host) => host.origin === origin);
    if (own.length === 0) return [];
    const heading = { label: HEADINGS[origin](), kind: vscode.QuickPickItemKind.Separator };
    return [heading, ...own.map(itemOf)];
  });
}

function itemOf(host: Host): HostItem {
  const address = addressOf(host);
  return { label: host.name, host, ...(address !== host.name && { description: address }) };
}

function typedItem(value: string, items: readonly HostItem[]): readonly HostItem[] {
  const target = items.some(({ label }) => label === value) ? undefined : parseTarget(value);
  if (!target) return [];
  const host: Host = { name: value, target, origin: 'typed', installation: {} };
  return [{ label: value, description: vscode.l10n.t('connect to this host'), alwaysShow: true, host }];
}
