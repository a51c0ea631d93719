import { block, setting, type Statement } from '../statements';
import { variablesOf } from '../variableNames';
import { convertVariables } from '../variables';

const REDIS: Readonly<Record<string, string>> = {
  host: 'redis_host',
  port: 'redis_port',
  path: 'redis_socket_path',
  prefix: 'redis_key_prefix',
  db: 'redis_db_id',
  password: 'redis_password',
  expire_secs: 'redis_expire',
  timeout_msecs: 'redis_request_timeout',
};
const UNITS: Readonly<Record<string, string>> = { expire_secs: ' secs', timeout_msecs: ' ms' };

/** A dictionary of 2.3 (`proxy::name`, `file:path`, `redis:host=…`) as a block of 2.4; undefined for other kinds. */
export function dictBlock(uri: string): Statement | undefined {
  const [, driver = '', rest = ''] = /^(\w+):(.*)$/.exec(uri.trim()) ?? [];
  const body = BODIES[driver]?.(rest);
  return body && block('dict', driver, body);
}

const BODIES: Readonly<Record<string, (rest: string) => readonly Statement[] | undefined>> = {
  proxy: (rest) => {
    const at = rest.indexOf(':');
    const path = rest.slice(0, Math.max(0, at));
    const name = setting('name', rest.slice(at + 1));
    return path === '' ? [name] : [name, setting('socket_path', path)];
  },
  file: (rest) => [setting('path', convertVariables(rest, variablesOf('dict_file_path', false)).text)],
  redis: (rest) => {
    const parts = rest.split(':').map((part) => {
      const at = part.indexOf('=');
      const name = REDIS[part.slice(0, at)];
      const unit = UNITS[part.slice(0, at)] ?? '';
      return name === undefined ? undefined : setting(name, `${part.slice(at + 1)}${unit}`);
    });
    const known = parts.filter((part) => part !== undefined);
    return known.length === parts.length ? known : undefined;
  },
};
