/**
 * The phone as a whole: holds the model and its views, and carries what the server tells to the model.
 * Everything on the page follows from the model; nothing is shown before the server has said it.
 */

import { Deeds } from "./deeds.js";
import { byId, say } from "./dom.js";
import { Foot } from "./foot.js";
import { Head } from "./head.js";
import { groupPayload, payload } from "./links.js";
import { Line } from "./live.js";
import { Log } from "./log.js";
import { Model } from "./model.js";
import { Neighbours } from "./neighbours.js";
import { alarm, clearToasts, copy, toast } from "./notices.js";
import { Panel } from "./panel.js";
import { Refusal, state } from "./server.js";
import { fillRows, openSheet } from "./sheets.js";
import { full } from "./time.js";

const TYPING_FOR = 5000; // milliseconds, as on a phone
const CALM = 800; // milliseconds of a broken line before anything is said about it
const TICK = 1000; // milliseconds

export class Phone {
  /**
   * @param {number} person who holds the phone
   * @param {number} otherwise who does if there is no such person
   */
  constructor(person, otherwise) {
    this.otherwise = otherwise;
    this.model = new Model(person);
    this.deeds = new Deeds(this.model, () => this.render());
    this.log = new Log(this.#messageActs());
    this.head = new Head(this.#headActs());
    this.foot = new Foot(this.#footActs());
    this.panel = new Panel(this.#panelActs());
    this.neighbours = new Neighbours(this.model, () => this.render());
    this.line = new Line({
      opened: () => this.#opened(),
      broken: () => this.#broken(),
      news: (name, data) => this.#news(name, data),
    });
    this.held = null; // news that came while everything was being fetched
    setInterval(() => this.#tick(), TICK);
  }

  /** Connects for the person who holds the phone. */
  connect() {
    this.held = null;
    this.line.open(this.model.person);
    return this.refresh();
  }

  /** Fetches everything anew, then takes in what happened meanwhile. */
  async refresh() {
    const person = this.model.person;
    const held = (this.held = []);
    const fetched = await state(person).catch((error) => this.#failed(person, error));
    if (held !== this.held) return;
    this.held = null;
    if (fetched) this.model.load(fetched);
    for (const [name, data] of held) this.model.take(name, data);
    this.render();
  }

  render() {
    const model = this.model;
    const typing = model.typing.has(model.open);
    this.head.render(model, typing);
    this.foot.render(model);
    this.log.render(model);
    this.panel.render(model);
    say(byId("typing"), typing && !model.listing ? `${model.chat?.title ?? "Say So"} is typing…` : "");
    const waiting = model.waitingElsewhere;
    document.title = waiting ? `(${waiting}) Say So demo` : "Say So demo";
  }

  #failed(person, error) {
    if (error instanceof Refusal && person !== this.otherwise) this.#become(this.otherwise);
    toast(error.message);
  }

  #opened() {
    clearTimeout(this.calm);
    this.model.online = true;
    this.refresh();
  }

  #broken() {
    clearTimeout(this.calm);
    if (!this.model.online) return;
    this.calm = setTimeout(() => {
      this.model.online = false;
      this.render();
    }, CALM);
  }

  #news(name, data) {
    this.neighbours.soon();
    if (name === "toast") return this.#tellPerson(data);
    if (this.held) this.held.push([name, data]);
    else this.model.take(name, data);
    if (name === "clock") toast(`It is now ${full(new Date(data.now))}.`);
    return this.render();
  }

  #tellPerson({ text, alert: waits }) {
    if (!text) return;
    if (waits) alarm(text);
    else toast(text);
  }

  #tick() {
    this.panel.renderTime(this.model);
    const late = performance.now() - TYPING_FOR;
    const over = [...this.model.typing].filter(([, began]) => began < late);
    for (const [chat] of over) this.model.typing.delete(chat);
    if (over.length) this.render();
  }

  #list() {
    this.model.listing = true;
    this.render();
    byId("chats").querySelector("button")?.focus();
  }

  #look(chat) {
    const fromList = this.model.listing;
    this.model.look(chat);
    this.render();
    this.log.toNewest();
    if (fromList) byId("scroller").focus({ preventScroll: true });
  }

  #become(person) {
    if (person === this.model.person) return null;
    this.neighbours.leave();
    this.model.become(person);
    clearToasts();
    history.replaceState(null, "", `?person=${person}`);
    return this.connect();
  }

  // A link to the bot itself opens in this demo; on a phone, whoever was sent it would open it.
  #follow(event, address) {
    const username = this.model.bot.username;
    const start = payload(address, username);
    if (start === null) return;
    event.preventDefault();
    const inGroup = groupPayload(address, username);
    if (inGroup === null) this.#choose("Who opens this link?", this.#openers(start));
    else this.#choose("Which group?", this.#groups(`/start@${username} ${inGroup}`));
  }

  #choose(question, rows) {
    say(byId("opener-head"), question);
    fillRows("opener-sheet", "opener-rows", rows);
    openSheet("opener-sheet");
  }

  #openers(start) {
    return this.model.people.map((person) => ({
      title: person.name, detail: person.id === this.model.person ? "Holds the phone now" : "Takes the phone",
      testid: `opener-${person.id}`, chosen: () => this.#startAs(person.id, start),
    }));
  }

  #groups(words) {
    const groups = [...this.model.chats.values()].filter((chat) => chat.type !== "private");
    return groups.map((chat) => ({
      title: chat.title, detail: "Group chat", testid: `group-${chat.id}`,
      chosen: () => {
        this.#look(chat.id);
        this.deeds.send(words);
      },
    }));
  }

  async #startAs(person, start) {
    await this.#become(person);
    this.#lookAtBot();
    await this.deeds.start(start);
  }

  #lookAtBot() {
    const own = [...this.model.chats.values()].find((chat) => chat.type === "private");
    if (own) this.#look(own.id);
  }

  #invite(address) {
    const start = payload(address, this.model.bot.username);
    if (start === null) toast("That is not a link to this bot. It looks like t.me/… with a start code.");
    else this.#startAs(this.model.person, start);
  }

  #headActs() {
    return {
      list: () => this.#list(),
      look: (chat) => this.#look(chat),
      jump: (id) => this.log.jumpTo(id),
    };
  }

  #messageActs() {
    return {
      group: false,
      tell: toast,
      copy,
      command: (text) => this.deeds.send(text),
      follow: (event, address) => this.#follow(event, address),
      tap: (message, place) => this.deeds.tap(message.id, place),
      vote: (message, options) => this.deeds.vote(message.id, options),
    };
  }

  #footActs() {
    return {
      send: (text) => this.deeds.send(text),
      start: () => this.deeds.start(),
      unblock: () => this.deeds.block(false),
      attach: (kind) => this.deeds.attach(kind),
    };
  }

  #panelActs() {
    return {
      become: (person) => this.#become(person),
      look: (chat) => this.#look(chat),
      jump: (to) => this.deeds.jump(to),
      others: () => this.deeds.others(),
      block: (blocked) => this.deeds.block(blocked),
      invite: (address) => this.#invite(address),
      forget: () => {
        this.#lookAtBot();
        this.deeds.send("/forget");
      },
    };
  }
}
