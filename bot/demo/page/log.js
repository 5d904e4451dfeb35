/**
 * The list of messages: keeps it in step with the chat by changing only what changed, and keeps the newest
 * in view unless the reader has scrolled up; then it counts what is new. It must never move what is being read.
 */

import { byId, el, say, show } from "./dom.js";
import { icon } from "./icons.js";
import { messageNode, update } from "./message.js";
import { matters } from "./model.js";
import { day } from "./time.js";

const NEAR = 64; // pixels from the end that still count as "at the newest"
const QUIET = 500; // milliseconds in which a screen reader should not read a whole chat out
const FLASH = 1600; // milliseconds for which a message that was jumped to stands out

export class Log {
  /** @param {import("./message.js").Context} acts */
  constructor(acts) {
    this.acts = acts;
    this.scroller = byId("scroller");
    this.list = byId("list");
    this.newest = byId("newest");
    this.words = el("span", {}, "");
    this.newest.append(this.words, icon("down"));
    this.nodes = new Map();
    this.shownChat = null;
    this.stuck = true;
    this.top = 0;
    this.missed = 0;
    this.#watch();
  }

  /** Brings the list up to date. @param {import("./model.js").Model} model */
  render(model) {
    const chat = model.chat;
    const key = chat && `${model.person}:${chat.id}`;
    const other = key !== this.shownChat;
    if (other) this.#clear(key);
    if (chat) this.#fill(model, chat, other);
    if (other) setTimeout(() => this.scroller.removeAttribute("aria-busy"), QUIET);
    this.#settle();
  }

  /** Moves to a message and shows which it is. @param {number} id */
  jumpTo(id) {
    const node = this.nodes.get(id);
    if (!node) return;
    this.stuck = false;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
    node.classList.add("flash");
    setTimeout(() => node.classList.remove("flash"), FLASH);
  }

  toNewest() {
    this.stuck = true;
    this.#settle();
  }

  #watch() {
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.newest.addEventListener("click", () => {
      this.toNewest();
      this.scroller.focus({ preventScroll: true });
    });
    const settle = new ResizeObserver(() => this.#settle());
    settle.observe(this.list);
    settle.observe(this.scroller);
  }

  #clear(key) {
    this.scroller.setAttribute("aria-busy", "true");
    this.list.replaceChildren();
    this.nodes.clear();
    this.shownChat = key;
    this.stuck = true;
    this.missed = 0;
  }

  #fill(model, chat, whole) {
    const context = { ...this.acts, group: chat.type !== "private" };
    const fresh = chat.messages.filter((message) => !this.nodes.has(message.id));
    const wanted = chat.messages.length ? this.#wanted(model, chat, context) : [this.#intro(model, chat)];
    this.#place(wanted);
    if (whole) return;
    if (fresh.some((message) => message.outgoing)) this.stuck = true;
    if (!this.stuck) this.missed += fresh.filter(matters).length;
  }

  #wanted(model, chat, context) {
    const now = model.clock.now();
    const wanted = [];
    let last = null;
    for (const [place, message] of chat.messages.entries()) {
      const named = day(new Date(message.date), now);
      if (named !== last) wanted.push(this.#separator(message, named));
      last = named;
      wanted.push(this.#node(message, context, model.waiting.get(`${chat.id}:${message.id}`)));
      wanted.at(-1).classList.toggle("last", endsGroup(message, chat.messages[place + 1]));
    }
    return wanted;
  }

  #intro(model, chat) {
    const bot = chat.type === "private";
    const key = `intro:${chat.title}:${model.bot.short_description}`;
    const node = this.nodes.get(key) ?? el("div", { class: "intro" },
      el("h2", {}, bot ? "What can this bot do?" : "No messages yet"), bot && el("p", {}, model.bot.short_description));
    this.nodes.set(key, node);
    return node;
  }

  #node(message, context, waiting) {
    const known = this.nodes.get(message.id);
    const node = known && known.dataset.kind === String(message.kind) ? known : messageNode(message);
    this.nodes.set(message.id, node);
    update(node, message, context, waiting);
    return node;
  }

  #separator(message, named) {
    const key = `day:${message.id}`;
    const node = this.nodes.get(key) ?? el("div", { class: "day" }, el("span", {}));
    this.nodes.set(key, node);
    say(node.firstChild, named);
    return node;
  }

  #place(wanted) {
    const keep = new Set(wanted);
    const focusLost = [...this.list.children].some((node) => !keep.has(node) && node.contains(document.activeElement));
    for (const [key, node] of this.nodes) if (!keep.has(node)) this.nodes.delete(key);
    for (const node of [...this.list.children]) if (!keep.has(node)) node.remove();
    for (const [place, node] of wanted.entries()) {
      if (this.list.children[place] !== node) this.list.insertBefore(node, this.list.children[place] ?? null);
    }
    if (focusLost) this.scroller.focus({ preventScroll: true });
  }

  // Only a move upwards is the reader's wish: the list also seems to leave its end when a picture arrives.
  #scrolled() {
    const top = this.scroller.scrollTop;
    if (this.scroller.scrollHeight - top - this.scroller.clientHeight < NEAR) this.stuck = true;
    else if (top < this.top) this.stuck = false;
    this.top = top;
    this.#showNewest();
  }

  #settle() {
    if (this.stuck) this.scroller.scrollTop = this.scroller.scrollHeight;
    this.#showNewest();
  }

  #showNewest() {
    if (this.stuck) this.missed = 0;
    const words = this.missed ? `${this.missed} new ${this.missed === 1 ? "message" : "messages"}` : "Newest";
    say(this.words, words);
    show(this.newest, !this.stuck);
  }
}

function endsGroup(message, next) {
  return !next || next.kind === "service" || next.from?.id !== message.from?.id;
}
