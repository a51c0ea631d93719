import type { Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse, type Findings } from '../analysis/analyser';
import { analyseFiles, type Analysed } from '../analysis/analyseFiles';
import type { DocumentLookup } from '../features/diagnostics';
import { featuresOf } from '../features/dispatch';
import type { Target } from '../features/target';
import type { AssetReader, FileAccess } from '../host';
import { loadDocs, NO_DOCS, type DocProduct, type Docs } from '../knowledge/docs';
import type { DovecotKnowledge } from '../knowledge/dovecotKnowledge';
import { loadDovecotKnowledge, loadPostfixKnowledge } from '../knowledge/loader';
import type { PostfixKnowledge } from '../knowledge/postfixKnowledge';
import { DEFAULT_SETTINGS, type ClientCommand, type MailwrightSettings } from '../protocol';
import { rules } from '../rules';
import { readAsItStands, sourceOf, type ConfigurationFile } from '../system/files';
import { liveServerOf, type LiveServer } from '../system/liveServer';
import { allFiles, fileOf, type MailSystem } from '../system/mailSystem';
import { filesBelow } from '../system/filesBelow';
import type { WorkspaceSettings } from '../system/createSystem';
import type { OpenDocument } from '../system/configurationReader';
import { Workspace } from '../system/workspace';
import type { Language } from '../text/localized';
import { kindOfLanguage } from './languageIds';

export interface SessionParts {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly files: FileAccess;
  readonly assets: AssetReader;
  readonly language: Language;
  readonly commands: readonly ClientCommand[];
}

/** What the server remembers between two requests: open documents, settings, parsed files, findings. */
export class Session {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly language: Language;
  readonly assets: AssetReader;
  readonly files: FileAccess;
  /** What the client can do beyond the protocol. */
  private readonly commands: readonly ClientCommand[];
  settings: MailwrightSettings = DEFAULT_SETTINGS;
  private liveServers: readonly LiveServer[] = [];
  private readonly docs = new Map<DocProduct, Promise<Docs>>();
  private readonly knowledge: Promise<readonly [PostfixKnowledge, DovecotKnowledge]>;
  private readonly ready: Promise<Workspace>;
  private readonly analysed = new WeakMap<MailSystem, Findings>();
  private readonly systems = new Map<string, MailSystem>();

  constructor(parts: SessionParts) {
    this.connection = parts.connection;
    this.documents = parts.documents;
    this.language = parts.language;
    this.assets = parts.assets;
    this.files = parts.files;
    this.commands = parts.commands;
    this.knowledge = Promise.all([loadPostfixKnowledge(parts.assets), loadDovecotKnowledge(parts.assets)]);
    this.ready = this.newWorkspace();
  }

  /** The prose for a file in the user's language, read when it is first asked for; without it facts alone are shown. */
  prose(file: ConfigurationFile): Promise<Docs> {
    const { product } = featuresOf(file);
    let docs = this.docs.get(product);
    if (!docs) {
      docs = loadDocs(this.assets, product, this.language).catch((error: unknown) => {
        this.connection.console.error(String(error));
        return NO_DOCS;
      });
      this.docs.set(product, docs);
    }
    return docs;
  }

  /** A command of the editor's side, where this editor has it. */
  offered(command: ClientCommand): ClientCommand | undefined {
    return this.commands.find((one) => one === command);
  }

  /** The document with the instance that it belongs to; undefined when it is closed or none of ours. */
  async target(uri: string): Promise<Target<ConfigurationFile> | undefined> {
    const document = this.documents.get(uri);
    if (!document) return undefined;
    const system = await this.systemOf(uri);
    const file = system && fileOf(system, uri);
    const live = liveServerOf(this.liveServers, uri)?.postfix;
    const { language } = this;
    return file && { document, file, system, instance: system.postfix, language, ...(live && { live }) };
  }

  /** Every server of which a file is open. */
  async openSystems(): Promise<MailSystem[]> {
    const systems = await Promise.all(this.documents.all().map(({ uri }) => this.systemOf(uri)));
    return [...new Set(systems.filter((system) => system !== undefined))];
  }

  /** Analysed once for each state of the files. */
  findings(system: MailSystem): Findings {
    let findings = this.analysed.get(system);
    if (!findings) {
      findings = analyse(system, rules, this.settings.rules);
      this.analysed.set(system, findings);
    }
    return findings;
  }

  /** Analyses every server whose files lie below a folder, as one of these versions would read them. */
  async analyseFolder(uri: string, versions: WorkspaceSettings): Promise<Analysed[]> {
    // One of its own, so that nothing that was read before counts.
    const workspace = await this.newWorkspace();
    return analyseFiles(workspace, await filesBelow(this.files, uri), versions, this.settings.rules);
  }

  /** Looks up documents of a server, also those that no editor has open. */
  lookup(system: MailSystem): DocumentLookup {
    const closed = new Map<string, TextDocument>();
    return (uri) => {
      const known = this.documents.get(uri) ?? closed.get(uri);
      const file = known ? undefined : fileOf(system, uri);
      if (!file) return known;
      const document = TextDocument.create(uri, '', 0, sourceOf(file));
      closed.set(uri, document);
      return document;
    };
  }

  async forget(uris: readonly string[]): Promise<void> {
    const workspace = await this.ready;
    for (const uri of uris) workspace.forget(uri);
    this.systems.clear();
  }

  changeSettings(settings: MailwrightSettings): void {
    this.settings = settings;
    this.systems.clear();
  }

  changeLiveServers(servers: readonly LiveServer[]): void {
    this.liveServers = servers;
    this.systems.clear();
  }

  /** The server that a file belongs to, whether it is open or not. */
  async systemOf(uri: string): Promise<MailSystem | undefined> {
    const workspace = await this.ready;
    const system = await workspace.systemOf(uri, this.targetOf(uri));
    return system && this.reuse(system);
  }

  /** For which versions a file is: the settings', else those of the running server. */
  private targetOf(uri: string): WorkspaceSettings {
    const live = liveServerOf(this.liveServers, uri);
    const { settings } = this;
    const chosen = (setting: string, running: string | undefined): string | undefined =>
      setting === 'auto' ? running : setting;
    const postfixVersion = chosen(settings.postfixVersion, live?.postfix?.version);
    const dovecotVersion = chosen(settings.dovecotVersion, live?.dovecotVersion);
    return {
      ...(postfixVersion !== undefined && { postfixVersion }),
      ...(dovecotVersion !== undefined && { dovecotVersion }),
      // Defaults of another version would speak of other names.
      ...(live?.postfix?.version === postfixVersion && live?.postfix && { defaults: live.postfix.defaults }),
    };
  }

  /** The same files in the same state give the same system, so that its lazy parts and findings are kept. */
  private reuse(system: MailSystem): MailSystem {
    const key = allFiles(system)
      .map((file) => file.uri)
      .sort()
      .join('\n');
    const known = this.systems.get(key);
    const same =
      known?.postfix.release === system.postfix.release &&
      known.dovecot?.release === system.dovecot?.release &&
      known.tables.same(system.tables) &&
      known.disk.same(system.disk) &&
      system.files.every((file) =>
        known?.files.some((other) => other.uri === file.uri && other.tree === file.tree),
      );
    if (known && same) return known;
    this.systems.set(key, system);
    return system;
  }

  /** The server that a file belongs to, its files read as the programs do: template code is text to them. */
  async asItStands(
    uri: string,
  ): Promise<{ readonly system: MailSystem | undefined; readonly knowledge: DovecotKnowledge }> {
    const workspace = await this.newWorkspace(readAsItStands);
    const [, knowledge] = await this.knowledge;
    return { system: await workspace.systemOf(uri), knowledge };
  }

  /** The text of a file, as it is open or stored. */
  async textOf(uri: string): Promise<string | undefined> {
    return this.documents.get(uri)?.getText() ?? (await this.files.readText(uri));
  }

  private async newWorkspace(read?: typeof readAsItStands): Promise<Workspace> {
    const [postfix, dovecot] = await this.knowledge;
    return new Workspace(this.files, { get: (uri) => this.openDocument(uri) }, postfix, dovecot, read);
  }

  private openDocument(uri: string): OpenDocument | undefined {
    const document = this.documents.get(uri);
    if (!document) return undefined;
    const kind = kindOfLanguage(document.languageId);
    return { uri, text: document.getText(), ...(kind && { kind }) };
  }
}
