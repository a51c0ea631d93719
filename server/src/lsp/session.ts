import type { Connection, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyse, type Findings, type RuleSettings } from '../analysis/analyser';
import type { DocumentLookup } from '../features/diagnostics';
import type { Target } from '../features/target';
import type { AssetReader, FileAccess } from '../host';
import { loadDocs, NO_DOCS, type Docs } from '../knowledge/docs';
import { loadPostfixKnowledge } from '../knowledge/loader';
import { DEFAULT_SETTINGS, type MailwrightSettings } from '../protocol';
import { rules } from '../rules';
import type { FileKind } from '../system/files';
import type { PostfixInstance } from '../system/postfixInstance';
import { Workspace, type OpenDocument } from '../system/workspace';
import type { Language } from '../text/localized';

/** Language ids of the editor, for documents whose name does not tell what they are. */
const KINDS: Readonly<Record<string, FileKind>> = { 'postfix-main': 'main', 'postfix-master': 'master' };

export interface SessionParts {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly files: FileAccess;
  readonly assets: AssetReader;
  readonly language: Language;
}

/** What the server remembers between two requests: open documents, settings, parsed files, findings. */
export class Session {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly language: Language;
  readonly assets: AssetReader;
  settings: MailwrightSettings = DEFAULT_SETTINGS;
  private docs: Promise<Docs> | undefined;
  private readonly ready: Promise<Workspace>;
  private readonly analysed = new WeakMap<PostfixInstance, Findings>();
  private readonly instances = new Map<string, PostfixInstance>();

  constructor(parts: SessionParts) {
    this.connection = parts.connection;
    this.documents = parts.documents;
    this.language = parts.language;
    this.assets = parts.assets;
    const open = { get: (uri: string) => this.openDocument(uri) };
    this.ready = loadPostfixKnowledge(parts.assets).then(
      (knowledge) => new Workspace(parts.files, open, knowledge),
    );
  }

  /** The prose in the user's language, read when it is first asked for; without it facts alone are shown. */
  prose(): Promise<Docs> {
    return (this.docs ??= loadDocs(this.assets, 'postfix', this.language).catch((error: unknown) => {
      this.connection.console.error(String(error));
      return NO_DOCS;
    }));
  }

  /** The document with the instance that it belongs to; undefined when it is closed or none of ours. */
  async target(uri: string): Promise<Target | undefined> {
    const document = this.documents.get(uri);
    if (!document) return undefined;
    const instance = await this.instanceOf(uri);
    const file = [instance?.main, instance?.master].find((candidate) => candidate?.uri === uri);
    return instance && file && { document, file, instance, language: this.language };
  }

  /** Analysed once for each state of the files. */
  findings(instance: PostfixInstance): Findings {
    let findings = this.analysed.get(instance);
    if (!findings) {
      findings = analyse(instance, rules, this.settings.rules as RuleSettings);
      this.analysed.set(instance, findings);
    }
    return findings;
  }

  /** Looks up documents of an instance, also those that no editor has open. */
  lookup(instance: PostfixInstance): DocumentLookup {
    const files = [instance.main, instance.master];
    return (uri) => {
      const file = files.find((candidate) => candidate?.uri === uri);
      return this.documents.get(uri) ?? (file && TextDocument.create(uri, '', 0, file.tree.text));
    };
  }

  async forget(uris: readonly string[]): Promise<void> {
    const workspace = await this.ready;
    for (const uri of uris) workspace.forget(uri);
    this.instances.clear();
  }

  changeSettings(settings: MailwrightSettings): void {
    this.settings = settings;
    this.instances.clear();
  }

  private async instanceOf(uri: string): Promise<PostfixInstance | undefined> {
    const workspace = await this.ready;
    const { postfixVersion } = this.settings;
    const instance = await workspace.instanceOf(uri, postfixVersion === 'auto' ? {} : { postfixVersion });
    if (!instance) return undefined;
    return this.reuse(instance);
  }

  /** The same files in the same state give the same instance, so that its lazy parts and findings are kept. */
  private reuse(instance: PostfixInstance): PostfixInstance {
    const known = this.instances.get(instance.directory);
    const same =
      known?.main?.tree === instance.main?.tree &&
      known?.master?.tree === instance.master?.tree &&
      known?.release === instance.release;
    if (known && same) return known;
    this.instances.set(instance.directory, instance);
    return instance;
  }

  private openDocument(uri: string): OpenDocument | undefined {
    const document = this.documents.get(uri);
    if (!document) return undefined;
    const kind = KINDS[document.languageId];
    return { uri, version: document.version, text: document.getText(), ...(kind && { kind }) };
  }
}
