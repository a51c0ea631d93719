import { deprecatedParameter } from '../../../server/src/rules/postfix/deprecated-parameter';
import { testRule } from '../../support/testRule';

const SMTPD = 'smtp inet n - y - - smtpd\n';

testRule(deprecatedParameter, {
  silent: [
    'smtpd_tls_security_level = may\npostscreen_denylist_action = drop\n',
    { name: 'not old yet', version: '3.5', files: { 'main.cf': 'postscreen_blacklist_action = drop\n' } },
    { name: 'gone, not deprecated', files: { 'main.cf': 'smtpd_tls_cipherlist = HIGH\n' } },
    { name: 'the entry that rules is another', files: { 'main.cf': '# smtpd_use_tls = yes\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': '«smtpd_use_tls» = yes\n' },
      message: 'use smtpd_tls_security_level',
      severity: 'warning',
      fixed: { 'Write smtpd_tls_security_level = may': { 'main.cf': 'smtpd_tls_security_level = may\n' } },
    },
    {
      name: 'before the warning there is a hint',
      version: '3.7',
      files: { 'main.cf': '«smtpd_use_tls» = yes\n' },
      message: 'from Postfix 3.10 on',
      severity: 'hint',
    },
    {
      name: 'both switches',
      files: { 'main.cf': '«smtpd_use_tls» = yes\n«smtpd_enforce_tls» = yes\n' },
      fixed: { 'Remove it': { 'main.cf': 'smtpd_enforce_tls = yes\n' } },
    },
    {
      files: { 'main.cf': '«smtpd_enforce_tls» = yes\n' },
      fixed: {
        'Write smtpd_tls_security_level = encrypt': { 'main.cf': 'smtpd_tls_security_level = encrypt\n' },
      },
    },
    {
      name: 'the level hides the switch',
      files: { 'main.cf': 'smtpd_tls_security_level = may\n«smtpd_use_tls» = yes\n' },
      fixed: { 'Remove it: it changes nothing': { 'main.cf': 'smtpd_tls_security_level = may\n' } },
    },
    {
      name: 'the client checks names too',
      files: { 'main.cf': '«smtp_enforce_tls» = yes\n' },
      fixed: {
        'Write smtp_tls_security_level = verify': { 'main.cf': 'smtp_tls_security_level = verify\n' },
      },
    },
    {
      name: 'the client does not check names',
      files: { 'main.cf': '«smtp_enforce_tls» = yes\n«smtp_tls_enforce_peername» = no\n' },
      fixed: {
        'Write smtp_tls_security_level = encrypt': {
          'main.cf': 'smtp_tls_security_level = encrypt\nsmtp_tls_enforce_peername = no\n',
        },
      },
    },
    {
      name: 'no as an option',
      files: {
        'main.cf': '«smtpd_use_tls» = yes\n',
        'master.cf': `${SMTPD}  -o «smtpd_use_tls»=no\n  -o smtpd_timeout=9s\n`,
      },
    },
    {
      name: 'no as an option becomes none',
      files: { 'master.cf': `${SMTPD}  -o «smtpd_use_tls»=no\n  -o smtpd_timeout=9s\n` },
      fixed: {
        'Write smtpd_tls_security_level = none': {
          'master.cf': `${SMTPD}  -o smtpd_tls_security_level=none\n  -o smtpd_timeout=9s\n`,
        },
      },
    },
    {
      name: 'no where the default follows another switch',
      files: { 'main.cf': '«postscreen_use_tls» = no\n«smtpd_use_tls» = yes\n' },
      fixed: {
        'Write postscreen_tls_security_level = none': {
          'main.cf': 'postscreen_tls_security_level = none\nsmtpd_use_tls = yes\n',
        },
      },
    },
    {
      name: 'no behind an earlier yes',
      files: { 'main.cf': 'smtpd_use_tls = yes\n«smtpd_use_tls» = no\n' },
      fixed: {
        'Write smtpd_tls_security_level = none': {
          'main.cf': 'smtpd_use_tls = yes\nsmtpd_tls_security_level = none\n',
        },
      },
    },
    {
      name: 'an old name',
      files: { 'main.cf': '«postscreen_blacklist_action» = drop\n' },
      message: 'use postscreen_denylist_action',
      fixed: {
        'Rename it to postscreen_denylist_action': { 'main.cf': 'postscreen_denylist_action = drop\n' },
      },
    },
    {
      name: 'an old name in a version that does not warn',
      version: '3.7',
      files: { 'main.cf': '«virtual_maps» = hash:/etc/postfix/virtual\n' },
      message: 'old name of virtual_alias_maps',
      severity: 'hint',
      fixed: { 'Rename it': { 'main.cf': 'virtual_alias_maps = hash:/etc/postfix/virtual\n' } },
    },
    {
      name: 'both names',
      files: { 'main.cf': '«fallback_relay» = a\nsmtp_fallback_relay = b\n' },
      fixed: { 'Remove it': { 'main.cf': 'smtp_fallback_relay = b\n' } },
    },
    {
      name: 'nothing to replace it with',
      files: { 'main.cf': '«smtpd_tls_dh1024_param_file» = /etc/dh.pem\n' },
      message: 'deprecated: a later',
    },
  ],
});
