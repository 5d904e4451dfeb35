/**
 * Turns a text and its marks (bold, hidden, link and so on) into elements. Offsets count UTF-16 units, which
 * is how JavaScript counts too. Marks that overlap by mistake are cut to fit; unknown ones are plain words.
 */

import { el } from "./dom.js";
import { safe, telephone } from "./links.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const COLLAPSES_FROM = 140; // characters of a long quotation
const PHONE = /(?<![\w+])(?:\+44|0)[ -]?\d(?:[ -]?\d){8,9}(?!\w)/g;
// Short numbers are links only after a word such as "ring": 101 may well be a page or a room.
const EMERGENCY = /(?<![\d£.,-])999(?![\d-]|[.,]\d)/g;
const SHORT_PHONE = /(?<=\b(?:ring|call|dial|phone)\s)(?:101|105|111|116 ?\d{3})(?!\d)/gi;

/**
 * @param {string} text
 * @param {import("./model.js").Entity[]} entities
 * @param {{command: (text: string) => void, copy: (words: string) => void,
 *   follow: (event: Event, address: string) => void}} acts
 * @returns {DocumentFragment}
 */
export function formatted(text, entities, acts) {
  const marks = [...(entities ?? []), ...numbers(text, entities ?? [])]
    .filter((mark) => mark.length > 0 && mark.offset >= 0 && mark.offset < text.length)
    .sort((one, other) => one.offset - other.offset || other.length - one.length);
  return piece(text, 0, text.length, marks, acts);
}

function piece(text, start, end, marks, acts) {
  const made = document.createDocumentFragment();
  let at = start;
  while (marks.length && marks[0].offset < end) {
    const mark = marks.shift();
    const from = Math.max(mark.offset, at);
    const to = Math.min(mark.offset + mark.length, end);
    if (to <= from) continue;
    const block = BLOCKS.has(mark.type);
    made.append(block ? withoutLastLineEnd(text.slice(at, from)) : text.slice(at, from));
    made.append(marked(mark, text.slice(from, to), piece(text, from, to, marks, acts), acts));
    at = block && text[to] === "\n" ? to + 1 : to;
  }
  made.append(text.slice(at, end));
  return made;
}

// A quotation stands on lines of its own anyway, so the line ends around it would only add empty lines.
function withoutLastLineEnd(words) {
  return words.endsWith("\n") ? words.slice(0, -1) : words;
}

function marked(mark, words, inside, acts) {
  if (Object.hasOwn(TAGS, mark.type)) return el(TAGS[mark.type], {}, inside);
  if (Object.hasOwn(SPECIAL, mark.type)) return SPECIAL[mark.type](inside, words, mark, acts);
  return inside;
}

const SPECIAL = {
  code: (inside, words, mark, acts) =>
    el("button", { class: "copied-word", title: "Copy", onclick: () => acts.copy(words) }, el("code", {}, inside)),
  pre: (inside) => el("pre", {}, el("code", {}, inside)),
  blockquote: (inside) => el("blockquote", {}, inside),
  expandable_blockquote: (inside, words) =>
    words.length > COLLAPSES_FROM ? longQuote(inside) : el("blockquote", {}, inside),
  spoiler: (inside) => spoiler(inside),
  url: (inside, words, mark, acts) => link(inside, words, acts),
  text_link: (inside, words, mark, acts) => link(inside, mark.url, acts),
  email: (inside, words) => el("a", { href: `mailto:${words}` }, inside),
  phone_number: (inside, words) => el("a", { href: telephone(words), class: "number" }, inside),
  bot_command: (inside, words, mark, acts) =>
    el("button", { class: "word-button", onclick: () => acts.command(words) }, inside),
};

function link(inside, address, acts) {
  const href = safe(address);
  if (!href) return inside;
  const follow = (event) => acts.follow(event, href);
  return el("a", { href, target: "_blank", rel: "noopener noreferrer", onclick: follow }, inside);
}

// A span, as a real button cannot run over the end of a line. What it hides is inert, so that neither the
// tab key nor a screen reader reaches it before it is shown.
function spoiler(inside) {
  const hidden = el("span", { inert: true }, inside);
  const label = "Hidden words. Press to show.";
  const cover = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": label }, hidden);
  const once = new AbortController();
  const reveal = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    once.abort();
    uncover(cover, hidden);
  };
  for (const kind of ["click", "keydown"]) cover.addEventListener(kind, reveal, { signal: once.signal });
  return cover;
}

function uncover(cover, hidden) {
  hidden.removeAttribute("inert");
  for (const name of ["role", "aria-label"]) cover.removeAttribute(name);
  cover.setAttribute("tabindex", "-1");
  cover.classList.add("shown");
}

function longQuote(inside) {
  const words = el("div", { class: "quote-words" }, inside);
  const toggle = el("button", { class: "word-button quote-toggle", "aria-expanded": "false" }, "Show more");
  const quote = el("blockquote", { class: "long closed" }, words, toggle);
  toggle.addEventListener("click", () => {
    const closed = quote.classList.toggle("closed");
    toggle.setAttribute("aria-expanded", String(!closed));
    toggle.textContent = closed ? "Show more" : "Show less";
  });
  return quote;
}

/** Phone numbers that the server has not marked. */
function numbers(text, entities) {
  const free = (found) => !entities.some((mark) => LINKED.has(mark.type) && overlaps(mark, found));
  return [...text.matchAll(PHONE), ...text.matchAll(SHORT_PHONE), ...text.matchAll(EMERGENCY)]
    .map((match) => ({ type: "phone_number", offset: match.index, length: match[0].length }))
    .filter(free);
}

const LINKED = new Set(["phone_number", "url", "text_link", "email", "bot_command", "code", "pre"]);

function overlaps(one, other) {
  return one.offset < other.offset + other.length && other.offset < one.offset + one.length;
}
