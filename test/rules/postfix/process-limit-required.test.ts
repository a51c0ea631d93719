import { processLimitRequired } from '../../../server/src/rules/postfix/process-limit-required';
import { testRule } from '../../support/testRule';

testRule(processLimitRequired, {
  silent: [
    {
      files: {
        'master.cf': 'qmgr unix n - n 300 1 qmgr\ncleanup unix n - n - 0 cleanup\nsmtp unix - - n - 5 smtp\n',
      },
    },
    {
      name: 'the default is 1',
      files: { 'main.cf': 'default_process_limit = 1', 'master.cf': 'anvil unix - - n - - anvil\n' },
    },
    { name: 'no number at all', files: { 'master.cf': 'qmgr unix n - n 300 x qmgr\n' } },
  ],
  reports: [
    {
      files: { 'master.cf': 'smtp inet n - n - «-» postscreen\n' },
      message: 'postscreen must be alone: it stops unless the column maxproc says 1 (here 100)',
      severity: 'error',
      fixed: { 'Set the process limit to 1': { 'master.cf': 'smtp inet n - n - 1 postscreen\n' } },
    },
    {
      files: { 'master.cf': 'cleanup unix n - n - «10» cleanup\n' },
      message: 'must not be limited',
      fixed: { 'limit to 0': { 'master.cf': 'cleanup unix n - n - 0 cleanup\n' } },
    },
    {
      files: { 'master.cf': 'proxywrite unix - - n - «-» proxymap\n' },
      message: 'Several processes of proxywrite',
      severity: 'warning',
    },
  ],
});
