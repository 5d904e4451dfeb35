/**
 * Draws the buttons below a message. A button's colour only repeats what its words and its sign say, and a
 * button that waits for its answer says so and takes no second tap.
 */

import { el, unseen } from "./dom.js";
import { icon } from "./icons.js";
import { safe } from "./links.js";

const STYLES = new Set(["danger", "success", "primary"]);
const KINDS = { callback, url, copy };

/**
 * @param {import("./model.js").Message} message
 * @param {import("./message.js").Context} context
 */
export function keys(message, context) {
  return message.buttons.map((row, down) =>
    el("div", { class: "key-row" }, ...row.map((button, along) => key(button, message, { down, along }, context))));
}

/**
 * Marks the button of `node` that waits for an answer, and no other.
 * @param {HTMLElement} node
 * @param {{down: number, along: number}|undefined} place
 */
export function markWaiting(node, place) {
  for (const button of node.querySelectorAll(".key")) {
    const waits = place !== undefined && button.dataset.place === `${place.down},${place.along}`;
    if (waits !== button.hasAttribute("aria-busy")) setWaiting(button, waits);
  }
}

function setWaiting(button, waits) {
  if (waits) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
}

function key(button, message, place, context) {
  const draw = Object.hasOwn(KINDS, button.kind) ? KINDS[button.kind] : callback;
  const node = draw(button, message, place, context);
  node.classList.add("key", ...(STYLES.has(button.style) ? [`key-${button.style}`] : []));
  node.dataset.testid = "inline-button";
  node.dataset.place = `${place.down},${place.along}`;
  return node;
}

function callback(button, message, place, context) {
  const tapped = (event) => event.currentTarget.hasAttribute("aria-busy") || context.tap(message, place);
  return el("button", { onclick: tapped }, sign(button), el("span", { dir: "auto" }, button.text));
}

function url(button, message, place, context) {
  const href = safe(button.url) ?? (button.url?.startsWith("tg:") ? button.url : null);
  if (!href) return el("button", { disabled: true }, button.text);
  const follow = (event) => context.follow(event, href);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", onclick: follow },
    sign(button), el("span", { dir: "auto" }, button.text), icon("out"), unseen(" (opens a link)"));
}

function copy(button, message, place, context) {
  return el("button", { onclick: () => context.copy(button.copy ?? "") },
    sign(button), el("span", { dir: "auto" }, button.text), icon("copy"), unseen(" (copies a text)"));
}

function sign(button) {
  return STYLES.has(button.style) ? icon(button.style) : null;
}
