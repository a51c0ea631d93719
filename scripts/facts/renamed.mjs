/** Parameters that were renamed or removed before the oldest version that is read, with what took their place. */
export const RENAMED = {};
