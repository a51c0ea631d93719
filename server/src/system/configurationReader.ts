import type { FileAccess } from '../host';
import type { DiskReader } from './diskReader';
import { fileKindOf } from './discover';
import type { ConfigurationFile, FileKind, FileOfKind, readFile } from './files';

/** A document that lies over the disk: open in an editor, saved or not. */
export interface OpenDocument {
  readonly uri: string;
  readonly text: string;
  /** What the editor says it is, when its name does not tell. */
  readonly kind?: FileKind;
}

export interface OpenDocuments {
  get(uri: string): OpenDocument | undefined;
}

interface Parsed {
  readonly text: string;
  readonly file: ConfigurationFile;
}

/** Reads files as what they are, open documents laid over the disk, and keeps what has not changed. */
export class ConfigurationReader {
  /** By uri; one file may be of several kinds to those that use it. */
  private readonly parsed = new Map<string, Map<FileKind, Parsed>>();
  private readonly onDisk = new Map<string, Promise<string | undefined>>();

  constructor(
    private readonly files: FileAccess,
    private readonly documents: OpenDocuments,
    private readonly disk: DiskReader,
    /** Reads template code as such, or each file as it stands. */
    private readonly read: typeof readFile,
  ) {}

  /** A file as what it is known for: by its use, else by the editor, else by its name. */
  async file<K extends FileKind>(uri: string, use: K): Promise<FileOfKind<K> | undefined>;
  async file(uri: string): Promise<ConfigurationFile | undefined>;
  async file(uri: string, use?: FileKind): Promise<ConfigurationFile | undefined> {
    const open = this.documents.get(uri);
    const kind = use ?? open?.kind ?? fileKindOf(uri);
    if (!kind) return undefined;
    const text = open ? open.text : await this.textOnDisk(uri);
    if (text === undefined) return undefined;
    return this.parse(kind, uri, text);
  }

  /** The first of the places that has a file, or a template that becomes it. */
  async sought<K extends FileKind>(places: readonly string[], use: K): Promise<FileOfKind<K> | undefined>;
  async sought(places: readonly string[]): Promise<ConfigurationFile | undefined>;
  async sought(places: readonly string[], use?: FileKind): Promise<ConfigurationFile | undefined> {
    const read = (uri: string): Promise<ConfigurationFile | undefined> =>
      use === undefined ? this.file(uri) : this.file(uri, use);
    for (const uri of places) {
      const file = await read(uri);
      if (file) return file;
      const template = await this.disk.templateOf(uri);
      if (template !== undefined) return read(template);
    }
    return undefined;
  }

  forget(uri: string): void {
    this.onDisk.delete(uri);
    this.parsed.delete(uri);
  }

  private textOnDisk(uri: string): Promise<string | undefined> {
    let text = this.onDisk.get(uri);
    if (!text) this.onDisk.set(uri, (text = this.files.readText(uri)));
    return text;
  }

  /** Told by its text: the versions of a document begin again when it is closed and opened. */
  private parse<K extends FileKind>(kind: K, uri: string, text: string): FileOfKind<K> {
    const kinds = this.parsed.get(uri) ?? new Map<FileKind, Parsed>();
    const known = kinds.get(kind);
    if (known?.text === text) return known.file as FileOfKind<K>;
    const file = this.read(kind, uri, text);
    this.parsed.set(uri, kinds.set(kind, { text, file }));
    return file;
  }
}
