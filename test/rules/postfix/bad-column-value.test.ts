import { badColumnValue } from '../../../server/src/rules/postfix/bad-column-value';
import { testRule, type ReportCase } from '../../support/testRule';

function report(marked: string, message: string, fix?: string): ReportCase {
  const fixed = fix === undefined ? {} : { 'Change it to': { 'master.cf': fix } };
  return { files: { 'master.cf': marked }, message, fixed };
}

testRule(badColumnValue, {
  silent: [
    {
      files: {
        'master.cf': 'smtp inet n y y 0 0 smtpd\na unix - - - 60? 1 qmgr\nb fifo y n n 60 1 pickup\n',
      },
    },
    {
      name: 'look-alike characters are the finding of another rule',
      files: { 'master.cf': 'smtp inet ｎ - n - － smtpd\n' },
    },
    { name: 'a row that is too short', files: { 'master.cf': 'smtp tcp Y\n' } },
    { name: 'options in the first column', files: { 'master.cf': '-o a=b -o c=d -o e=f -o g=h\n' } },
  ],
  reports: [
    report('smtp «tcp» n - n - - smtpd', 'type "tcp"', 'smtp inet n - n - - smtpd'),
    report('smtp «Inet» n - n - - smtpd', 'type "Inet"', 'smtp inet n - n - - smtpd'),
    report('a «-» - - n - - smtp', 'type "-"'),
    report('a «udp» - - n - - smtp', 'type "udp"'),
    report('smtp inet «-» - n - - smtpd', 'cannot be private', 'smtp inet n - n - - smtpd'),
    report('smtp inet «N» - n - - smtpd', 'column private', 'smtp inet n - n - - smtpd'),
    report('a unix «yes» - n - - smtp', 'column private', 'a unix y - n - - smtp'),
    report('a unix - «False» n - - smtp', 'column unpriv', 'a unix - n n - - smtp'),
    report('a unix - - «no» - - smtp', 'column chroot', 'a unix - - n - - smtp'),
    report('a unix - - «x» - - smtp', 'not "x"'),
    report('a unix - - n «-?» - smtp', 'wakeup', 'a unix - - n - - smtp'),
    report('a unix - - n «?» - smtp', 'wakeup', 'a unix - - n - - smtp'),
    report('a unix - - n «5m» - smtp', 'wakeup', 'a unix - - n 5 - smtp'),
    report('a unix - - n «10??» - smtp', 'wakeup', 'a unix - - n 10? - smtp'),
    report('a unix - - n «-1» - smtp', 'wakeup'),
    report('a unix - - n - «5?» smtp', 'process limit', 'a unix - - n - 5 smtp'),
    report('a unix - - n - «5k» smtp', 'process limit', 'a unix - - n - 5 smtp'),
    report('a unix - - n - «3000000000» smtp', 'process limit', 'a unix - - n - - smtp'),
    { ...report('a unix - - n «99999999999» - smtp', 'it works with 1215752191'), severity: 'warning' },
    report('a unix - - n - - «-»', 'no default'),
    report('«a/b» unix - - n - - smtp', 'has no slash'),
    report(
      'postlog «unix» n - n - 1 postlogd',
      'only with unix-dgram',
      'postlog unix-dgram n - n - 1 postlogd',
    ),
    report('qmgr «inet» n - n 300 1 qmgr', 'only with unix, fifo, pass'),
    {
      name: 'look-alikes and more',
      ...report('a unix - - «ｎｏ» - - smtp', 'not "ｎｏ"', 'a unix - - n - - smtp'),
    },
    report('a unix «Y» «Y» «Y» - - smtp', 'column private', 'a unix y Y Y - - smtp'),
  ],
});
