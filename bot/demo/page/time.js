/**
 * Says times and days as people in England say them. The demo has a clock of its own: nothing here
 * looks at the computer's, except to count the seconds since the server last told the time.
 */

const ZONE = "Europe/London";
const DAY = 24 * 60 * 60 * 1000;

const hours = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const days = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, weekday: "long", day: "numeric", month: "long" });
const dates = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE, weekday: "long", day: "numeric", month: "long", year: "numeric",
});
const short = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, day: "numeric", month: "short" });

/** What the server said the time was, and when it said so. */
export class DemoClock {
  constructor() {
    this.told = Date.now();
    this.heard = performance.now();
  }

  /** @param {string} iso the time now, in UTC */
  tell(iso) {
    const told = Date.parse(iso);
    if (Number.isNaN(told)) return;
    this.told = told;
    this.heard = performance.now();
  }

  /** The demo's present moment. */
  now() {
    return new Date(this.told + performance.now() - this.heard);
  }
}

/** "12:30" */
export function hour(moment) {
  return Number.isNaN(moment.getTime()) ? "" : hours.format(moment);
}

/** "Wednesday 25 November 2026, 12:30" */
export function full(moment) {
  return `${spoken(dates, moment)}, ${hour(moment)}`;
}

/** "Today", "Yesterday" or "Wednesday 25 November", with the year if it is another one. */
export function day(moment, now) {
  const named = spoken(dates, moment);
  if (named === spoken(dates, now)) return "Today";
  if (named === spoken(dates, new Date(now.getTime() - DAY))) return "Yesterday";
  return named.slice(-4) === spoken(dates, now).slice(-4) ? spoken(days, moment) : named;
}

/** The hour if it is today, else the date: for the list of chats. */
export function brief(moment, now) {
  return day(moment, now) === "Today" ? hour(moment) : spoken(short, moment);
}

// A date that cannot be read is nothing rather than a broken page. Browsers disagree about a comma after the weekday; English people write none.
function spoken(format, moment) {
  return Number.isNaN(moment.getTime()) ? "" : format.format(moment).replace(",", "");
}
