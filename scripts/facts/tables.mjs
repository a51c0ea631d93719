/**
 * The parameter tables compiled into Postfix programs.
 *
 * `postconf` holds every parameter in one of nine arrays of C structs, one array a type (`CONFIG_INT_TABLE` and its
 * kin, src/global/mail_conf.h); each record begins with the name, the default and the variable that receives the
 * value, some go on with two limits. An array is found by a name that it holds in every version, and ends with an
 * empty record. A daemon holds the same structs for the parameters that it loads itself.
 */

/** Array → names to find it by, record length in bytes, and where its limits stand. */
const ARRAYS = {
  bool: { anchors: ['soft_bounce'], stride: 24 },
  int: { anchors: ['default_process_limit'], stride: 32, limit: 'int' },
  long: { anchors: ['message_size_limit'], stride: 40, limit: 'long' },
  time: { anchors: ['queue_run_delay'], stride: 32, limit: 'int' },
  str: { anchors: ['myorigin'], stride: 32, limit: 'int' },
  raw: { anchors: ['forward_path'], stride: 32, limit: 'int' },
  nint: { anchors: ['smtpd_hard_error_limit'], stride: 32, limit: 'int' },
  nbool: { anchors: ['append_dot_mydomain', 'smtpd_per_record_deadline'], stride: 24 },
  function: { anchors: ['mydomain'], stride: 32, limit: 'int' },
};

const NAME = /^[a-z0-9][A-Za-z0-9_]*$/;

const stringAt = (image, slot) => {
  const pointer = image.pointers.get(slot);
  return pointer?.address === undefined ? undefined : image.string(pointer.address);
};

/** The third member points at a variable: writable memory of this file, or a symbol of a library. */
const isRecord = (image, slot) => {
  const target = image.pointers.get(slot + 16);
  return target !== undefined && (target.symbol !== undefined || image.isWritable(target.address));
};

const recordName = (image, slot) => {
  const name = stringAt(image, slot);
  return name !== undefined && NAME.test(name) && isRecord(image, slot) ? name : undefined;
};

function readLimits(image, slot, limit) {
  if (limit === undefined) return {};
  const read = (index) => {
    if (limit === 'long') return Number(image.word(slot + 24 + index * 8));
    return Number(BigInt.asIntN(32, (image.word(slot + 24) ?? 0n) >> BigInt(index * 32)));
  };
  return { min: read(0), max: read(1) };
}

/** Slots of the records of one array, given one of them. */
function arraySlots(image, slot, stride) {
  const slots = [slot];
  for (let at = slot + stride; recordName(image, at) !== undefined; at += stride) slots.push(at);
  for (let at = slot - stride; recordName(image, at) !== undefined; at -= stride) slots.unshift(at);
  return slots;
}

/**
 * @param image of the `postconf` program, see elf.mjs
 * @returns Map of name → `{ array, min, max }`; limits are 0 when there are none (mail_conf_int.c)
 */
export function parameterTables(image) {
  const slotOf = new Map();
  for (const slot of image.pointers.keys()) {
    const name = recordName(image, slot);
    if (name !== undefined) slotOf.set(name, slot);
  }
  const found = new Map();
  for (const [array, { anchors, stride, limit }] of Object.entries(ARRAYS)) {
    const anchor = anchors.find((name) => slotOf.has(name));
    if (anchor === undefined)
      throw new Error(`postconf holds no ${array} table with ${anchors.join(' or ')}`);
    for (const slot of arraySlots(image, slotOf.get(anchor), stride)) {
      found.set(recordName(image, slot), { array, ...readLimits(image, slot, limit) });
    }
  }
  return found;
}

/** Names of `wanted` that a program or library loads through tables of its own. */
export function loadedParameters(image, wanted) {
  const names = new Set();
  for (const slot of image.pointers.keys()) {
    const name = recordName(image, slot);
    if (name !== undefined && wanted.has(name)) names.add(name);
  }
  return names;
}

/** Strings of an array of `char *` that starts at `slot` and ends with a null pointer. */
function stringList(image, slot) {
  const list = [];
  for (let at = slot; stringAt(image, at) !== undefined; at += 8) list.push(stringAt(image, at));
  return list;
}

/** Pairs `{ "first", { "a", "b", …, 0 } }` of an array that holds `first`, as a Map. */
function listsByName(image, first, stride, listOffset) {
  const lists = new Map();
  const start = [...image.pointers.keys()].find(
    (slot) => stringAt(image, slot) === first && isListPointer(image, slot + listOffset),
  );
  if (start === undefined) throw new Error(`no table holds ${first}`);
  const back = (slot) => (isListPointer(image, slot - stride + listOffset) ? back(slot - stride) : slot);
  for (let slot = back(start); isListPointer(image, slot + listOffset); slot += stride) {
    lists.set(stringAt(image, slot), stringList(image, image.pointers.get(slot + listOffset).address));
  }
  return lists;
}

const isListPointer = (image, slot) => {
  const pointer = image.pointers.get(slot);
  return pointer?.address !== undefined && stringAt(image, pointer.address) !== undefined;
};

/** Command → flat list suffix, parameter, suffix, parameter … (postconf_service.c). */
export const serviceTables = (image) => listsByName(image, 'virtual', 16, 8);

/** Table type → suffixes of the parameters that the client reads (postconf_dbms.c). */
export function clientTables(image) {
  try {
    return listsByName(image, 'ldap', 24, 16);
  } catch {
    return listsByName(image, 'ldap', 16, 8);
  }
}

/** Name → text, of a table of plain string pairs that holds `name`. */
export function stringPairs(image, name) {
  const start = [...image.pointers.keys()].find(
    (slot) =>
      stringAt(image, slot) === name && stringAt(image, slot + 8) !== undefined && !isRecord(image, slot),
  );
  if (start === undefined) return new Map();
  const pairs = new Map();
  const back = (slot) => (stringAt(image, slot - 16) !== undefined ? back(slot - 16) : slot);
  for (let slot = back(start); stringAt(image, slot) !== undefined; slot += 16) {
    pairs.set(stringAt(image, slot), stringAt(image, slot + 8));
  }
  return pairs;
}

/** Names that only keep old settings alive (`virtual_maps`): records without a variable. */
export function legacyNames(image) {
  const slot = [...image.pointers.keys()].find(
    (at) => stringAt(image, at) === 'virtual_maps' && stringAt(image, at + 8) === '',
  );
  const names = [];
  for (let at = slot; at !== undefined && stringAt(image, at) !== undefined; at += 32)
    names.push(stringAt(image, at));
  return names;
}
