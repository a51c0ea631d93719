/** Languages that the server is asked about, on any file system. */
export const LANGUAGES = ['postfix-main', 'postfix-master'] as const;
