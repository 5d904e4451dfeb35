/**
 * The top of the phone: whose chat this is, what is pinned, whether the server can be reached, and the list
 * of chats. It shows what the model holds and never changes it.
 */

import { byId, el, say, show } from "./dom.js";
import { icon } from "./icons.js";
import { brief } from "./time.js";

const KIND_WORDS = {
  photo: "Picture", document: "File", contact: "Contact", poll: "Poll", sticker: "Sticker", voice: "Voice message",
};

export class Head {
  /** @param {{list: () => void, look: (chat: number) => void, jump: (message: number) => void}} acts */
  constructor(acts) {
    this.acts = acts;
    this.badge = el("span", { class: "badge" });
    this.pinnedWords = el("span", { class: "pinned-words" });
    byId("back").append(icon("back"), this.badge);
    byId("back").addEventListener("click", () => acts.list());
    byId("pinned").append(icon("pin"), el("span", {}, el("strong", {}, "Pinned message"), this.pinnedWords));
    byId("pinned").addEventListener("click", () => this.pinned && acts.jump(this.pinned));
  }

  /** @param {import("./model.js").Model} model @param {boolean} typing */
  render(model, typing) {
    const chat = model.chat;
    const name = model.listing ? "Chats" : chat?.title || model.bot.name;
    say(byId("title"), name);
    say(byId("avatar"), initials(name));
    show(byId("avatar"), !model.listing);
    say(byId("subtitle"), subtitle(model, chat, typing));
    say(byId("connection"), model.online ? "" : "Reconnecting…");
    byId("connection").classList.toggle("shown", !model.online);
    byId("scroller").setAttribute("aria-label", `Messages with ${name}`);
    this.#back(model);
    this.#pinned(model, chat);
    this.#chats(model);
  }

  #back(model) {
    const waiting = model.waitingElsewhere;
    show(byId("back"), model.chats.size > 1 && !model.listing);
    byId("back").setAttribute("aria-label", waiting ? `All chats, ${waiting} unread` : "All chats");
    say(this.badge, waiting ? String(waiting) : "");
  }

  #pinned(model, chat) {
    const message = chat?.messages.find((other) => other.id === chat.pinned);
    this.pinned = message?.id ?? null;
    show(byId("pinned"), Boolean(message) && !model.listing);
    if (message) say(this.pinnedWords, summary(message));
  }

  #chats(model) {
    const list = byId("chats");
    show(list, model.listing);
    show(byId("middle"), !model.listing);
    show(byId("foot"), !model.listing);
    if (!model.listing) return;
    const focused = document.activeElement?.closest?.("[data-chat]")?.dataset.chat;
    list.replaceChildren(...[...model.chats.values()].map((chat) => this.#chatRow(chat, model)));
    if (focused) list.querySelector(`[data-chat="${CSS.escape(focused)}"]`)?.focus();
  }

  #chatRow(chat, model) {
    const last = chat.messages.at(-1);
    const unread = model.unread.get(chat.id);
    const words = last ? summary(last) : "No messages yet";
    const when = last ? brief(new Date(last.date), model.clock.now()) : "";
    const look = () => this.acts.look(chat.id);
    return el("button", { class: "row", "data-chat": chat.id, "data-testid": `chat-row-${chat.id}`, onclick: look },
      el("span", { class: "avatar", "aria-hidden": "true" }, initials(chat.title)),
      el("span", { class: "row-words" }, el("strong", {}, chat.title), el("span", { class: "quiet one-line" }, words)),
      el("span", { class: "row-end" }, el("span", { class: "quiet" }, when), badge(unread)));
  }
}

/** A count of unread messages, or nothing. @param {number|undefined} count */
export function badge(count) {
  if (!count) return null;
  return el("span", { class: "badge" }, String(count), el("span", { class: "unseen" }, " unread"));
}

function subtitle(model, chat, typing) {
  if (model.listing) return model.me ? `You are ${model.me.name}` : "";
  if (!chat) return "Connecting…";
  if (typing) return "typing…";
  return chat.type === "private" ? "bot" : "group chat";
}

function summary(message) {
  const words = message.kind === "poll" ? message.poll?.question : message.text;
  const line = hideSpoilers(words || message.contact?.name || message.file?.name || "", message.entities ?? [], words);
  const kind = KIND_WORDS[message.kind];
  return [kind, line.replace(/\s+/g, " ").trim()].filter(Boolean).join(": ");
}

// What a message hides must not be read off the list of chats or the pinned bar.
function hideSpoilers(line, entities, words) {
  if (!words) return line;
  const hidden = entities.filter((mark) => mark.type === "spoiler");
  return hidden.reduce((text, { offset, length }) =>
    text.slice(0, offset) + "•".repeat(length) + text.slice(offset + length), line);
}

function initials(name) {
  const letters = name.split(/\s+/).filter(Boolean).map((word) => [...word][0]);
  return letters.slice(0, 2).join("").toUpperCase();
}
