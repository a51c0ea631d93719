import { renamed } from '../carryOver';
import { needless, removed, write, type Conversions } from '../conversion';
import { reason } from '../reasons';
import { setting } from '../statements';
import { variablesOf } from '../variableNames';
import { convertVariables } from '../variables';
import { convertLocation } from './mailLocation';

/** Whose mail a shared namespace shows, as its prefix names it. */
const OWNERS: Readonly<Record<string, string>> = { '%%u': '$user', '%%n': '$username', '%%d': '$domain' };

export const NAMESPACES: Readonly<Record<string, Conversions>> = {
  namespace: {
    name: needless,
    location: convertLocation,
    mail: convertLocation,
    mail_location: convertLocation,
    prefix: (old, context) => {
      if (!/%%[und]/.test(old.value)) return renamed('prefix')(old, context);
      const owned = old.value.replace(/%%[und]/g, (owner) => OWNERS[owner] ?? owner);
      const { text, unknown } = convertVariables(owned, variablesOf('namespace_prefix', false));
      return write(
        [setting('prefix', text)],
        unknown.map((name) => reason('no-variable', { name })),
      );
    },
  },
  'namespace/mailbox': { name: needless, driver: removed },
};
