import { malformedExpansion } from '../../../server/src/rules/postfix/malformed-expansion';
import { testRule } from '../../support/testRule';

testRule(malformedExpansion, {
  silent: [
    'a = $b ${b} $(b) ${ b } $$ ${b?c} ${b:c} ${b?{c}:{d}} ${b ? {c} : {d} } ${{$b} == {c}} ${b? {c}}x ${b?c:d}\n',
    'a = ${{$compatibility_level} >=level {3.6} ? {x} : {y}}${{3} < {10}}\n',
    { name: 'values that are read as they are', files: { 'main.cf': 'smtpd_expansion_filter = $%&\n' } },
    { name: 'functions', version: '3.11', files: { 'main.cf': 'a = ${domain_to_ascii{$mydomain}}\n' } },
    { name: 'a comment', files: { 'main.cf': '# a = ${\n' } },
  ],
  reports: [
    {
      files: { 'main.cf': 'smtpd_banner = costs 5 «$ only»\n' },
      message: 'No name follows this $',
      severity: 'error',
      fixed: { 'Write $$': { 'main.cf': 'smtpd_banner = costs 5 $$ only\n' } },
    },
    {
      files: { 'main.cf': 'mydestination = $myhostname, «${mydomain, localhost»\n' },
      message: 'Nothing closes the bracket',
      severity: 'error',
      fixed: { 'Close it': { 'main.cf': 'mydestination = $myhostname, ${mydomain, localhost}\n' } },
    },
    {
      name: 'only a warning where nothing expands it',
      files: { 'main.cf': 'mydestination = ${stress?«${a.b}»}\nunused = «${a b}»\n' },
      severity: 'warning',
      message: '".b" cannot stand here',
    },
    {
      name: 'an error when a parameter of Postfix uses it',
      files: { 'main.cf': 'own = «${a-b}»\nmydestination = x, $own\n' },
      severity: 'error',
    },
    {
      files: { 'main.cf': 'a = ${b?{c}«d»}\n' },
      message: 'Behind ?{…} only : may follow, not "d"',
    },
    { files: { 'main.cf': 'a = ${b:{c}«d»}\n' }, message: '"d" is one piece too many' },
    { files: { 'main.cf': 'a = «${{b} = $c}»\n' }, message: 'A comparison needs one of' },
    { files: { 'main.cf': 'a = «${{b} == c}»\n' }, message: 'The right side of a comparison' },
    { files: { 'main.cf': 'a = ${{b} == {c} «d»}\n' }, message: 'Behind a comparison only ? or :' },
    { files: { 'main.cf': 'a = «${{b} <levels {c}}»\n' }, message: 'Only "level" may be put behind' },
    { files: { 'main.cf': 'a = «$({b)»\n' }, message: 'Nothing closes the brace' },
    { files: { 'main.cf': 'a = «${}»\n' } },
    {
      files: { 'main.cf': 'relayhost = «${{$compatibility_level} <level {3.x}?{a}:{b}}»\n' },
      message: '"3.x" is compared as a compatibility level',
      severity: 'error',
    },
    {
      files: { 'main.cf': 'relayhost = «${{99999999999999999999} > {1}?{a}:{b}}»\n' },
      message: 'is too large',
      severity: 'error',
    },
    {
      name: 'functions before 3.11',
      version: '3.10',
      files: { 'main.cf': 'a = «${domain_to_ascii{$mydomain}}»\n' },
      message: 'from Postfix 3.11 on; this is 3.10',
    },
    {
      version: '3.11',
      files: { 'main.cf': 'a = «${to_ascii{$mydomain}}» ${domain_to_ascii{x} «y»}\n' },
      message: 'Postfix has no such function',
    },
    {
      name: 'a value that is read as it is, where it is not',
      files: { 'main.cf': 'smtpd_banner = x $«smtpd_expansion_filter»\n' },
      message: 'smtpd_expansion_filter has a $ of its own',
      severity: 'error',
    },
    {
      name: 'in the options of a service',
      files: { 'main.cf': '', 'master.cf': 'smtp unix - - n - - smtp\n  -o smtp_helo_name=«${x»\n' },
      severity: 'error',
    },
  ],
});
