import { renamed } from '../carryOver';
import { needless, removed, write, type Conversion, type Conversions } from '../conversion';
import { setting } from '../statements';

/** Services that 2.4 has no longer. */
export const GONE_SERVICES: ReadonlySet<string> = new Set([
  'aggregator',
  'director',
  'ipc',
  'old-stats',
  'replicator',
  'tcpwrap',
]);

/** `0` was for no limit. */
function unlimitedAtZero(name: string): Conversion {
  return (old, context) =>
    /^0+$/.test(old.value) ? write([setting(name, 'unlimited')]) : renamed(name)(old, context);
}

/** The path or the name stands behind the type of the block. */
const ofLabel: Conversions = { path: needless, name: needless };

export const SERVICES: Readonly<Record<string, Conversions>> = {
  service: {
    name: needless,
    service_count: unlimitedAtZero('restart_request_count'),
    idle_kill: unlimitedAtZero('idle_kill_interval'),
  },
  'service/unix_listener': ofLabel,
  'service/fifo_listener': ofLabel,
  'service/inet_listener': { ...ofLabel, address: renamed('listen') },
  metric: { metric_name: needless, group_by: (old, context) => removed(old, context) },
  event_exporter: {
    name: needless,
    transport: renamed('driver'),
    transport_args: (old, context) => {
      const transport = context.valueIn(old.section, 'transport') ?? '';
      const name = EXPORTER_ARGS[transport];
      return name === undefined ? removed(old, context) : renamed(name)(old, context);
    },
    transport_timeout: (old, context) => {
      const isHttp = context.valueIn(old.section, 'transport') === 'http-post';
      return renamed(isHttp ? 'http_client_request_timeout' : 'event_exporter_unix_connect_timeout')(
        old,
        context,
      );
    },
    format_args: (old, context) => {
      const [, value] = /^time-(rfc3339|unix)$/.exec(old.value) ?? [];
      return value === undefined ? removed(old, context) : write([setting('time_format', value)]);
    },
  },
};

const EXPORTER_ARGS: Readonly<Record<string, string>> = {
  'http-post': 'event_exporter_http_post_url',
  file: 'event_exporter_file_path',
  unix: 'event_exporter_unix_path',
};
