import { isJinja } from '../dialect';
import { readTemplate } from '../template';
import { renderJinja } from './jinja';
import type { Rendered } from './rendered';
import { renderSubset } from './subset';
import type { Variables } from './variables';

/** Makes the configuration of a template; undefined for a file that is none. */
export function render(uri: string, source: string, variables: Variables): Rendered | undefined {
  const template = readTemplate(uri, source, 'matter');
  if (!template) return undefined;
  return isJinja(uri, source) ? renderJinja(template, variables) : renderSubset(template, variables);
}
