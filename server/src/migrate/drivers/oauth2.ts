import { isYes } from '../conversion';
import { dictBlock } from '../settings/dictUri';
import { block, setting } from '../statements';
import {
  lines,
  named,
  needless,
  notUnderstood,
  type DriverConversion,
  type DriverConversions,
} from './driverSettings';

const SAME = [
  'tokeninfo_url',
  'grant_url',
  'introspection_url',
  'scope',
  'force_introspection',
  'introspection_mode',
  'username_attribute',
  'active_attribute',
  'active_value',
  'client_id',
  'client_secret',
  'issuers',
  'openid_configuration_url',
  'send_auth_headers',
];

/** Settings of connections, which count inside of the block alone. */
function inside(name: string, write: (value: string) => string = (value) => value): DriverConversion {
  return (value) => lines(block('oauth2', undefined, [setting(name, write(value))]));
}

const milliseconds = (value: string): string => `${value} ms`;

export const OAUTH2: DriverConversions = {
  ...Object.fromEntries(SAME.map((name) => [name, named(`oauth2_${name}`)])),
  username_format: named('oauth2_username_validation_format'),
  pass_attrs: (value) => {
    const pairs = value.split(/\s+/).filter((word) => /^\w+=/.test(word));
    return lines(
      block(
        'oauth2_fields',
        undefined,
        pairs.map((pair) => {
          const [name = '', ...rest] = pair.split('=');
          return setting(name, rest.join('='));
        }),
      ),
    );
  },
  local_validation_key_dict: (value) => {
    const dict = dictBlock(value);
    return dict ? lines(block('oauth2_local_validation', undefined, [dict])) : notUnderstood(value);
  },
  timeout_msecs: inside('http_client_request_timeout', milliseconds),
  max_idle_time_msecs: inside('http_client_max_idle_time', milliseconds),
  max_parallel_connections: inside('http_client_max_parallel_connections'),
  max_pipelined_requests: inside('http_client_max_pipelined_requests'),
  rawlog_dir: inside('http_client_rawlog_dir'),
  tls_ca_cert_file: inside('ssl_client_ca_file'),
  tls_ca_cert_dir: inside('ssl_client_ca_dir'),
  tls_cert_file: inside('ssl_client_cert_file'),
  tls_key_file: inside('ssl_client_key_file'),
  tls_cipher_suite: inside('ssl_cipher_list'),
  tls_allow_invalid_cert: inside('ssl_client_require_valid_cert', (value) => (isYes(value) ? 'no' : 'yes')),
  debug: (value) => lines(...(isYes(value) ? [setting('log_debug', 'category=oauth2')] : [])),
  use_grant_password: needless,
};
