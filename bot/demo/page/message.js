/**
 * One message as an element: its bubble and its buttons, each drawn anew only when it has changed, so that a
 * screen reader repeats nothing and the reader's place on a button is kept when a message is edited.
 */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { keys, markWaiting } from "./keys.js";
import { inside } from "./kinds.js";
import { hour } from "./time.js";

/**
 * What a message can ask of the page.
 * @typedef {{group: boolean, tell: (words: string) => void, command: (text: string) => void,
 *   follow: (event: Event, address: string) => void, copy: (words: string) => void,
 *   tap: (message: any, place: {down: number, along: number}) => void,
 *   vote: (message: any, options: number[]) => void}} Context
 */

/** The element of a message that is not yet on the page. @param {import("./model.js").Message} message */
export function messageNode(message) {
  const side = message.kind === "service" ? "service" : message.outgoing ? "mine" : "theirs";
  return el("article", {
    class: `message ${side}`,
    tabindex: "-1",
    "aria-labelledby": side === "service" ? null : `who-${message.id}`,
    "data-testid": "message",
    "data-message-id": message.id,
    "data-outgoing": String(Boolean(message.outgoing)),
    "data-kind": String(message.kind),
  }, el("div", { class: "bubble" }), el("div", { class: "key-rows" }));
}

/**
 * Brings an element up to date with its message.
 * @param {HTMLElement} node
 * @param {import("./model.js").Message} message
 * @param {Context} context
 * @param {{down: number, along: number}|undefined} waiting the button that waits for an answer
 */
export function update(node, message, context, waiting) {
  const [bubble, rows] = /** @type {HTMLCollectionOf<HTMLElement>} */ (node.children);
  const { buttons = [], ...rest } = message;
  redraw(bubble, JSON.stringify(rest), () => bubbleParts(message, context), () => node.focus());
  const drawKeys = () => keys({ ...message, buttons }, context);
  redraw(rows, JSON.stringify(buttons), drawKeys, (place) => backTo(node, rows, place));
  markWaiting(rows, waiting);
}

// A fault in drawing one message must leave the others alone.
function redraw(part, signature, draw, refocus) {
  if (part.dataset.drawn === signature) return;
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  try {
    part.replaceChildren(...draw().filter(Boolean));
  } catch (error) {
    console.error("A message could not be drawn:", error);
    part.replaceChildren(el("span", { class: "quiet" }, "This message cannot be shown here."));
  }
  part.dataset.drawn = signature;
  if (focused) refocus(focused.dataset?.place);
}

function backTo(node, rows, place) {
  const same = [...rows.querySelectorAll(".key")].find((button) => button.dataset.place === place);
  (same ?? rows.querySelector(".key") ?? node).focus({ preventScroll: true });
}

function bubbleParts(message, context) {
  if (message.kind === "service") return [message.text];
  const sent = hour(new Date(message.date));
  const edited = message.edited ? ", edited" : "";
  const author = message.outgoing ? "You" : message.from?.name ?? "Somebody";
  return [
    el("span", { class: "unseen", id: `who-${message.id}` }, `${author}, ${sent}${edited}: `),
    context.group && !message.outgoing &&
      el("span", { class: "author", "aria-hidden": "true" }, author),
    ...inside(message, context),
    el("span", { class: "meta", "aria-hidden": "true" },
      message.silent && icon("silent"), message.edited && "edited ", sent),
  ].filter((part) => part !== null && part !== false);
}
