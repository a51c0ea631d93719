import assert from 'node:assert/strict';
import { sectionsOf } from '../../../server/src/features/sections';
import { parseMainCf } from '../../../server/src/postfix/mainCf';

function titles(text: string): readonly string[] {
  return sectionsOf(parseMainCf(text)).map(({ title, first, last }) => `${title} ${first}-${last}`);
}

describe('sections', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['dashes', 'a = b\n\n# ---- TLS ----\nc = d\n\n\n#--- Relay\ne = f\n', ['TLS 2-3', 'Relay 6-7']],
    ['signs and stars', '# === 网络 ===\na = b\n#*** SASL ***#\nc = d', ['网络 0-1', 'SASL 2-3']],
    ['several marks', '## TLS\na = b\n### Queue ###\nc = d', ['TLS 0-1', 'Queue 2-3']],
    ['a box', '# =====\n# TLS  #\n# =====\na = b\n########\n# SASL\n########\n', ['TLS 0-3', 'SASL 4-6']],
    ['a line alone', 'a = b\n\n# TLS parameters\n\nc = d', ['TLS parameters 2-4']],
    [
      'capitals over an explanation',
      'a = b\n\n# LOCAL PATHNAME INFORMATION\n#\n# The queue_directory says where.\nc = d',
      ['LOCAL PATHNAME INFORMATION 2-5'],
    ],
    ['a comment on one setting', 'a = b\n\n# may be faster\nc = d', []],
    ['commented settings', '##a = b\n\n# c = d\n\n## -o e\n##smtp inet n - n - - smtpd\n', []],
    ['sentences', '## This is what we do.\n# region x\n## mailwright-disable a\n', []],
    ['a rule alone', '# ------------\na = b\n', []],
    ['nothing', '', []],
  ];
  for (const [name, text, expected] of cases) it(name, () => assert.deepEqual(titles(text), expected));
});
