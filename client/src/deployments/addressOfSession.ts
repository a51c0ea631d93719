import type { Host } from '../hosts/inventory';
import type { Remote } from '../ssh/remote';
import { Session } from '../ssh/session';

/** Where mail clients reach a host: the place that its connection leads to. */
export const addressOfSession = (remote: Remote, { target }: Host): string =>
  remote instanceof Session ? remote.address : target.host;
