import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  RELAY_PICTURE,
  type RelayPicture,
  type RelayPlace,
  type UriParams,
} from '../../../server/src/protocol';
import type { RelayLabels, RelayMessage, ShowRelaying } from './relayMessages';

/** Keystrokes closer together than this are shown once. */
const CALM_MILLISECONDS = 400;

/** The panel of "Explain Relaying": one for all servers, which follows the files while they are edited. */
export class RelayPicturePanel {
  private panel: vscode.WebviewPanel | undefined;
  private subject: { readonly uri: string; readonly service?: string } | undefined;
  private late: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly client: BaseLanguageClient,
  ) {
    context.subscriptions.push(
      vscode.languages.onDidChangeDiagnostics(() => this.refreshSoon()),
      { dispose: () => void this.panel?.dispose() },
    );
  }

  async show(uri: string, service?: string): Promise<void> {
    this.subject = { uri, ...(service !== undefined && { service }) };
    if (!(await this.pictureOf(uri))) {
      const message = vscode.l10n.t('Mailwright: this file belongs to no Postfix configuration');
      void vscode.window.showInformationMessage(message);
      return;
    }
    if (this.panel) {
      this.panel.reveal(undefined, false);
      await this.refresh();
    } else this.panel = this.open();
  }

  private open(): vscode.WebviewPanel {
    const title = vscode.l10n.t('Who May Relay');
    const folder = vscode.Uri.joinPath(this.context.extensionUri, 'dist', 'client');
    const panel = vscode.window.createWebviewPanel(
      'mailwright.relayPicture',
      title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
      { enableScripts: true, localResourceRoots: [folder] },
    );
    panel.webview.onDidReceiveMessage((message: RelayMessage) => {
      if (message.kind === 'ready') void this.refresh();
      else void reveal(message.place, message.focus);
    });
    panel.onDidDispose(() => (this.panel = undefined));
    panel.webview.html = pageOf(panel.webview, folder, title);
    return panel;
  }

  private refreshSoon(): void {
    clearTimeout(this.late);
    if (this.panel?.visible) this.late = setTimeout(() => void this.refresh(), CALM_MILLISECONDS);
  }

  private async refresh(): Promise<void> {
    const { subject } = this;
    const picture = subject && (await this.pictureOf(subject.uri));
    // A file that was closed tells nothing any more: what was last seen stays.
    if (!picture) return;
    const { service } = subject;
    const message: ShowRelaying = { picture, labels: labels(), ...(service !== undefined && { service }) };
    await this.panel?.webview.postMessage(message);
  }

  private async pictureOf(uri: string): Promise<RelayPicture | null> {
    if (!this.client.isRunning()) return null;
    const params: UriParams = { uri };
    return this.client.sendRequest<RelayPicture | null>(RELAY_PICTURE, params);
  }
}

function labels(): RelayLabels {
  return {
    heading: vscode.l10n.t('Who may relay'),
    sender: vscode.l10n.t('Envelope sender'),
    client: vscode.l10n.t('Client'),
    open: vscode.l10n.t('open relay'),
    choose: vscode.l10n.t('Choose a field to see which restriction decides it.'),
    dialogue: vscode.l10n.t('What the client says'),
    trace: vscode.l10n.t('What each restriction says'),
    noTrace: vscode.l10n.t('No restriction is asked.'),
    noServices: vscode.l10n.t('No service of this server runs smtpd.'),
  };
}

/** Shows a place beside the picture; the keyboard stays in the picture unless the user goes there. */
async function reveal({ uri, range }: RelayPlace, focus: boolean): Promise<void> {
  const { start, end } = range;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  const target = vscode.Uri.parse(uri);
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri);
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  const document = await vscode.workspace.openTextDocument(target);
  await vscode.window.showTextDocument(document, { viewColumn, selection, preserveFocus: !focus });
}

/** The page loads its own script and style and nothing else; what it shows comes by message. */
function pageOf(webview: vscode.Webview, folder: vscode.Uri, title: string): string {
  const address = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src ${webview.cspSource}`;
  return `<!doctype html>
<html lang="${vscode.env.language}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="stylesheet" href="${address('relayPicture.css')}" />
  </head>
  <body>
    <main id="picture"></main>
    <script src="${address('relayPicture.js')}"></script>
  </body>
</html>`;
}
