/** What table look-ups need to know of the version. */
export interface Release {
  /** 3.7 and later take `regexp:{…}`, `pcre:{…}` and `cidr:{…}` with rules in them. */
  readonly inlinePatterns: boolean;
}
