import { pipeAttributes } from '../../../server/src/rules/postfix/pipe-attributes';
import { testRule } from '../../support/testRule';

const PIPE = 'lda unix - n n - - pipe';

testRule(pipeAttributes, {
  silent: [
    {
      files: {
        'main.cf': 'lda_destination_recipient_limit = 1\n',
        'master.cf': `${PIPE}\n  -v flags=DRhu user=vmail:vmail directory=/srv size=1000 eol=\\r\\n\n  argv=/usr/bin/lda -f \${sender} -d $user@$domain $$x\n`,
      },
    },
    {
      name: 'by the default for all transports; names in capitals, words in braces',
      files: {
        'main.cf': 'default_destination_recipient_limit = 1\n',
        'master.cf': `${PIPE} FLAGS=D {User=vmail} { argv=/usr/bin/lda a b }\n`,
      },
    },
    {
      name: 'the flags of smtp, and main.cf is not known',
      files: { 'master.cf': 'x unix - - n - - smtp -o a=b flags=DORX\ny unix - - n - - smtp\n' },
    },
    {
      name: 'what other rules report',
      files: { 'master.cf': `${PIPE} -o a=b, c\ns unix - - n - - smtp #c\n` },
    },
    { name: 'other programs', files: { 'master.cf': 'a inet n - n - - smtpd flags=Q\n' } },
  ],
  reports: [
    {
      files: { 'master.cf': `${PIPE} «flag=R» user=v argv=x\n` },
      message: 'pipe knows no attribute "flag=R"',
      severity: 'error',
      fixed: { 'Change it to flags=R': { 'master.cf': `${PIPE} flags=R user=v argv=x\n` } },
    },
    { files: { 'master.cf': `${PIPE} flags=R user=v «-o» «x=y» argv=x\n` }, message: 'Options come before' },
    {
      files: { 'master.cf': `${PIPE} flags=R«Z» user=v argv=x\n` },
      message: 'no flag "Z", only BDFORX.>hqu',
      fixed: { 'Remove the flag': { 'master.cf': `${PIPE} flags=R user=v argv=x\n` } },
    },
    { files: { 'master.cf': 'x unix - - n - - lmtp flags=«h»X\n' }, message: 'only DORX' },
    { files: { 'master.cf': 'lda unix - n n - - «pipe» flags=R argv=x\n' }, message: 'pipe needs user=' },
    { files: { 'master.cf': 'lda unix - n n - - «pipe» user=v\n' }, message: 'pipe needs argv=' },
    {
      files: { 'master.cf': 'p inet n n n - 0 «spawn» argv=/usr/bin/policy\n' },
      message: 'spawn needs user=',
    },
    {
      files: { 'master.cf': `${PIPE} argv=/usr/bin/x flags=R «user=v»\n` },
      message: 'user= stands behind argv=',
    },
    { files: { 'master.cf': `${PIPE} user=«root» argv=x\n` }, message: 'as root' },
    { files: { 'master.cf': `${PIPE} user=«postfix» argv=x\n` }, message: 'as postfix' },
    { files: { 'master.cf': `${PIPE} user=«v:postdrop» argv=x\n` }, message: 'as postdrop' },
    {
      files: { 'main.cf': 'mail_owner = mail', 'master.cf': `${PIPE} user=«mail» argv=x\n` },
      message: 'as mail',
    },
    { files: { 'master.cf': `${PIPE} user=«» argv=x\n` }, message: 'No user' },
    { files: { 'master.cf': `${PIPE} size=«10m» user=v argv=x\n` }, message: 'number of bytes' },
    {
      files: { 'master.cf': `${PIPE} user=v argv=x -d \${«recipent»} $sender\n` },
      message: 'no $recipent',
      fixed: {
        'Change it to recipient': { 'master.cf': `${PIPE} user=v argv=x -d \${recipient} $sender\n` },
      },
    },
    {
      name: 'one recipient at a time',
      files: {
        'main.cf': 'virtual_transport = lda:',
        'master.cf': `${PIPE} flags=«D»R user=v argv=x\n`,
      },
      message: 'unless lda_destination_recipient_limit is 1 (here 50)',
      severity: 'warning',
      fixed: {
        'Set lda_destination': {
          'main.cf': 'virtual_transport = lda:\nlda_destination_recipient_limit = 1\n',
        },
      },
    },
    {
      name: 'the limit stands in main.cf, with another value; nothing names the transport',
      severity: 'hint',
      files: {
        'main.cf': 'lda_destination_recipient_limit = 10\n',
        'master.cf': `${PIPE} flags=«O» user=v argv=x\n`,
      },
      fixed: { 'Set lda_destination': { 'main.cf': 'lda_destination_recipient_limit = 1\n' } },
    },
  ],
});
