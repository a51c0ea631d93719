import type { RelayPicture, RelayPlace } from '../../../server/src/protocol';

/** Texts of the picture itself; those of the configuration come with it. */
export interface RelayLabels {
  readonly heading: string;
  readonly sender: string;
  readonly client: string;
  readonly open: string;
  readonly choose: string;
  readonly dialogue: string;
  readonly trace: string;
  readonly noTrace: string;
  readonly noServices: string;
}

/** Extension → page. */
export interface ShowRelaying {
  readonly picture: RelayPicture;
  readonly labels: RelayLabels;
  /** The service to begin with. */
  readonly service?: string;
}

/** Page → extension. */
export type RelayMessage =
  | { readonly kind: 'ready' }
  /** `focus`: the user wants to go there, not only to see it. */
  | { readonly kind: 'reveal'; readonly place: RelayPlace; readonly focus: boolean };
