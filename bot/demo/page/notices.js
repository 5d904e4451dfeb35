/**
 * Short news over the phone: toasts that go by themselves, and alerts that wait for OK. Nothing that must be
 * read may be a toast only.
 */

import { byId, el, say } from "./dom.js";
import { openSheet } from "./sheets.js";

const SHORTEST = 3500; // milliseconds
const A_LETTER = 60; // milliseconds more for each letter, for slow readers
const MOST_AT_ONCE = 2;

/** Says `words` for as long as it takes to read them. */
export function toast(words) {
  const toasts = byId("toasts");
  const node = el("p", { class: "toast", "data-testid": "toast" }, words);
  toasts.append(node);
  while (toasts.children.length > MOST_AT_ONCE) toasts.firstChild.remove();
  node.addEventListener("click", () => node.remove());
  setTimeout(() => node.remove(), SHORTEST + A_LETTER * words.length);
}

/** Takes all toasts away: they were for somebody else. */
export function clearToasts() {
  byId("toasts").replaceChildren();
}

/** Says `words` until somebody presses OK. */
export function alarm(words) {
  say(byId("alert-words"), words);
  openSheet("alert");
}

/** Copies `words`, or shows them so that they can be copied by hand. */
export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    toast("Copied");
  } catch {
    alarm(words);
  }
}
