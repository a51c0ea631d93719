import { fieldText, serviceKey, type Override, type Service } from '../../postfix/masterCf';
import type { MasterFile } from '../../system/files';
import { readingOf } from '../../postfix/reading';
import type { PostfixInstance } from '../../system/postfixInstance';
import { findAt, touches, type Span } from '../../text/span';
import type { Target } from '../target';
import { allSettings } from './settings';

/** The `-o` of a service on which the range begins. */
export interface FoundOverride {
  readonly master: MasterFile;
  readonly service: Service;
  readonly override: Override;
}

export function overrideAt({ file }: Target, range: Span): FoundOverride | undefined {
  if (file.kind !== 'master') return undefined;
  const service = findAt(file.tree.services, range.start, ({ line }) => line);
  const override = service?.overrides.find(({ span }) => touches(span, range.start));
  return service && override && { master: file, service, override };
}

/**
 * The services whose programs load a parameter; undefined when others may load it too: commands, programs that
 * master.cf does not start, and values that mention it.
 */
export function readersOf(instance: PostfixInstance, name: string): readonly Service[] | undefined {
  const { release } = instance;
  const fact = release.parameter(name);
  if (!instance.master || !fact?.daemons || fact.readOnly || isMentioned(instance, name)) return undefined;
  const { daemons } = fact;
  if (daemons.some((program) => !release.daemon(program))) return undefined;
  return instance.services.filter((service) => daemons.includes(programName(service)));
}

/** Two entries with the same key are one service to Postfix, of which the last one rules. */
export function haveOwnKeys(services: readonly Service[], all: readonly Service[]): boolean {
  return services.every(
    (service) => all.filter((other) => serviceKey(other) === serviceKey(service)).length === 1,
  );
}

function programName(service: Service): string {
  const command = fieldText(service, 'command');
  return command.slice(command.lastIndexOf('/') + 1);
}

function isMentioned(instance: PostfixInstance, name: string): boolean {
  const { release } = instance;
  const names = (value: string): readonly string[] => readingOf(value).scan(release.hasFunctions).names;
  return (
    release.parameterNames.some((other) => names(release.defaultOf(other) ?? '').includes(name)) ||
    allSettings(instance).some(({ entry }) => names(entry.value.text).includes(name))
  );
}
