import { lookAlikeCharacter } from '../../../server/src/rules/postfix/look-alike-character';
import { testRule } from '../../support/testRule';

const SMTPD = 'smtp inet n - y - - smtpd\n';

testRule(lookAlikeCharacter, {
  silent: [
    '# 注释：全角标点，没有关系　\nbiff = no\n  # “引号”\n',
    'smtpd_banner = $myhostname ESMTP “你好”，欢迎\nmailbox_command = /bin/x “y”\n',
    'mydestination = 例え.jp почта.рф サーバー.jp\nmyhostname = 邮件.example\n',
    'note = 全角，标点\nsmtpd_client_restrictions = check_client_access static:{550 不接受，谢谢}\n',
    { name: 'the mark at the beginning is another rule', files: { 'main.cf': '\ufeffbiff = no\n' } },
    {
      files: {
        'master.cf': `# 注释，\n${SMTPD}  -o smtpd_banner=“x”\nmd unix - n n - - pipe user=nobody argv=/bin/x “a” －b\n`,
      },
    },
  ],
  reports: [
    {
      files: { 'main.cf': 'biff = «ｎｏ»\nsoft_bounce = «ｎｏ»\n' },
      message: '"ｎｏ" (U+FF4E) only looks like "no"',
      severity: 'error',
      fixed: { 'Change it to "no"': { 'main.cf': 'biff = no\nsoft_bounce = ｎｏ\n' } },
    },
    { name: 'a name', files: { 'main.cf': 'my«ｈ»ostname = a\nrelay«＿»domains = b\n' }, severity: 'error' },
    {
      name: 'an equals sign',
      files: { 'main.cf': 'myhostname «＝» mx.example\n' },
      severity: 'error',
      fixed: { 'Change it to "="': { 'main.cf': 'myhostname = mx.example\n' } },
    },
    {
      name: 'a comma between restrictions',
      files: { 'main.cf': 'smtpd_helo_restrictions = permit_mynetworks«，»reject\n' },
      severity: 'error',
      fixed: { 'to ","': { 'main.cf': 'smtpd_helo_restrictions = permit_mynetworks,reject\n' } },
    },
    {
      files: { 'main.cf': 'mydestination = a.example«、»b.example\n' },
      message: '"、"',
      severity: 'warning',
    },
    { files: { 'main.cf': 'mynetworks = 127.0.0.0«／»8\n' }, severity: 'warning' },
    {
      name: 'a blank',
      files: { 'main.cf': 'mydestination = a.example,«\u3000»b.example\n' },
      message: 'no white space to Postfix',
      fixed: { 'Change it to " "': { 'main.cf': 'mydestination = a.example, b.example\n' } },
    },
    {
      name: 'a continuation line that begins with a wide blank',
      files: { 'main.cf': 'mydestination = a.example,\n«\u3000»b.example\n' },
      severity: 'error',
    },
    {
      name: 'an invisible character',
      files: { 'main.cf': 'inet_protocols = all«\u200b»\n' },
      message: 'invisible character (U+200B)',
      severity: 'error',
      fixed: { 'Remove it': { 'main.cf': 'inet_protocols = all\n' } },
    },
    { name: 'quotes', files: { 'main.cf': 'smtpd_tls_security_level = «“»may«”»\n' }, severity: 'error' },
    {
      name: 'a comment that is none',
      files: { 'main.cf': '«＃» 说明，\nbiff = no\n' },
      message: 'Only an ASCII # begins a comment',
      severity: 'error',
    },
    {
      name: 'a letter of another script',
      files: { 'main.cf': 'smtpd_helo_restrictions = «р»ermit\n' },
      severity: 'error',
    },
    {
      name: 'an entry that does not rule',
      files: { 'main.cf': 'biff = «ｎ»o\nbiff = no\n' },
      severity: 'warning',
    },
    {
      name: 'a column',
      files: { 'master.cf': 'smtp2 inet n - n - «－» smtpd\n' },
      message: 'only looks like "-"',
      severity: 'error',
      fixed: { 'Change it to "-"': { 'master.cf': 'smtp2 inet n - n - - smtpd\n' } },
    },
    { name: 'columns that a wide blank joins', files: { 'master.cf': 'smtp«\u3000»inet n - n - - smtpd\n' } },
    {
      name: 'the name of a socket',
      files: { 'master.cf': 'sm«ｔ»p unix - - n - - smtp\n' },
      severity: 'warning',
    },
    {
      name: 'options',
      files: {
        'master.cf': `${SMTPD}  -o bi«ｆ»f=no -o biff=«ｎｏ» -o biff«＝»no «–»o biff=no\n`,
      },
      severity: 'error',
    },
  ],
});
