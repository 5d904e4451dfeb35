/**
 * What the person at the phone does, carried to the server: write, tap, vote, block, move the clock. A deed
 * that the server refuses is told in a toast; what comes of the others comes back as news.
 */

import { toast } from "./notices.js";
import { ask } from "./server.js";

const WAITS_FOR = 15000; // milliseconds after which a button stops waiting for its answer

export class Deeds {
  /**
   * @param {import("./model.js").Model} model
   * @param {() => void} changed called when a button begins or stops waiting
   */
  constructor(model, changed) {
    this.model = model;
    this.changed = changed;
  }

  /** Presses START, or opens a link with a start code. @param {string} [payload] */
  start(payload) {
    return this.#do("start", payload ? { payload } : {});
  }

  /** Writes in the chat on the screen. @param {string} text */
  send(text) {
    return this.#doHere("send", { text });
  }

  /** Sends a thing that is not words: "sticker", "voice" or "photo". @param {string} kind */
  attach(kind) {
    return this.#doHere("attach", { kind });
  }

  /** Votes in a poll; no options at all take the vote back. */
  vote(message, options) {
    return this.#doHere("vote", { message, options });
  }

  block(blocked) {
    return this.#do("block", { blocked });
  }

  /** Moves the clock for everybody. @param {string} to "next-monday", "next-wednesday", "+1h", "+1d" or "+7d" */
  jump(to) {
    return this.#do("clock", { to });
  }

  /** Lets the other colleagues join, answer and vote; says what they did. */
  async others() {
    try {
      toast((await ask("colleagues", {})).said);
    } catch (error) {
      toast(error.message);
    }
  }

  /**
   * Presses a button below a message, which then waits for its answer.
   * @param {number} message
   * @param {{down: number, along: number}} place
   */
  async tap(message, place) {
    const { waiting, open } = this.model;
    const key = `${open}:${message}`;
    const pressed = { ...place };
    const stop = () => {
      if (waiting.get(key) === pressed && waiting.delete(key)) this.changed();
    };
    waiting.set(key, pressed);
    this.changed();
    const done = await this.#doHere("tap", { message, row: place.down, column: place.along });
    setTimeout(stop, done ? WAITS_FOR : 0);
  }

  #doHere(what, details) {
    return this.#do(what, { chat: this.model.open, ...details });
  }

  // True if the server did it; else it is said why not.
  async #do(what, details) {
    try {
      await ask(what, { person: this.model.person, ...details });
      return true;
    } catch (error) {
      toast(error.message);
      return false;
    }
  }
}
