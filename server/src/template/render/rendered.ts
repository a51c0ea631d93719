import type { Localized } from '../../text/localized';

/** What became of a template. */
export type Rendered =
  | {
      readonly text: string;
      /** Names that have no value; nothing stands in their places. */
      readonly missing: readonly string[];
    }
  | {
      /** Why nothing could be made of it, with `{code}` and `{line}`. */
      readonly problem: Localized;
      readonly values: Readonly<Record<string, string | number>>;
    };
