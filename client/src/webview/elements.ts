type Child = Node | string | undefined;

/** Makes an element; a text becomes a text node, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Readonly<Record<string, string | boolean>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === true) made.setAttribute(name, '');
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

export function button(
  label: readonly Child[],
  properties: Readonly<Record<string, string | boolean>>,
  click: () => void,
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...properties }, ...label);
  made.addEventListener('click', click);
  return made;
}
