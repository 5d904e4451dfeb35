/**
 * The open line on which the server tells what happens. It opens itself again whenever it breaks, and says
 * so; it never repeats or loses news, because whoever listens fetches everything again after each opening.
 */

const NAMES = [
  "message", "edit", "delete", "pin", "keyboard", "toast", "answered", "typing", "clock", "chat", "commands",
];
const FIRST_WAIT = 500; // milliseconds
const LONGEST_WAIT = 4000; // milliseconds

export class Line {
  /**
   * @param {{opened: () => void, broken: () => void, news: (name: string, data: any) => void}} listener
   */
  constructor(listener) {
    this.listener = listener;
    this.source = null;
    this.timer = 0;
    this.wait = FIRST_WAIT;
  }

  /** Listens for what happens to `person`, and to nobody else any more. @param {number} person */
  open(person) {
    this.close();
    const source = new EventSource(`/phone/events?person=${encodeURIComponent(person)}`);
    source.onopen = () => this.#opened();
    source.onerror = () => this.#broken(person);
    for (const name of NAMES) source.addEventListener(name, (event) => this.#heard(name, event));
    this.source = source;
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }

  #opened() {
    this.wait = FIRST_WAIT;
    this.listener.opened();
  }

  // The browser's own retry gives up for good on some errors, so the line is always opened anew from here.
  #broken(person) {
    this.close();
    this.listener.broken();
    this.timer = setTimeout(() => this.open(person), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  #heard(name, event) {
    let data;
    try {
      data = JSON.parse(event.data);
    } catch {
      console.warn("The demo sent an event that is not JSON:", name);
      return;
    }
    this.listener.news(name, data);
  }
}
