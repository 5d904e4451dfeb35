/**
 * Looks now and then whether something has come for those who do not hold the phone, colleagues apart, so that a
 * badge can say so. It asks rather than listens: a browser allows only a few open lines to one server.
 */

import { matters } from "./model.js";
import { isColleague } from "./panel.js";
import { state } from "./server.js";

const EVERY = 6000; // milliseconds
const SOON = 1200; // milliseconds: what one person does often brings something to another

export class Neighbours {
  /** @param {import("./model.js").Model} model @param {() => void} changed */
  constructor(model, changed) {
    this.model = model;
    this.changed = changed;
    this.seen = new Map(); // a person's id -> the numbers of the messages known when last looked at
    this.timer = 0;
    this.#again(SOON);
  }

  /** Looks soon. */
  soon() {
    this.#again(SOON);
  }

  /** Whoever holds the phone is about to hand it on: all that is there now has been seen. */
  leave() {
    if (this.model.me) this.seen.set(this.model.person, new Set(numbers([...this.model.chats.values()])));
    this.soon();
  }

  #again(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#look(), wait);
  }

  async #look() {
    const idle = document.hidden || !this.model.online;
    const others = idle ? [] : this.model.people.filter((person) => this.#isWatched(person));
    await Promise.all(others.map((person) => this.#count(person.id)));
    this.#again(EVERY);
  }

  #isWatched(person) {
    return person.id !== this.model.person && !isColleague(person);
  }

  async #count(person) {
    const theirs = await state(person).catch(() => null);
    if (!theirs || person === this.model.person) return;
    const keys = numbers(theirs.chats);
    const seen = this.seen.get(person) ?? new Set(keys);
    this.seen.set(person, seen);
    const count = keys.filter((key) => !seen.has(key)).length;
    if (count === (this.model.elsewhere.get(person) ?? 0)) return;
    this.model.elsewhere.set(person, count);
    this.changed();
  }
}

function numbers(chats) {
  return chats.flatMap((chat) => chat.messages.filter(matters).map((message) => `${chat.id}:${message.id}`));
}
