/**
 * What the page knows: one person's chats as the server told them, what is unread, and what is being waited
 * for. It takes in news and nothing else; it must never touch the page or the network.
 */

import { DemoClock } from "./time.js";

/**
 * @typedef {{type: string, offset: number, length: number, url?: string}} Entity
 * @typedef {{text: string, kind: string, style?: string|null, url?: string, copy?: string}} Button
 * @typedef {{id: number, from: {id: number, name: string, is_bot: boolean}, date: string, edited: boolean,
 *   kind: string, text: string, entities: Entity[], buttons: Button[][], file?: any, contact?: any, poll?: any,
 *   silent: boolean, outgoing: boolean}} Message
 * @typedef {{id: number, type: string, title: string, started: boolean, blocked: boolean, pinned: number|null,
 *   keyboard: any, messages: Message[]}} Chat
 */

export class Model {
  /** @param {number} person */
  constructor(person) {
    this.clock = new DemoClock();
    this.people = [];
    this.bot = { id: 0, name: "Say So", username: "", short_description: "", commands: [] };
    this.elsewhere = new Map(); // a person's id -> how many messages wait there
    this.become(person);
  }

  /** Another person holds the phone now. */
  become(person) {
    this.person = person;
    this.me = null;
    /** @type {Map<number, Chat>} */
    this.chats = new Map();
    this.open = null;
    this.listing = false;
    this.online = true;
    this.typing = new Map(); // a chat's id -> when it began
    this.unread = new Map(); // a chat's id -> how many messages
    this.waiting = new Map(); // "chat:message" -> the button that was tapped
    this.elsewhere.delete(person);
  }

  /** Everything anew, as the server has it. */
  load(state) {
    const before = this.chats;
    Object.assign(this, { me: state.me, people: state.people ?? [], bot: { ...this.bot, ...state.bot } });
    this.clock.tell(state.now);
    this.chats = new Map();
    for (const chat of state.chats ?? []) this.#takeChat(chat, before.get(chat.id), before.size > 0);
    if (!this.chats.has(this.open)) this.open = this.#firstChat();
    this.waiting.clear();
  }

  /** The chat on the screen, or null while nothing is loaded. */
  get chat() {
    return this.chats.get(this.open) ?? null;
  }

  /** Looks at a chat: nothing in it is unread any more. */
  look(id) {
    this.open = id;
    this.listing = false;
    this.unread.delete(id);
  }

  /** How many messages wait in chats that are not on the screen. */
  get waitingElsewhere() {
    return [...this.unread.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Takes in one piece of news. Unknown kinds and unknown chats are left alone. */
  take(name, data) {
    if (name === "clock") this.clock.tell(data.now);
    else if (name === "commands") this.bot.commands = data.commands ?? [];
    else if (name === "chat") this.#takeChat(data.chat ?? data, this.chats.get((data.chat ?? data).id), true);
    else if (name === "answered") this.waiting.delete(`${data.chat}:${data.message}`);
    else this.#takeInto(this.chats.get(data.chat), name, data);
    if (this.open === null) this.open = this.#firstChat();
  }

  #takeInto(chat, name, data) {
    if (!chat || data.message === null) return;
    if (name === "message") this.#takeMessage(chat, data.message);
    else if (name === "edit") put(chat.messages, data.message);
    else if (name === "delete") chat.messages = chat.messages.filter((message) => message.id !== data.id);
    else if (name === "pin") chat.pinned = data.id;
    else if (name === "keyboard") chat.keyboard = data.keyboard;
    else if (name === "typing") this.typing.set(chat.id, performance.now());
  }

  #takeMessage(chat, message) {
    if (put(chat.messages, message)) this.#countUnread(chat, [message]);
    if (!message.outgoing) this.typing.delete(chat.id);
  }

  #takeChat(chat, known, news) {
    const messages = chat.messages ?? known?.messages ?? [];
    this.chats.set(chat.id, { ...known, ...chat, messages });
    const seen = new Set(known?.messages.map((message) => message.id));
    if (news) this.#countUnread(chat, messages.filter((message) => !seen.has(message.id)));
  }

  #countUnread(chat, messages) {
    if (chat.id === this.open && !this.listing) return;
    const count = messages.filter(matters).length;
    if (count) this.unread.set(chat.id, (this.unread.get(chat.id) ?? 0) + count);
  }

  #firstChat() {
    const chats = [...this.chats.values()];
    return (chats.find((chat) => chat.type === "private") ?? chats[0])?.id ?? null;
  }
}

/** Whether a message counts as unread until somebody looks. */
export function matters(message) {
  return !message.outgoing && message.kind !== "service";
}

/** Puts a message in its place by number; true if it is new there. */
function put(messages, message) {
  const known = messages.findIndex((other) => other.id === message.id);
  if (known >= 0) {
    messages[known] = message;
    return false;
  }
  const after = messages.findIndex((other) => other.id > message.id);
  messages.splice(after < 0 ? messages.length : after, 0, message);
  return true;
}
