/**
 * The only place that talks to the demo's server, and to no other. A refusal becomes an error whose
 * message is one sentence for the person at the page.
 */

/** The server is there and will not do it; the message says why. */
export class Refusal extends Error {}

const AWAY = "The demo is not answering. It may have been stopped.";
const NOT_UNDERSTOOD = "The demo did not understand that.";

/** Everything that `person` sees. @param {number} person */
export function state(person) {
  return answer(`/phone/state?person=${encodeURIComponent(person)}`);
}

/**
 * Asks the server to do something, such as "send" or "tap".
 * @param {string} what
 * @param {Record<string, unknown>} details
 */
export function ask(what, details) {
  return answer(`/phone/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(details),
  });
}

async function answer(path, request) {
  const response = await fetch(path, request).catch(() => null);
  if (!response || response.status >= 500) throw new Error(AWAY);
  const said = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(typeof said.error === "string" ? said.error : NOT_UNDERSTOOD);
  return said;
}
