import { EFFECTIVE, type EffectiveParams, type EffectiveResult } from '../protocol';
import { listAnywhere } from '../system/postconf/anywhere';
import type { ListingKind } from '../system/postconf/effective';
import { unmaskText } from '../text/maskedText';
import { safely } from './safely';
import type { Session } from './session';

const KINDS: Readonly<Record<EffectiveParams['listing'], ListingKind>> = {
  settings: 'main',
  services: 'entries',
};

/** Answers what `postconf` would print here, so that it can be compared with what the server's prints. */
export function registerEffective(session: Session): void {
  session.connection.onRequest(EFFECTIVE, ({ uri, listing }: EffectiveParams) =>
    safely<EffectiveResult>(session.connection, undefined, { text: null }, async () => {
      const system = await session.systemOf(uri);
      const text = system && listAnywhere(system.postfix, KINDS[listing]);
      return { text: text === undefined ? null : unmaskText(text) };
    }),
  );
}
