/**
 * The demo's controls: who holds the phone, what time it is, which chat is open. Beside the phone on a wide
 * screen, in a sheet on a narrow one; it is the same element that moves, so nothing is there twice.
 */

import { byId, el, say, show } from "./dom.js";
import { badge } from "./head.js";
import { closeSheet, openSheet } from "./sheets.js";
import { full, hour } from "./time.js";

const WIDE = window.matchMedia("(min-width: 56.25em)");
const ROLES = { worker: "Care worker", "second worker": "Second care worker", manager: "Manager", colleague: "Colleague" };

export class Panel {
  /**
   * @param {{become: (person: number) => void, look: (chat: number) => void, jump: (to: string) => Promise<boolean>,
   *   others: () => Promise<void>, block: (blocked: boolean) => void, forget: () => void, invite: (address: string) => void}} acts
   */
  constructor(acts) {
    this.acts = acts;
    this.blocked = false;
    this.#listen();
    this.#settle();
    WIDE.addEventListener("change", () => this.#settle());
  }

  /** @param {import("./model.js").Model} model */
  render(model) {
    this.#people(model);
    this.#chats(model);
    this.blocked = [...model.chats.values()].some((chat) => chat.type === "private" && chat.blocked);
    say(byId("block"), this.blocked ? "Unblock the bot" : "Block the bot");
    this.renderTime(model);
  }

  /** @param {import("./model.js").Model} model */
  renderTime(model) {
    const now = model.clock.now();
    say(byId("clock-now"), full(now));
    say(byId("status-time"), hour(now));
  }

  #people(model) {
    const others = model.people.filter(isColleague);
    this.#listed("people", model.people.filter((person) => !isColleague(person)), model);
    this.#listed("more-people", others, model);
    show(byId("colleagues"), others.length > 0);
    show(byId("others-section"), others.length > 0);
    if (others.some((person) => person.id === model.person)) byId("colleagues").setAttribute("open", "");
  }

  #listed(list, people, model) {
    redrawn(list, people.map((person) => () => this.#person(person)), people);
    for (const person of people) {
      mark(list, person.id, person.id === model.person, model.elsewhere.get(person.id));
    }
  }

  #person(person) {
    const become = () => this.#act(() => this.acts.become(person.id));
    return choice(person.id, `person-${person.id}`, person.name, ROLES[person.role] ?? person.role, become);
  }

  #chats(model) {
    const chats = [...model.chats.values()];
    redrawn("chat-keys", chats.map((chat) => () => this.#chat(chat)), chats.map(({ id, title }) => [id, title]));
    for (const chat of chats) {
      mark("chat-keys", chat.id, chat.id === model.open && !model.listing, model.unread.get(chat.id));
    }
  }

  #chat(chat) {
    const look = () => this.#act(() => this.acts.look(chat.id));
    const kind = chat.type === "private" ? "Private chat" : "Group chat";
    return choice(chat.id, `chat-${chat.id}`, chat.title, kind, look);
  }

  #listen() {
    byId("demo-open").addEventListener("click", () => openSheet("demo-sheet"));
    byId("others").addEventListener("click", () => this.#act(() => this.#others()));
    byId("block").addEventListener("click", () => this.#act(() => this.acts.block(!this.blocked)));
    byId("forget").addEventListener("click", () => this.#act(() => this.acts.forget()));
    for (const button of document.querySelectorAll("[data-jump]")) {
      button.addEventListener("click", () => this.#act(() => this.acts.jump(button.dataset.jump)));
    }
    byId("invite").addEventListener("submit", (event) => {
      event.preventDefault();
      const field = /** @type {HTMLInputElement} */ (byId("invite-link"));
      this.#act(() => this.acts.invite(field.value));
    });
  }

  // They take some seconds: the button says so, and takes no second tap meanwhile.
  async #others() {
    const button = byId("others");
    if (button.hasAttribute("aria-busy")) return;
    const words = button.textContent;
    button.setAttribute("aria-busy", "true");
    say(button, "They are at it …");
    await this.acts.others();
    button.removeAttribute("aria-busy");
    say(button, words);
  }

  // On a phone, what was asked for happens behind the sheet: it goes away so that it can be seen.
  #act(act) {
    closeSheet("demo-sheet");
    act();
  }

  #settle() {
    closeSheet("demo-sheet");
    const home = byId(WIDE.matches ? "panel" : "demo-slot");
    if (byId("controls").parentElement !== home) home.append(byId("controls"));
    show(byId("demo-open"), !WIDE.matches);
  }
}

/** Whether somebody is one of those who act together. */
export function isColleague(person) {
  return person.role === "colleague";
}

function choice(id, testid, title, detail, chosen) {
  return el("button", { class: "choice", "data-id": id, "data-testid": testid, onclick: chosen },
    el("span", { class: "row-words" }, el("strong", {}, title), el("span", { class: "quiet" }, detail)),
    el("span", { class: "badge-slot" }));
}

/** Says which of a list's buttons is the present one, and what is unread there. */
function mark(list, id, present, unread) {
  const button = byId(list).querySelector(`[data-id="${CSS.escape(String(id))}"]`);
  button.setAttribute("aria-pressed", String(present));
  button.querySelector(".badge-slot").replaceChildren(...[badge(unread)].filter(Boolean));
}

/** Draws a list anew only if `signature` has changed, so that the focus is kept. */
function redrawn(id, items, signature) {
  const node = byId(id);
  const drawn = JSON.stringify(signature);
  if (node.dataset.drawn === drawn) return;
  node.replaceChildren(...items.map((draw) => draw()));
  node.dataset.drawn = drawn;
}
