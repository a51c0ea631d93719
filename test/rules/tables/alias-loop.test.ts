import { aliasLoop } from '../../../server/src/rules/tables/alias-loop';
import { testRule } from '../../support/testRule';

const ALIASES = 'alias_maps = hash:/etc/postfix/al\n';
const VIRTUAL = 'virtual_alias_maps = hash:/etc/postfix/virtual\n';

testRule(aliasLoop, {
  silent: [
    { files: { 'main.cf': ALIASES, al: 'a: b\nb: b, c\nc: |x\n' } },
    { files: { 'main.cf': VIRTUAL, virtual: 'a@x.test a@x.test, b@x.test\nb@x.test c@y.test\n' } },
  ],
  reports: [
    { files: { 'main.cf': ALIASES, al: '«a»: b\nb: c, d\nc: a\n' }, message: 'returns it to the sender' },
    {
      files: { 'main.cf': VIRTUAL, virtual: '«a@x.test» b@x.test\nb@x.test a@x.test\n' },
      message: 'accepts no mail',
      severity: 'warning',
    },
  ],
});
