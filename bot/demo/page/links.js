/**
 * Decides where a link may lead. Only web, mail and telephone addresses pass; a link to the bot itself is
 * never opened on the web, as it belongs to the demo.
 */

const ALLOWED = new Set(["http:", "https:", "mailto:", "tel:"]);
const BOT_HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);
const BOT_LINK = /^tg:\/\/resolve\?/i;
const LIKE_A_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/**
 * The address to put on a link, or null if it must stay plain words.
 * @param {string|undefined} address
 * @returns {string|null}
 */
export function safe(address) {
  const url = parsed(address);
  return url && ALLOWED.has(url.protocol) ? url.href : null;
}

/**
 * The address of a file of this demo's own server, or null.
 * @param {string|undefined} address
 */
export function ownFile(address) {
  if (!address) return null;
  try {
    const url = new URL(address, location.origin);
    return url.origin === location.origin && url.pathname.startsWith("/phone/file/") ? url.href : null;
  } catch {
    return null;
  }
}

/** A telephone number as an address: "0161 234 5001" gives "tel:01612345001". */
export function telephone(number) {
  return `tel:${number.replace(/[^\d+]/g, "")}`;
}

/**
 * What a link to the bot asks it to start with ("" if nothing); null if the link is not one to the bot.
 * @param {string|undefined} address
 * @param {string} username the bot's own name
 */
export function payload(address, username) {
  const query = botQuery(address, username);
  return query && (query.get("start") ?? "");
}

/**
 * What a link that puts the bot into a group asks it to start with there; null if the link is no such link.
 * @param {string|undefined} address
 * @param {string} username the bot's own name
 */
export function groupPayload(address, username) {
  return botQuery(address, username)?.get("startgroup") ?? null;
}

function botQuery(address, username) {
  const url = parsed(address);
  if (!url) return null;
  const query = url.searchParams;
  const name = BOT_LINK.test(url.href) ? query.get("domain") : nameOnWeb(url);
  return name?.toLowerCase() === username.toLowerCase() ? query : null;
}

function nameOnWeb(url) {
  return BOT_HOSTS.has(url.hostname) ? url.pathname.slice(1) : null;
}

function parsed(address) {
  if (!address) return null;
  const trimmed = address.trim();
  try {
    return new URL(LIKE_A_SCHEME.test(trimmed) ? trimmed : `https://${trimmed}`);
  } catch {
    return null;
  }
}
