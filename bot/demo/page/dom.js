/**
 * Makes elements. Words always go in as text nodes and links only through `links.js`; it must never be
 * given markup, as what the bot sends is not to be trusted with the page.
 */

/**
 * An element with attributes, listeners (names that begin with "on") and children; empty children are left out.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  if (tag === "button") node.setAttribute("type", "button");
  for (const [name, value] of Object.entries(attributes)) set(node, name, value);
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** Words that only a screen reader says. */
export function unseen(words) {
  return el("span", { class: "unseen" }, words);
}

/** The element with this id, which the page always has. */
export function byId(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** Shows or hides, and touches the page only when that is a change. */
export function show(node, visible) {
  if (node.hidden === visible) node.hidden = !visible;
}

/** Puts words into an element, and touches the page only when that is a change. */
export function say(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

function set(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) node.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
  else node.setAttribute(name, value === true ? "" : String(value));
}
