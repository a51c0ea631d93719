/**
 * The settings tables compiled into `doveconf` and the settings modules beside it.
 *
 * Each program part describes its settings by a `setting_parser_info`: a name, an array of `setting_define` records
 * (type, flags, key, offset into a struct, …), and a struct that holds the defaults (src/lib-settings/settings-parser.h
 * of each version). 2.4 adds defaults written as `key = value`.
 */

const TYPES = {
  2.3: [
    ...['bool', 'uint', 'octal', 'time', 'time_msecs', 'size', 'port', 'string', 'string', 'enum'],
    ...['section', 'section', 'strlist', 'alias'],
  ],
  2.4: [
    ...['bool', 'uintmax', 'uint', 'octal', 'time', 'time_msecs', 'size', 'port', 'string', 'string', 'enum'],
    ...['file', 'strlist', 'boollist', 'alias', 'named_filter', 'named_list_filter'],
  ],
};
const DEFINE_LENGTH = { 2.3: 32, 2.4: 48 };
const HIDDEN = 1;
/** Index, in 2.3, of the list whose entries have names of their own. */
const NAMED_SECTION = 11;
const NO_OFFSET = 0xffffffffffffffffn;

/** Reads a C string through the pointer in a slot. */
export function stringIn(image, slot) {
  const target = image.pointers.get(slot);
  return target?.address === undefined ? undefined : image.string(target.address);
}

const uint32 = (image, address) => image.bytes(address, 4).readUInt32LE();
const uint64 = (image, address) => image.bytes(address, 8).readBigUInt64LE();

/** The records of an array of `setting_define`, which ends with a record without a key. */
export function* defines(image, line, start) {
  for (let at = start; ; at += DEFINE_LENGTH[line]) {
    const name = stringIn(image, at + 8);
    if (name === undefined) return;
    const code = uint32(image, at);
    const type = TYPES[line][code];
    if (type === undefined) throw new Error(`${name}: unknown type ${code}`);
    yield {
      name,
      type,
      hidden: (uint32(image, at + 4) & HIDDEN) !== 0,
      offset: Number(uint64(image, at + 16)),
      named: line === '2.3' && code === NAMED_SECTION,
      /** 2.3: what the entries of the list hold. */
      list: image.pointers.get(at + 24)?.address,
      /** 2.4: the setting that takes a block's label, and the one that a block must have. */
      label: line === '2.4' ? stringIn(image, at + 24) : undefined,
      required: line === '2.4' ? stringIn(image, at + 40) : undefined,
    };
  }
}

/** Where the members of a `setting_parser_info` stand. */
const INFO = {
  2.3: { name: 0, defines: 8, defaults: 16, labelOffset: 24 },
  2.4: { name: 0, plugin: 8, defines: 16, defaults: 24, keyvalues: 32 },
};

export function readInfo(image, line, at) {
  const members = INFO[line];
  const address = (member) => image.pointers.get(at + members[member])?.address;
  const label = line === '2.3' ? uint64(image, at + members.labelOffset) : NO_OFFSET;
  return {
    name: stringIn(image, at + members.name),
    plugin: line === '2.4' ? stringIn(image, at + members.plugin) : undefined,
    defines: address('defines'),
    defaults: address('defaults'),
    labelOffset: label === NO_OFFSET ? undefined : Number(label),
    keyvalues: line === '2.4' ? keyvalues(image, address('keyvalues')) : [],
  };
}

/** Pairs of strings up to an empty one. */
export function keyvalues(image, start) {
  const pairs = [];
  for (let at = start; at !== undefined; at += 16) {
    const key = stringIn(image, at);
    if (key === undefined) break;
    pairs.push([key, stringIn(image, at + 8) ?? '']);
  }
  return pairs;
}

/** Addresses in an array of pointers that ends with an empty one. */
export function pointersFrom(image, start) {
  const found = [];
  for (let at = start; ; at += 8) {
    const target = image.pointers.get(at)?.address;
    if (target === undefined) return found;
    found.push(target);
  }
}

/** A number, or its digits where a number of JavaScript cannot hold it. */
const exact = (value) => (value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : String(value));

/** The default of a setting in a struct; undefined where the struct has none. */
export function valueIn(image, { type, offset }, struct) {
  if (struct === undefined) return undefined;
  const at = struct + offset;
  switch (type) {
    case 'bool':
      return image.bytes(at, 1)[0] === 1 ? 'yes' : 'no';
    case 'uint':
    case 'time':
    case 'time_msecs':
      return uint32(image, at);
    case 'octal':
      return uint32(image, at);
    case 'size':
    case 'uintmax':
      return exact(uint64(image, at));
    case 'port':
      return image.bytes(at, 2).readUInt16LE();
    case 'string':
    case 'file':
    case 'enum':
      return stringIn(image, at);
    default:
      return undefined;
  }
}
