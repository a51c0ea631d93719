import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  RENDERED,
  SETTINGS_SECTION,
  type RenderedParams,
  type RenderedResult,
} from '../../../server/src/protocol';

/** Documents that show what becomes of a template; the uri of the template is their query. */
const SCHEME = 'mailwright-rendered';

const ENDING =
  /\.(?:j2|jinja2?|erb|epp|mustache|hbs|handlebars|gotmpl|tftpl|in|envsubst|tmpl|template|tpl)$/i;

/** Opens the rendered form of the template in the active editor beside it; it follows what is typed there. */
export async function showRendered(client: BaseLanguageClient): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const source = editor.document.uri;
  const result = await ask(client, source);
  if (!result || 'problem' in result) {
    const reason = result?.problem ?? vscode.l10n.t('Mailwright: there is no template code in this file');
    void vscode.window.showWarningMessage(reason);
    return;
  }
  const document = await vscode.workspace.openTextDocument(renderedUri(source));
  await vscode.languages.setTextDocumentLanguage(document, editor.document.languageId);
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
  });
}

/** Gives those documents their text, and a new one when the template or the values change. */
export function provideRendered(client: BaseLanguageClient): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  let told: vscode.Disposable | undefined;
  const shown = (): vscode.Uri[] =>
    vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === SCHEME);
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      async provideTextDocumentContent({ query }) {
        const result = await ask(client, vscode.Uri.parse(query));
        told?.dispose();
        if (!result) return '';
        if ('text' in result) told = tellMissing(result.missing);
        return 'text' in result ? result.text : `# ${result.problem}\n`;
      },
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const uri = renderedUri(document.uri).toString();
      for (const target of shown()) if (target.toString() === uri) changed.fire(target);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SETTINGS_SECTION}.templateVariables`))
        shown().forEach((uri) => changed.fire(uri));
    }),
  );
}

/** Names the variables without a value in the status bar, until the result is disposed of. */
function tellMissing(names: readonly string[]): vscode.Disposable | undefined {
  if (names.length === 0) return undefined;
  const message = vscode.l10n.t('Without a value in "mailwright.templateVariables": {0}', names.join(', '));
  return vscode.window.setStatusBarMessage(message, 10_000);
}

function renderedUri(source: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: source.path.replace(ENDING, ''), query: source.toString() });
}

function ask(client: BaseLanguageClient, uri: vscode.Uri): Promise<RenderedResult | null> {
  const variables = vscode.workspace
    .getConfiguration(SETTINGS_SECTION, uri)
    .get<Record<string, unknown>>('templateVariables', {});
  // VS Code hands out a proxy of the setting, which cannot be sent to a worker.
  const params: RenderedParams = { uri: uri.toString(), variables: plainCopy(variables) };
  return client.sendRequest<RenderedResult | null>(RENDERED, params);
}

function plainCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
