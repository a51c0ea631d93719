import type { FileAccess } from '../host';
import type { DovecotKnowledge } from '../knowledge/dovecotKnowledge';
import type { PostfixKnowledge } from '../knowledge/postfixKnowledge';
import { createSystem, type WorkspaceSettings } from './createSystem';
import { becomes } from './becoming';
import { ConfigurationReader, type OpenDocuments } from './configurationReader';
import { fileKindOf, joinsInstance, siblingNames } from './discover';
import { DiskReader } from './diskReader';
import { driverPaths, driverUseOf } from './dovecot/driverFiles';
import { readSources } from './dovecot/includes';
import { dovecotPlaces } from './dovecot/dovecotPlaces';
import { isPart } from './dovecot/parts';
import { passwdPaths, passwdUsesOf } from './dovecot/passwdFiles';
import { dovecotPathsInUse } from './dovecot/paths';
import { DovecotInstance } from './dovecotInstance';
import {
  isPostfixFile,
  isTableFile,
  readFile,
  type ConfigurationFile,
  type DovecotFile,
  type DovecotPasswdFile,
  type PostfixFile,
  type SaslFile,
} from './files';
import { layoutOf, placesOf } from './layout';
import type { MailSystem } from './mailSystem';
import { pathsInUse } from './pathsInUse';
import { cyrusServices, SASLAUTHD_DEFAULTS, saslPaths } from './sasl';
import type { TableFile } from './tableFiles';
import { SystemTables, usedFiles } from './tables';
import { directoryOf, joinUri } from './uris';

interface Parts {
  /** The file that was asked for. */
  readonly uri: string;
  readonly own: ConfigurationFile;
  readonly postfix: readonly PostfixFile[];
  readonly dovecot: DovecotInstance | undefined;
}

/** Finds which files make one server, open documents laid over the disk, and keeps what has not changed. */
export class Workspace {
  private readonly reader: ConfigurationReader;
  private readonly disk: DiskReader;

  constructor(
    files: FileAccess,
    documents: OpenDocuments,
    private readonly knowledge: PostfixKnowledge,
    /** Without it, the Dovecot of a server is not read. */
    private readonly dovecotKnowledge?: DovecotKnowledge,
    /** Reads template code as such, or each file as it stands. */
    read: typeof readFile = readFile,
  ) {
    this.disk = new DiskReader(files, read === readFile);
    this.reader = new ConfigurationReader(files, documents, this.disk, read);
  }

  /** The server that a file belongs to, or undefined when the file is none of ours or cannot be read. */
  async systemOf(uri: string, settings: WorkspaceSettings = {}): Promise<MailSystem | undefined> {
    const own = await this.reader.file(uri);
    if (!own && joinsInstance(uri)) return undefined;
    if (!own || own.kind === 'dovecot-passwd') return this.systemOfUsed(uri, own, settings);
    if (isTableFile(own)) return (await this.systemOfTable(uri, settings)) ?? this.systemOfOne(own, settings);
    const postfix = isPostfixFile(own) ? await this.postfixFiles(own) : await this.postfixBeside(uri);
    const dovecot = isPostfixFile(own)
      ? await this.dovecotBeside(uri, settings)
      : await this.dovecotOf(own, settings);
    return this.join({ uri, own, postfix, dovecot }, settings);
  }

  /**
   * The Dovecot that starts with a file, whatever its name is (`doveconf -c FILE`), with the Postfix beside it;
   * undefined when the file cannot be read.
   */
  async systemFrom(
    uri: string,
    settings: WorkspaceSettings = {},
  ): Promise<(MailSystem & { readonly dovecot: DovecotInstance }) | undefined> {
    const main = await this.reader.file(uri, 'dovecot');
    const dovecot = main ? await this.dovecotFrom(main, settings) : undefined;
    if (!main || !dovecot) return undefined;
    const postfix = await this.postfixBeside(uri);
    return { ...(await this.join({ uri, own: main, postfix, dovecot }, settings)), dovecot };
  }

  private async join(
    { uri, own, postfix, dovecot }: Parts,
    settings: WorkspaceSettings,
  ): Promise<MailSystem> {
    const files = new Set<ConfigurationFile>([...postfix, ...(dovecot?.files ?? []), own]);
    const place = postfix[0]?.uri ?? uri;
    const system = createSystem(place, [...files], this.knowledge, settings, dovecot);
    const { layout, postfix: instance } = system;
    const tables = await Promise.all(
      usedFiles(instance).map(({ path, kind }) => this.reader.sought(placesOf(path, layout), kind)),
    );
    const read = tables.filter((file) => file !== undefined);
    const sasl = await this.saslFile(system);
    const paths = [...pathsInUse(instance, sasl?.tree), ...(dovecot ? dovecotPathsInUse(dovecot) : [])];
    const disk = await this.disk.look([...new Set(paths)], layout);
    const found = [
      ...(sasl ? [sasl] : []),
      ...(await this.saslauthdFiles(system)),
      ...(await this.passwdFiles(dovecot, system)),
      ...(await this.driverFiles(dovecot, system)),
    ];
    return {
      ...system,
      disk,
      tables: new SystemTables(layout, instance, read),
      files: [...new Set([...system.files, ...found])],
      ...(sasl && { sasl }),
    };
  }

  /** main.cf and master.cf of one directory; a copy under another name stands alone. */
  private async postfixFiles(own: PostfixFile): Promise<PostfixFile[]> {
    const directory = directoryOf(own.uri);
    const names = siblingNames(own.uri);
    const sibling = await this.reader.sought(names.map((name) => joinUri(directory, name)));
    return sibling && isPostfixFile(sibling) ? [own, sibling] : [own];
  }

  /** The first of the files that Cyrus SASL would read for this smtpd. */
  private async saslFile({ layout, postfix }: MailSystem): Promise<SaslFile | undefined> {
    const places = saslPaths(postfix).flatMap((path) => placesOf(path, layout));
    return this.reader.sought(places, 'sasl');
  }

  /** What saslauthd is started with, where an smtpd may ask it. */
  private async saslauthdFiles({ layout, postfix }: MailSystem): Promise<ConfigurationFile[]> {
    if (cyrusServices(postfix).length === 0) return [];
    const places = SASLAUTHD_DEFAULTS.flatMap((path) => placesOf(path, layout));
    const lists = await Promise.all(places.map((place) => this.disk.list(directoryOf(place))));
    const uris = places.flatMap((place, index) =>
      (lists[index] ?? []).map(({ name }) => joinUri(directoryOf(place), name)),
    );
    const own = uris.filter(
      (uri) => fileKindOf(uri) === 'saslauthd' && (becomes(uri) === uri || !uris.includes(becomes(uri))),
    );
    const files = await Promise.all(own.sort().map((uri) => this.reader.file(uri)));
    return files.filter((file) => file !== undefined);
  }

  /** The Postfix of the server that a file of another product belongs to. */
  private async postfixBeside(uri: string): Promise<PostfixFile[]> {
    const main = await this.reader.sought([joinUri(layoutOf(uri).postfix, 'main.cf')]);
    return main && isPostfixFile(main) ? this.postfixFiles(main) : [];
  }

  private async mainOfDovecot(directory: string): Promise<DovecotFile | undefined> {
    const file = await this.reader.sought([joinUri(directory, 'dovecot.conf')]);
    return file?.kind === 'dovecot' ? file : undefined;
  }

  /** The Dovecot of the server that a file of Postfix belongs to. */
  private async dovecotBeside(
    uri: string,
    settings: WorkspaceSettings,
  ): Promise<DovecotInstance | undefined> {
    if (!joinsInstance(uri)) return undefined;
    const main = await this.mainOfDovecot(layoutOf(uri).dovecot);
    return main ? this.dovecotFrom(main, settings) : undefined;
  }

  /** The Dovecot that reads a file; one that no dovecot.conf includes stands alone. */
  private async dovecotOf(
    own: ConfigurationFile,
    settings: WorkspaceSettings,
  ): Promise<DovecotInstance | undefined> {
    const main = await this.mainOfDovecot(layoutOf(own.uri).dovecot);
    const instance = main ? await this.dovecotFrom(main, settings) : undefined;
    const reads = own.kind === 'dovecot-driver' || instance?.files.some(({ uri }) => uri === own.uri);
    if (own.kind !== 'dovecot' || reads) return instance;
    // A part that nobody includes is of the version of the whole; a main file of its own tells itself.
    const version = settings.dovecotVersion ?? (isPart(own) ? instance?.release.version : undefined);
    return this.dovecotFrom(own, { ...settings, ...(version !== undefined && { dovecotVersion: version }) });
  }

  private async dovecotFrom(
    main: DovecotFile,
    { dovecotVersion }: WorkspaceSettings,
  ): Promise<DovecotInstance | undefined> {
    if (!this.dovecotKnowledge) return undefined;
    const sources = await readSources(main, layoutOf(main.uri), {
      read: (uri) => this.reader.file(uri, 'dovecot'),
      templatesIn: (at) => this.disk.templatesIn(at),
      list: (at) => this.disk.list(at),
      stat: (at) => this.disk.stat(at),
    });
    return new DovecotInstance(sources, this.dovecotKnowledge, dovecotVersion);
  }

  /** The server whose settings name a file that no name tells: as a password file, or as a lookup table. */
  private async systemOfUsed(
    uri: string,
    own: DovecotPasswdFile | undefined,
    settings: WorkspaceSettings,
  ): Promise<MailSystem | undefined> {
    const dovecot = await this.dovecotThatNames(uri, settings);
    const file = own ?? (dovecot && (await this.reader.file(uri, 'dovecot-passwd')));
    if (dovecot && file) {
      const main = dovecot.main.uri;
      return this.join({ uri: main, own: file, postfix: await this.postfixBeside(main), dovecot }, settings);
    }
    const asTable = await this.systemOfTable(uri, settings);
    if (asTable || !own) return asTable;
    const beside = await this.dovecotOf(own, settings);
    return this.join({ uri, own, postfix: await this.postfixBeside(uri), dovecot: beside }, settings);
  }

  /** The Dovecot with a passdb or userdb that reads a file: configured beside it, above it, or where it usually is. */
  private async dovecotThatNames(
    uri: string,
    settings: WorkspaceSettings,
  ): Promise<DovecotInstance | undefined> {
    for (const place of dovecotPlaces(uri)) {
      const main = await this.mainOfDovecot(place);
      const dovecot = main ? await this.dovecotFrom(main, settings) : undefined;
      if (dovecot && passwdUsesOf(dovecot, uri, layoutOf(dovecot.main.uri)).length > 0) return dovecot;
    }
    return undefined;
  }

  /** The password files that a Dovecot names outright. */
  private async passwdFiles(
    dovecot: DovecotInstance | undefined,
    { layout }: MailSystem,
  ): Promise<ConfigurationFile[]> {
    const places = dovecot ? passwdPaths(dovecot).map((path) => placesOf(path, layout)) : [];
    const files = await Promise.all(places.map((uris) => this.reader.sought(uris, 'dovecot-passwd')));
    return files.filter((file) => file !== undefined);
  }

  /** The files by which drivers of 2.3 are configured. */
  private async driverFiles(
    dovecot: DovecotInstance | undefined,
    system: MailSystem,
  ): Promise<ConfigurationFile[]> {
    const places = dovecot ? [...driverPaths(dovecot)].flatMap((path) => placesOf(path, system.layout)) : [];
    const uris = places.filter((uri) => driverUseOf(system, { uri }) !== undefined);
    const files = await Promise.all(uris.map((uri) => this.reader.sought([uri], 'dovecot-driver')));
    return files.filter((file) => file !== undefined);
  }

  /** The server whose settings name a file as a lookup table: configured beside it, above it, below it, or where it usually is. */
  private async systemOfTable(uri: string, settings: WorkspaceSettings): Promise<MailSystem | undefined> {
    const directory = directoryOf(uri);
    const below = joinUri(directory, 'postfix');
    for (const place of new Set([directory, directoryOf(directory), below, layoutOf(uri).postfix])) {
      const main = await this.reader.sought([joinUri(place, 'main.cf')]);
      const system = main && (await this.systemOf(main.uri, settings));
      if (system?.tables.fileOf(uri)) return system;
    }
    return undefined;
  }

  /** A table that no settings name; there is nothing else of its server. */
  private systemOfOne(file: TableFile, settings: WorkspaceSettings): MailSystem {
    const system = createSystem(file.uri, [], this.knowledge, settings);
    return { ...system, tables: new SystemTables(system.layout, system.postfix, [file]) };
  }

  /** The disk changed: forget what was read from it. */
  forget(uri: string): void {
    this.disk.forget();
    this.reader.forget(uri);
  }
}
