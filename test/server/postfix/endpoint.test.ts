import assert from 'node:assert/strict';
import { parseEndpoint } from '../../../server/src/postfix/endpoint';

describe('parseEndpoint', () => {
  const good: readonly (readonly [string, string | undefined, string])[] = [
    ['smtp', undefined, 'smtp'],
    [':25', undefined, '25'],
    ['127.0.0.1:10025', '127.0.0.1', '10025'],
    ['[::1]:smtp', '::1', 'smtp'],
    ['[IPv6:::1]:25', '::1', '25'],
    ['::1:25', '::1', '25'],
    ['mx.example.com:25', 'mx.example.com', '25'],
    ['邮.example:25', '邮.example', '25'],
  ];
  for (const [text, host, port] of good)
    it(text, () => {
      const endpoint = parseEndpoint(text);
      assert.ok(typeof endpoint === 'object');
      assert.deepEqual([endpoint.host, endpoint.port], [host, port]);
      assert.equal(text.slice(endpoint.portStart), port);
    });

  const bad: readonly (readonly [string, string])[] = [
    ['[::1:25', 'bracket-not-closed'],
    ['[::1]25', 'text-behind-bracket'],
    ['[::1]', 'no-port'],
    ['localhost:', 'no-port'],
    ['*:25', 'bad-host'],
    ['-a:25', 'bad-host'],
    ['10.0.0:25', 'bad-host'],
    ['[]:25', 'bad-host'],
    ['25x', 'text-behind-number'],
  ];
  for (const [text, problem] of bad) it(text, () => assert.equal(parseEndpoint(text), problem));
});
