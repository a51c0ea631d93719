import { unbuiltTable } from '../../../server/src/rules/postfix/unbuilt-table';
import { testRule } from '../../support/testRule';

const at = (modified: number): { type: 'file'; modified: number; size: number } => ({
  type: 'file',
  modified,
  size: 9,
});
const MAIN = 'virtual_alias_maps = hash:/etc/postfix/virtual\n';
const MARKED = 'virtual_alias_maps = «hash:/etc/postfix/virtual»\n';
const SOURCE = '/etc/postfix/virtual';
const BUILT = '/etc/postfix/virtual.db';

testRule(unbuiltTable, {
  silent: [
    { name: 'newer', files: { 'main.cf': MAIN }, disk: { paths: { [SOURCE]: at(5000), [BUILT]: at(6000) } } },
    {
      name: 'within a second',
      files: { 'main.cf': MAIN },
      disk: { paths: { [SOURCE]: at(5900), [BUILT]: at(5100) } },
    },
    {
      name: 'not known',
      files: { 'main.cf': MAIN },
      disk: { paths: { [SOURCE]: at(5000), [BUILT]: 'not-copied' } },
    },
    {
      name: 'no source',
      files: { 'main.cf': MAIN },
      disk: { paths: { [SOURCE]: 'absent', [BUILT]: 'absent' } },
    },
    {
      name: 'read as it is',
      files: { 'main.cf': 'virtual_alias_maps = texthash:/etc/postfix/virtual\n' },
      disk: { paths: { [SOURCE]: at(5000), [BUILT]: 'absent' } },
    },
  ],
  reports: [
    {
      files: { 'main.cf': MARKED },
      disk: { paths: { [SOURCE]: at(5000), [BUILT]: 'absent' } },
      message: 'never built: run postmap hash:/etc/postfix/virtual',
      severity: 'warning',
    },
    {
      files: { 'main.cf': 'alias_maps = «lmdb:/etc/aliases»\n' },
      disk: { paths: { '/etc/aliases': at(9000), '/etc/aliases.lmdb': at(5000) } },
      message: 'run postalias lmdb:/etc/aliases',
    },
  ],
});
