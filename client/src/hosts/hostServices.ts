import * as vscode from 'vscode';
import type { Remote } from '../ssh/remote';
import { openSession } from '../ssh/session';
import { commandLog } from './commandLog';
import { ConnectionPool } from './connectionPool';
import { editorPrompts } from './editorPrompts';
import { FactsStore } from './factsStore';
import { configSource, watchHosts } from './hostList';
import type { Host } from './inventory';
import { pickHost } from './pickHost';
import { SecretStore } from './secretStore';
import { ServerDocuments } from './serverDocuments';
import { askServerFacts } from './serverFacts';
import { showProblem } from './showProblem';

/** All that a command with a server needs. */
export interface HostServices {
  readonly pool: ConnectionPool;
  readonly secrets: SecretStore;
  /** What servers have, as documents of the editor. */
  readonly documents: ServerDocuments;
  /** What connected servers say of themselves. */
  readonly facts: FactsStore;
  /** Every command that was run on a server. */
  readonly log: vscode.LogOutputChannel;
  /** The state of a host, or of all of them where none is given, may be another one. */
  readonly onDidChange: vscode.Event<Host | undefined>;
  /** Facts of a server are others, or known no more. */
  readonly onDidLearn: vscode.Event<Host>;
  /** The list of hosts is to be read anew. */
  refresh(): void;
}

export function createHostServices(context: vscode.ExtensionContext): HostServices {
  const log = vscode.window.createOutputChannel(vscode.l10n.t('Mailwright Servers'), { log: true });
  const changes = new vscode.EventEmitter<Host | undefined>();
  const secrets = new SecretStore(context.secrets, context.globalState);
  const learnt = new vscode.EventEmitter<Host>();
  const facts = new FactsStore({
    ask: askServerFacts,
    told: (host) => {
      learnt.fire(host);
      changes.fire(host);
    },
  });
  const pool: ConnectionPool = new ConnectionPool({
    open: ({ name, target }, signal) =>
      openSession({
        name,
        target,
        prompts: editorPrompts(secrets),
        log: commandLog(log),
        source: configSource(),
        signal,
      }),
    changed: (host) => {
      changes.fire(host);
      facts.follow(host, pool.stateOf(host));
    },
    lost: (_host, error) => void showProblem(error, log),
  });
  const documents = new ServerDocuments();
  const refresh = (): void => changes.fire(undefined);
  context.subscriptions.push(log, changes, learnt, documents, watchHosts(refresh), {
    dispose: () => void pool.disconnectAll(),
  });
  return {
    pool,
    secrets,
    documents,
    facts,
    log,
    onDidChange: changes.event,
    onDidLearn: learnt.event,
    refresh,
  };
}

/** What a command has while it works on a server. */
export interface ServerWork {
  readonly host: Host;
  readonly remote: Remote;
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
  /** What is being done now. */
  readonly say: (step: string) => void;
}

/**
 * Works on a server: chooses it where the command has none, connects, shows progress that can be cancelled, and tells
 * what went wrong. Undefined when it was given up or failed.
 */
export async function onServer<T>(
  services: HostServices,
  title: string,
  chosen: Host | undefined,
  work: (work: ServerWork) => Promise<T>,
): Promise<T | undefined> {
  if (!(await isAllowed())) return undefined;
  const host = chosen ?? (await pickHost(title));
  if (!host) return undefined;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `${title} (${host.name})`,
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const { signal } = abort;
    const say = (message: string): void => progress.report({ message });
    try {
      say(vscode.l10n.t('connecting'));
      const remote = await services.pool.connect(host, signal);
      const result = await work({ host, remote, signal, say });
      void services.facts.renew(host, remote);
      return result;
    } catch (error) {
      // Not awaited: the message stays until somebody has read it.
      void showProblem(error, services.log, true);
      return undefined;
    }
  });
}

/** A folder that nobody vouches for must not lead to connections. */
async function isAllowed(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const message = vscode.l10n.t('Mailwright connects to servers only from a trusted workspace.');
  if ((await vscode.window.showWarningMessage(message, manage)) === manage) {
    await vscode.commands.executeCommand('workbench.trust.manage');
  }
  return false;
}
