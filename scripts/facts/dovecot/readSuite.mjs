/** Reads the Dovecot of one Debian suite: every setting and every service that its `doveconf` knows. */
import { readdirSync } from 'node:fs';
import { rootOf, run } from '../../lib/chroots.mjs';
import { readElf } from '../elf.mjs';
import { link } from './link.mjs';
import { defines, keyvalues, pointersFrom, readInfo, valueIn } from './structs.mjs';

const PROGRAM = '/usr/bin/doveconf';
const LIBRARIES = '/usr/lib/dovecot';
const MODULES = `${LIBRARIES}/modules/settings`;

/** What each line calls its tables: in the program, and, behind the name of a module, in the modules. */
const TABLES = {
  2.3: { infos: 'all_default_roots', moduleInfos: 'set_roots', services: 'config_all_services_buf' },
  2.4: { infos: 'all_default_infos', moduleInfos: 'set_infos', services: 'config_all_services' },
};

/** @param {keyof typeof import('../../lib/chroots.mjs').SUITES} suite */
export function readSuite(suite) {
  const root = rootOf(suite);
  const version = /^# (\d+\.\d+\.\d+)/.exec(run(suite, ['doveconf', '-d']))?.[1];
  const line = version.split('.').slice(0, 2).join('.');
  const modules = readdirSync(root + MODULES).sort();
  const libraries = readdirSync(root + LIBRARIES).filter((name) => /^libdovecot.*\.so$/.test(name));
  const paths = [
    PROGRAM,
    ...modules.map((name) => `${MODULES}/${name}`),
    ...libraries.map((name) => `${LIBRARIES}/${name}`),
  ];
  const image = link(paths.map((path) => readElf(root + path)));
  const names = modules.map((name) => name.replace(/^lib|\.so$/g, ''));
  const infos = infosOf(image, line, names);
  return {
    suite,
    version,
    line,
    settings: settingsOf(image, line, infos),
    services: servicesOf(image, line, names, infos),
  };
}

/** Modules come first, as in the program itself. */
function infosOf(image, line, modules) {
  const tables = TABLES[line];
  const own = modules.map((name) => image.exported.get(`${name}_${tables.moduleInfos}`));
  const starts = [...own, image.exported.get(tables.infos)].filter((start) => start !== undefined);
  return starts.flatMap((start) => pointersFrom(image, start)).map((at) => readInfo(image, line, at));
}

/** One record for each setting and place; where several parts define it, the first one tells its default. */
function settingsOf(image, line, infos) {
  const found = new Map();
  for (const info of infos) collect(image, line, info, '', info.name, found);
  return [...found.values()];
}

function collect(image, line, info, place, module, found) {
  const given = new Map(info.keyvalues);
  let previous;
  for (const define of defines(image, line, info.defines)) {
    const { name, type, hidden, list, named, label, required } = define;
    const key = `${place}|${name}`;
    const known = found.get(key);
    if (known) {
      if (!known.modules.includes(module)) known.modules.push(module);
    } else {
      found.set(key, {
        ...(place && { in: place }),
        name,
        type,
        modules: [module],
        ...defaultOf(image, define, info, given),
        ...(hidden && { hidden }),
        ...(named && { named }),
        ...(info.labelOffset === define.offset && type !== 'alias' && { isLabel: true }),
        ...(info.plugin && { plugin: info.plugin }),
        ...(label && { label }),
        ...(required && { required }),
        ...(type === 'alias' && { of: previous }),
      });
    }
    if (list !== undefined && !known)
      collect(image, line, readInfo(image, line, list), place ? `${place}/${name}` : name, module, found);
    previous = name;
  }
}

/** The default; of an enumeration, `default:other:…` in the program, also the words that it takes. */
function defaultOf(image, define, { defaults, name }, given) {
  const own = given.get(define.name);
  const value = own ?? valueIn(image, define, defaults);
  if (define.type !== 'enum') return value === undefined ? {} : { default: value };
  const words = valueIn(image, define, defaults)?.split(':');
  if (words === undefined) throw new Error(`${name}: ${define.name} has no values`);
  return { default: own ?? words[0], values: words };
}

/** Name → what a service sets by itself. Listeners of 2.3 stand in arrays, those of 2.4 in `key = value` form. */
function servicesOf(image, line, modules, infos) {
  const service = serviceInfo(image, line, infos);
  return serviceStructs(image, line, modules).map(({ struct, pairs }) => {
    const settings = {};
    for (const define of defines(image, line, service.defines)) {
      const value = valueIn(image, define, struct);
      if (value !== undefined) settings[define.name] = value;
    }
    const listeners = line === '2.3' ? listenersOf(image, service, struct) : listenersIn(pairs);
    const others = pairs.filter(([key]) => !/^(unix|fifo|inet)_listener/.test(key));
    return {
      name: settings.name ?? settings.service_name,
      settings: { ...settings, ...Object.fromEntries(others) },
      listeners,
    };
  });
}

function serviceInfo(image, line, infos) {
  if (line === '2.4') return infos.find(({ name }) => name === 'service');
  for (const info of infos) {
    for (const { name, list } of defines(image, line, info.defines)) {
      if (name === 'service') return readInfo(image, line, list);
    }
  }
  throw new Error('no settings of services');
}

function serviceStructs(image, line, modules) {
  const own = modules.flatMap((name) => {
    const struct = image.exported.get(`${name}_service_settings`);
    const pairs = image.exported.get(`${name}_service_settings_defaults`);
    return struct === undefined ? [] : [{ struct, pairs: keyvalues(image, pairs) }];
  });
  return [...own, ...(line === '2.3' ? structsIn(image) : structsFrom(image))];
}

/** 2.3: a buffer of pointers, and its size. */
function structsIn(image) {
  const buffer = image.exported.get(TABLES['2.3'].services);
  return arrayAt(image, buffer).map((struct) => ({ struct, pairs: [] }));
}

/** 2.4: pairs of pointers. */
function structsFrom(image) {
  const found = [];
  let at = image.pointers.get(image.exported.get(TABLES['2.4'].services))?.address;
  for (; ; at += 16) {
    const struct = image.pointers.get(at)?.address;
    if (struct === undefined) return found;
    found.push({ struct, pairs: keyvalues(image, image.pointers.get(at + 8)?.address) });
  }
}

function arrayAt(image, buffer) {
  const start = image.pointers.get(buffer)?.address;
  const count = start === undefined ? 0 : Number(image.bytes(buffer + 8, 8).readBigUInt64LE()) / 8;
  return Array.from({ length: count }, (_, index) => image.pointers.get(start + index * 8)?.address);
}

function listenersOf(image, service, struct) {
  const lists = [...defines(image, '2.3', service.defines)].filter(({ type }) => type === 'section');
  return lists.flatMap(({ name: kind, offset, list }) => {
    const info = readInfo(image, '2.3', list);
    const array = image.pointers.get(struct + offset)?.address;
    return (array === undefined ? [] : arrayAt(image, array)).map((listener) => {
      const settings = {};
      for (const define of defines(image, '2.3', info.defines)) {
        const value = valueIn(image, define, listener);
        if (value !== undefined) settings[define.name] = value;
      }
      return { kind, settings };
    });
  });
}

function listenersIn(pairs) {
  const byPath = new Map();
  for (const [key, value] of pairs) {
    const [, kind, label, setting] = /^((?:unix|fifo|inet)_listener)\/([^/]+)\/(.*)$/.exec(key) ?? [];
    if (kind === undefined) continue;
    const path = `${kind}/${label}`;
    const listener = byPath.get(path) ?? { kind, settings: {} };
    listener.settings[setting] = value;
    byPath.set(path, listener);
  }
  return [...byPath.values()];
}
