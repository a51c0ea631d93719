/**
 * Reads data structures out of a compiled program: 64-bit little-endian ELF, as Debian builds them for amd64 and
 * arm64. Only what the facts need: sections, the pointers that the dynamic linker fills in, and C strings.
 */
import { readFileSync } from 'node:fs';

const SECTION_TYPES = { rela: 4, nobits: 8, dynsym: 11 };
/** Relocation types by machine (62 amd64, 183 arm64): a plain address, and a named symbol. */
const RELOCATIONS = {
  62: { relative: 8, symbol: [1, 5, 6] },
  183: { relative: 1027, symbol: [257, 1024, 1025] },
};

function readSections(data) {
  const table = Number(data.readBigUInt64LE(0x28));
  const size = data.readUInt16LE(0x3a);
  const count = data.readUInt16LE(0x3c);
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    const word = (offset) => Number(data.readBigUInt64LE(at + offset));
    return {
      type: data.readUInt32LE(at + 4),
      writable: (word(8) & 1) === 1,
      address: word(0x10),
      offset: word(0x18),
      size: word(0x20),
      link: data.readUInt32LE(at + 0x28),
    };
  });
}

/**
 * @param {string} path
 * @returns an image: `pointers` maps the address of each pointer to `{ address }` or `{ symbol }`;
 *   `string(address)` and `word(address)` read values, undefined outside the file.
 */
export function readElf(path) {
  const data = readFileSync(path);
  if (data.readUInt32BE(0) !== 0x7f454c46 || data[4] !== 2 || data[5] !== 1) {
    throw new Error(`${path} is not a 64-bit little-endian ELF file`);
  }
  const relocation = RELOCATIONS[data.readUInt16LE(0x12)];
  if (relocation === undefined) throw new Error(`${path}: unknown machine`);
  const sections = readSections(data);
  const loaded = sections.filter((section) => section.address > 0);

  const offsetOf = (address) => {
    const section = loaded.find((s) => address >= s.address && address < s.address + s.size);
    return section === undefined || section.type === SECTION_TYPES.nobits
      ? undefined
      : section.offset + address - section.address;
  };
  const string = (address) => {
    const start = offsetOf(address);
    if (start === undefined) return undefined;
    return data.toString('latin1', start, data.indexOf(0, start));
  };
  const image = {
    pointers: new Map(),
    sections: loaded,
    string,
    word: (address) => {
      const offset = offsetOf(address);
      return offset === undefined || offset + 8 > data.length ? undefined : data.readBigInt64LE(offset);
    },
    isWritable: (address) =>
      loaded.some((s) => s.writable && address >= s.address && address < s.address + s.size),
    /** Bytes of the file at an address; zeros where the program has them made at its start. */
    bytes: (address, length) => {
      const offset = offsetOf(address);
      return offset === undefined ? Buffer.alloc(length) : data.subarray(offset, offset + length);
    },
    /** Name → address of what the file exports. */
    exports: () => readExports(data, sections),
    /** Every NUL-terminated string of the read-only data. */
    strings: () => new Set(data.toString('latin1').split(/[^\t\n\x20-\x7e]+/)),
  };
  for (const section of sections.filter((s) => s.type === SECTION_TYPES.rela)) {
    readRelocations(data, sections, section, relocation, image.pointers);
  }
  return image;
}

function readRelocations(data, sections, section, { relative, symbol }, pointers) {
  const symbols = sections[section.link];
  const names = symbols === undefined ? undefined : sections[symbols.link];
  for (let at = section.offset; at < section.offset + section.size; at += 24) {
    const address = Number(data.readBigUInt64LE(at));
    const type = data.readUInt32LE(at + 8);
    const index = data.readUInt32LE(at + 12);
    const addend = Number(data.readBigInt64LE(at + 16));
    if (type === relative) {
      pointers.set(address, { address: addend });
    } else if (symbol.includes(type) && symbols !== undefined && names !== undefined) {
      const entry = symbols.offset + index * 24;
      const start = names.offset + data.readUInt32LE(entry);
      const value = Number(data.readBigUInt64LE(entry + 8));
      pointers.set(address, {
        symbol: data.toString('latin1', start, data.indexOf(0, start)),
        ...(value > 0 ? { address: value + addend } : {}),
      });
    }
  }
}

function readExports(data, sections) {
  const table = sections.find(({ type }) => type === SECTION_TYPES.dynsym);
  const names = table && sections[table.link];
  const found = new Map();
  for (let at = table?.offset ?? 0; table && at < table.offset + table.size; at += 24) {
    const start = names.offset + data.readUInt32LE(at);
    const value = Number(data.readBigUInt64LE(at + 8));
    if (value > 0) found.set(data.toString('latin1', start, data.indexOf(0, start)), value);
  }
  return found;
}
