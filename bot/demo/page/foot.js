/**
 * The bottom of the phone: START, the message box with its menus, and the quick replies. What is typed stays
 * on the page until it is sent; each chat keeps its own unsent words.
 */

import { byId, el, show } from "./dom.js";
import { icon } from "./icons.js";
import { fillRows, openSheet } from "./sheets.js";

const THINGS = [
  { kind: "photo", title: "A picture", sign: "picture" },
  { kind: "voice", title: "A voice message", sign: "voice" },
  { kind: "sticker", title: "A sticker", sign: "sticker" },
];

export class Foot {
  /**
   * @param {{send: (text: string) => Promise<boolean>, start: () => void, unblock: () => void,
   *   attach: (kind: string) => void}} acts
   */
  constructor(acts) {
    this.acts = acts;
    this.words = /** @type {HTMLTextAreaElement} */ (byId("words"));
    this.unsent = new Map();
    this.folded = new Set(); // chats whose quick replies are put away
    this.shownChat = "";
    this.drawnKeys = "";
    this.#icons();
    this.#listen();
  }

  /** @param {import("./model.js").Model} model */
  render(model) {
    const chat = model.chat;
    const isPrivate = chat?.type === "private";
    const blocked = Boolean(isPrivate && chat?.blocked);
    const waits = Boolean(isPrivate && !chat?.started && !blocked);
    this.#keepFocus(() => {
      show(byId("start-foot"), waits);
      show(byId("blocked-foot"), blocked);
      show(byId("composer"), Boolean(chat) && !waits && !blocked);
    });
    this.#swapUnsent(`${model.person}:${chat?.id}`);
    this.#keyboard(byId("composer").hidden ? null : chat?.keyboard);
    this.#commands(model);
  }

  // START disappears under the finger that pressed it; the next thing to do is the message box.
  #keepFocus(change) {
    const focused = document.activeElement;
    const inside = focused instanceof HTMLElement && byId("foot").contains(focused);
    change();
    if (!inside || focused.offsetParent !== null) return;
    const next = ["words", "start", "unblock"].map(byId).find((node) => node.offsetParent !== null);
    next?.focus({ preventScroll: true });
  }

  #swapUnsent(chat) {
    if (chat === this.shownChat) return;
    this.unsent.set(this.shownChat, this.words.value);
    this.shownChat = chat;
    this.words.value = this.unsent.get(chat) ?? "";
    this.#grow();
  }

  #keyboard(keyboard) {
    const rows = keyboard?.rows ?? [];
    this.#drawKeys(rows);
    show(byId("keys-toggle"), rows.length > 0);
    this.#unfold(rows.length > 0 && !this.folded.has(this.shownChat));
    const placeholder = keyboard?.placeholder || "Message";
    if (placeholder === this.words.placeholder) return;
    this.words.placeholder = placeholder;
    this.#grow();
  }

  #drawKeys(rows) {
    const signature = JSON.stringify(rows);
    if (signature === this.drawnKeys) return;
    this.drawnKeys = signature;
    const key = (text) => el("button", {
      class: "menu-key", dir: "auto", "data-testid": "menu-key", onclick: () => this.acts.send(text),
    }, text);
    byId("keys").replaceChildren(...rows.map((row) => el("div", { class: "key-row" }, ...row.map(key))));
  }

  #commands(model) {
    const commands = model.bot.commands ?? [];
    const signature = JSON.stringify(commands);
    show(byId("commands"), commands.length > 0);
    if (signature === this.drawnCommands) return;
    this.drawnCommands = signature;
    fillRows("commands-sheet", "command-rows", commands.map(({ command, description }) => ({
      title: `/${command}`,
      detail: description,
      testid: `command-${command}`,
      chosen: () => this.acts.send(`/${command}`),
    })));
  }

  #icons() {
    byId("commands").prepend(icon("menu"));
    byId("attach").append(icon("attach"));
    byId("keys-toggle").append(icon("keys"));
    byId("send").append(icon("send"));
    fillRows("attach-sheet", "attach-rows", THINGS.map(({ kind, title, sign }) => ({
      title, sign, testid: `attach-${kind}`, chosen: () => this.acts.attach(kind),
    })));
  }

  #listen() {
    byId("start").addEventListener("click", () => this.acts.start());
    byId("unblock").addEventListener("click", () => this.acts.unblock());
    byId("commands").addEventListener("click", () => openSheet("commands-sheet"));
    byId("attach").addEventListener("click", () => openSheet("attach-sheet"));
    byId("keys-toggle").addEventListener("click", () => this.#fold());
    byId("composer").addEventListener("submit", (event) => this.#submit(event));
    new ResizeObserver(() => this.#grow()).observe(byId("composer"));
    this.words.addEventListener("input", () => this.#grow());
    this.words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#submit(event);
    });
  }

  #fold() {
    if (!this.folded.delete(this.shownChat)) this.folded.add(this.shownChat);
    this.#unfold(!this.folded.has(this.shownChat));
  }

  #unfold(open) {
    show(byId("keys"), open);
    byId("keys-toggle").setAttribute("aria-expanded", String(open));
    byId("keys-toggle").setAttribute("aria-label", open ? "Hide quick replies" : "Show quick replies");
    byId("keys-toggle").classList.toggle("on", open);
  }

  // The words leave the box at once, as on a phone, and come back if they could not be sent.
  async #submit(event) {
    event.preventDefault();
    const text = this.words.value.trim();
    if (!text) return;
    const chat = this.shownChat;
    this.words.value = "";
    this.#grow();
    if (await this.acts.send(text)) return;
    if (chat !== this.shownChat) this.unsent.set(chat, text);
    else if (!this.words.value) this.words.value = text;
    this.#grow();
  }

  #grow() {
    this.words.style.height = "auto";
    this.words.style.height = `${this.words.scrollHeight}px`;
  }
}
