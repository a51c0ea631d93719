import assert from 'node:assert/strict';
import { endpointKey, portNumber } from '../../../server/src/system/ports';
import { mailServer } from '../../support/mailServer';

describe('ports', () => {
  it('knows names of services(5) and of known_tcp_ports, case and all', async () => {
    const instance = await mailServer({ 'main.cf': 'known_tcp_ports = smtp2=alt=2525, smtp=25' });
    const numbers = ['smtp', 'smtp2', 'alt', 'imap', 'SMTP', 'smtp3', '0025', '70000'];
    assert.deepEqual(
      numbers.map((name) => portNumber(instance, name)),
      [25, 2525, 2525, 143, undefined, undefined, 25, 4464],
    );
  });

  it('knows no known_tcp_ports before 3.6', async () => {
    const instance = await mailServer({ 'main.cf': 'known_tcp_ports = smtp2=2525' }, '3.5');
    assert.equal(portNumber(instance, 'smtp2'), undefined);
  });

  it('gives one key to one endpoint', async () => {
    const rows = [
      'smtp inet n - n - - smtpd',
      '25 inet n - n - - smtpd',
      '127.0.0.1:25 inet n - n - - smtpd',
      '[127.0.0.1]:smtp inet n - n - - smtpd',
      '[0:0::1]:25 inet n - n - - smtpd',
      'smtp unix - - n - - smtp',
      'smtp unix y - n - - smtp',
      'smtp unix n - n - - smtp',
      'smtp2 inet n - n - - smtpd',
    ];
    const instance = await mailServer({ 'master.cf': rows.join('\n') });
    assert.deepEqual(
      instance.services.map((service) => endpointKey(instance, service)),
      [
        'inet 25',
        'inet 25',
        'inet [127.0.0.1]:25',
        'inet [127.0.0.1]:25',
        'inet [::1]:25',
        'unix private/smtp',
        'unix private/smtp',
        'unix public/smtp',
        'inet smtp2',
      ],
    );
  });
});
