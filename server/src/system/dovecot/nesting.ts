import type { Section } from './sections';

export function isInGroup(section: Section | undefined, label: string, name: string): boolean {
  for (let at = section; at; at = at.parent) {
    const { block, kind } = at;
    if (kind === 'group' && block.label?.text === label && block.groupName?.text === name) return true;
  }
  return false;
}

/** 2.4: filters are outside of all other blocks, groups among them. */
export function isInsideBlock(section: Section | undefined): boolean {
  for (let at = section; at; at = at.parent) if (at.kind === 'section' || at.kind === 'group') return true;
  return false;
}

/** What makes two blocks of 2.3 the same: their labels, and the filters around them. */
export function keyOf(section: Section | undefined): string {
  const parts: string[] = [];
  for (let at = section; at; at = at.parent) {
    const { type, label } = at.block;
    parts.unshift(`${type.text}/${label?.text ?? at.block.line.start}`);
  }
  return parts.join('/');
}

/** Filter → filters that must not be around it (config_filter_add_new_filter of Dovecot). */
export const NOT_INSIDE_FILTERS: Readonly<Record<string, readonly string[]>> = {
  protocol: ['protocol'],
  local: ['remote', 'protocol', 'local_name'],
  local_name: ['remote', 'protocol'],
  remote: ['protocol'],
};

/** Block of 2.4 → blocks with a label that must not be right around it. */
export const NOT_INSIDE: Readonly<Record<string, 'any' | readonly string[]>> = {
  service: 'any',
  namespace: ['namespace', 'mailbox'],
  mailbox: ['mailbox'],
};
