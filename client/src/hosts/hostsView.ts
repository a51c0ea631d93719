import * as vscode from 'vscode';
import type { HostState } from './connectionPool';
import { allHosts } from './hostList';
import type { HostServices } from './hostServices';
import { addressOf, type Host } from './inventory';
import type { ServerFacts } from './serverFacts';
import { textOfProblem } from './showProblem';

/** A row of the view; commands of its menu get it as their argument. */
export interface HostRow {
  readonly host: Host;
}

const ICONS: Readonly<Record<HostState['kind'], () => vscode.ThemeIcon>> = {
  off: () => new vscode.ThemeIcon('vm'),
  connecting: () => new vscode.ThemeIcon('loading~spin'),
  connected: () => new vscode.ThemeIcon('vm-active', new vscode.ThemeColor('testing.iconPassed')),
  failed: () => new vscode.ThemeIcon('vm-outline', new vscode.ThemeColor('list.errorForeground')),
};

const STATES: Readonly<Record<HostState['kind'], () => string>> = {
  off: () => '',
  connecting: () => vscode.l10n.t('connecting'),
  connected: () => vscode.l10n.t('connected'),
  failed: () => vscode.l10n.t('not connected'),
};

/** The view of the hosts, with the state of each. */
export function showHosts(services: HostServices): vscode.Disposable {
  const changes = new vscode.EventEmitter<HostRow | undefined>();
  const rows = new Map<string, HostRow>();
  const rowOf = (host: Host): HostRow => {
    const known = rows.get(host.name);
    const row = known?.host === host ? known : { host };
    rows.set(host.name, row);
    return row;
  };
  const provider: vscode.TreeDataProvider<HostRow> = {
    onDidChangeTreeData: changes.event,
    getChildren: async (row) => (row ? [] : (await allHosts()).map(rowOf)),
    getTreeItem: ({ host }) => itemOf(host, services.pool.stateOf(host), services.facts.of(host)),
  };
  return vscode.Disposable.from(
    changes,
    vscode.window.createTreeView('mailwright.hosts', { treeDataProvider: provider }),
    services.onDidChange((host) => changes.fire(host && rows.get(host.name))),
  );
}

function itemOf(host: Host, state: HostState, facts: ServerFacts | undefined): vscode.TreeItem {
  const address = addressOf(host);
  return {
    label: host.name,
    id: host.name,
    description: [address === host.name ? '' : address, STATES[state.kind](), ...versionsOf(facts)]
      .filter(Boolean)
      .join(' · '),
    iconPath: ICONS[state.kind](),
    contextValue: `host.${state.kind}`,
    ...(state.kind === 'failed' && { tooltip: textOfProblem(state.error) }),
  };
}

const versionsOf = (facts: ServerFacts | undefined): readonly string[] => [
  ...(facts?.postfix ? [`Postfix ${facts.postfix.version}`] : []),
  ...(facts?.dovecot ? [`Dovecot ${facts.dovecot.version}`] : []),
];
