import type { LookupRole } from '../postfix/tables/lookupKeys';
import { openTable, type FileForm, type FileTable, type Table } from '../postfix/tables/table';
import { parseTableReference, tableFile, withMembers, type TableReference } from '../postfix/tableReference';
import type { Span } from '../text/span';
import { isAt } from './becoming';
import { placesOf, type Layout } from './layout';
import type { PostfixInstance } from './postfixInstance';
import { restrictionLists } from './restrictionList';
import { itemsOf, settingsOf, type Item, type Setting } from './settings';
import { kindOfForm, tableKindOf, type TableFile, type TableKind } from './tableFiles';
import { roleOfParameter, roleOfRestriction, roleOfStage } from './tableRoles';

/** A table that a value of main.cf or master.cf names. */
export interface TableUse {
  /** `type:name` as it stands there, expanded. */
  readonly spec: string;
  readonly reference: TableReference;
  readonly role: LookupRole;
  readonly setting: Setting;
  /** Place of the reference in the file of the setting. */
  readonly span: Span;
}

/** A file that tables in use are read from. */
export interface UsedFile {
  /** As the setting has it: an absolute path on the server. */
  readonly path: string;
  readonly kind: TableKind;
}

const uses = new WeakMap<PostfixInstance, readonly TableUse[]>();

/** The tables that the settings in force name; the same list for each call with one instance. */
export function tableUses(instance: PostfixInstance): readonly TableUse[] {
  let known = uses.get(instance);
  if (!known) uses.set(instance, (known = [...parameterUses(instance), ...restrictionUses(instance)]));
  return known;
}

/** The files of those tables, each once for each way in which it is read. */
export function usedFiles(instance: PostfixInstance): UsedFile[] {
  const files = new Map<string, UsedFile>();
  for (const { reference, role } of tableUses(instance)) {
    for (const { type, name } of withMembers(reference)) {
      const kind = tableKindOf(type, role);
      if (kind && name.startsWith('/')) files.set(`${kind} ${name}`, { path: name, kind });
    }
  }
  return [...files.values()];
}

function parameterUses(instance: PostfixInstance): TableUse[] {
  return settingsOf(instance).flatMap((setting) => {
    const { type } = setting;
    if (type?.kind !== 'tables' && !(type?.kind === 'list' && type.matched)) return [];
    const role = /[:$]/.test(setting.value.text) ? roleOfParameter(setting.name) : undefined;
    return role ? itemsOf(instance, setting).flatMap((item) => useOf(item, role, setting) ?? []) : [];
  });
}

function restrictionUses(instance: PostfixInstance): TableUse[] {
  return restrictionLists(instance).flatMap(({ setting, stage, entries }) =>
    entries.flatMap(({ kind, item, fact, argument }) => {
      if (kind === 'table') {
        const role = roleOfStage(stage);
        return role ? (useOf(item, role, setting) ?? []) : [];
      }
      if (fact?.argument !== 'table' || !argument) return [];
      return useOf(argument, roleOfRestriction(fact.name), setting) ?? [];
    }),
  );
}

function useOf(item: Item, role: LookupRole, setting: Setting): TableUse | undefined {
  const spec = (item.text ?? '').replace(/^!+/, '');
  if (spec.startsWith('[')) return undefined;
  const reference = parseTableReference(spec);
  return reference && { spec, reference, role, setting, span: item.span };
}

/** The tables of one mail server. Immutable. */
export class SystemTables {
  private readonly opened = new Map<string, Table>();

  constructor(
    private readonly layout: Layout,
    private readonly instance: PostfixInstance,
    /** Every file of a table in use that can be read. */
    readonly files: readonly TableFile[],
  ) {}

  get uses(): readonly TableUse[] {
    return tableUses(this.instance);
  }

  /** The uses of a file: a file may serve several roles. */
  usesOf(uri: string): TableUse[] {
    return this.uses.filter(({ reference }) =>
      withMembers(reference).some((member) => {
        const path = tableFile(member);
        return path !== undefined && isAt(placesOf(path, this.layout), uri);
      }),
    );
  }

  fileOf(uri: string): TableFile | undefined {
    return this.files.find((file) => file.uri === uri);
  }

  /** Opens `type:name` as the programs of this server would; opened once for each name and role. */
  open(spec: string, role: LookupRole): Table {
    const key = `${role === 'aliases' ? 'aliases' : 'tables'} ${spec}`;
    let table = this.opened.get(key);
    if (!table) {
      const files = { open: (form: FileForm, path: string) => this.treeOf(kindOfForm(form, role), path) };
      const release = { inlinePatterns: this.instance.release.isAtLeast('3.7') };
      this.opened.set(key, (table = openTable(spec, files, release)));
    }
    return table;
  }

  /** True when both hold the same files in the same state. */
  same(other: SystemTables): boolean {
    return (
      this.files.length === other.files.length &&
      this.files.every((file, index) => file.tree === other.files[index]?.tree)
    );
  }

  private treeOf(kind: TableKind, path: string): FileTable | 'missing' | undefined {
    const places = placesOf(path, this.layout);
    const file = this.files.find((candidate) => candidate.kind === kind && isAt(places, candidate.uri));
    if (!file || file.kind === 'client-table') return places.length > 0 ? 'missing' : undefined;
    return file.tree;
  }
}
