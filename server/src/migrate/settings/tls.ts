import { renamed } from '../carryOver';
import { fileOf, open, reworded, write, type Conversions } from '../conversion';
import { reason } from '../reasons';
import { inBlocks, setting } from '../statements';

export const TLS: Conversions = {
  ssl_cert: fileOf('ssl_server_cert_file'),
  ssl_key: fileOf('ssl_server_key_file'),
  ssl_alt_cert: fileOf('ssl_server_alt_cert_file'),
  ssl_alt_key: fileOf('ssl_server_alt_key_file'),
  ssl_dh: fileOf('ssl_server_dh_file'),
  ssl_client_cert: fileOf('ssl_client_cert_file'),
  ssl_client_key: fileOf('ssl_client_key_file'),
  // 2.3 trusts it for connections of its own too, unless they have one.
  ssl_ca: (old, context) => {
    const { statements, reasons } = fileOf('ssl_server_ca_file')(old, context);
    const own = context.global('ssl_client_ca_file') ?? context.global('ssl_client_ca_dir');
    const [first] = statements;
    if (own !== undefined || first?.kind !== 'setting' || first.value === '')
      return write(statements, reasons);
    return write([first, setting('ssl_client_ca_file', first.value)], reasons);
  },
  ssl_cert_username_field: renamed('ssl_server_cert_username_field'),
  ssl_key_password: renamed('ssl_server_key_password'),
  ssl_require_crl: renamed('ssl_server_require_crl'),
  ssl_verify_client_cert: renamed('ssl_server_request_client_cert'),
  ssl_prefer_server_ciphers: reworded('ssl_server_prefer_ciphers', {
    yes: 'server',
    y: 'server',
    '1': 'server',
    no: 'client',
  }),
  ssl_min_protocol: (old, context) =>
    /^SSLv[23]$/i.test(old.value)
      ? open(reason('no-value', { value: old.value }))
      : renamed('ssl_min_protocol')(old, context),
  imapc_ssl_verify: (old, context) => {
    const { statements, reasons } = renamed('ssl_client_require_valid_cert')(old, context);
    return write(inBlocks([['imapc', undefined]], statements), reasons);
  },
};
