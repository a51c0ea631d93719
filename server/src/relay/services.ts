import { fieldText, type Service } from '../postfix/masterCf';
import type { MailSystem } from '../system/mailSystem';
import { ServiceSettings } from './settings';

/** An smtpd that clients reach, over the network or through postscreen(8). */
export interface RelayService {
  /** Column 1 of master.cf; `smtp` for a server whose master.cf is not at hand. */
  readonly name: string;
  readonly settings: ServiceSettings;
  readonly service?: Service;
  /** The inet service of postscreen that hands its clients on to this one. */
  readonly front?: Service;
}

const known = new WeakMap<MailSystem, readonly RelayService[]>();

/** Every smtpd of a server; the same list for each call with one system. */
export function relayServices(system: MailSystem): readonly RelayService[] {
  let services = known.get(system);
  if (!services) known.set(system, (services = findServices(system)));
  return services;
}

function findServices(system: MailSystem): RelayService[] {
  const { postfix } = system;
  if (!postfix.master) {
    return postfix.main ? [{ name: 'smtp', settings: new ServiceSettings(system, undefined) }] : [];
  }
  const rows = rulingRows(postfix.services);
  const screens = rows.filter((row) => isOf(row, 'inet', 'postscreen'));
  return rows.flatMap((service) => {
    const settings = new ServiceSettings(system, service);
    const name = fieldText(service, 'service');
    if (isOf(service, 'inet', 'smtpd')) return [{ name, settings, service }];
    if (!isOf(service, 'pass', 'smtpd')) return [];
    const front = screens.find(
      (screen) => new ServiceSettings(system, screen).text('smtpd_service_name') === name,
    );
    return front ? [{ name, settings, service, front }] : [];
  });
}

const isOf = (service: Service, type: string, command: string): boolean =>
  fieldText(service, 'type') === type && fieldText(service, 'command') === command;

/** Of two rows with one name and type the last one rules. */
function rulingRows(services: readonly Service[]): Service[] {
  const byKey = new Map(
    services.map((service) => [`${fieldText(service, 'service')}/${fieldText(service, 'type')}`, service]),
  );
  return [...byKey.values()];
}
