/** A copy of what a template holds. */
export function copyOf(templateId) {
  return document.getElementById(templateId).content.cloneNode(true);
}

/**
 * A new element. Texts stay texts: nothing that comes from the server is ever read as HTML.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node|string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

export function button(text, onClick) {
  const made = element('button', {type: 'button'}, text);
  made.addEventListener('click', onClick);
  return made;
}
