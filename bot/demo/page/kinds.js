/**
 * Draws the inside of a bubble, one function for each kind of message. A kind that the page does not know
 * is drawn as its text, so that something new from the bot never breaks the chat.
 */

import { el } from "./dom.js";
import { formatted } from "./entities.js";
import { icon } from "./icons.js";
import { ownFile, telephone } from "./links.js";
import { poll } from "./poll.js";

const KILOBYTE = 1024;
// The server lets only these open in the browser; everything else is saved.
const SHOWN_BY_BROWSERS = new Set(["image/png", "image/jpeg", "application/pdf", "application/json"]);

const KINDS = { text: words, photo, document: file, contact, poll: vote, sticker, voice };

/**
 * @param {import("./model.js").Message} message
 * @param {import("./message.js").Context} context
 * @returns {(Node|string|null)[]}
 */
export function inside(message, context) {
  const draw = Object.hasOwn(KINDS, message.kind) ? KINDS[message.kind] : unknown;
  return draw(message, context);
}

// Each text runs the way its own script does, whatever the page's is.
function words(message, context) {
  if (!message.text) return [null];
  return [el("span", { class: "words", dir: "auto" }, formatted(message.text, message.entities, context))];
}

function unknown(message, context) {
  if (message.text) return words(message, context);
  return [el("span", { class: "quiet" }, "This kind of message cannot be shown here.")];
}

function photo(message, context) {
  const address = ownFile(message.file?.url);
  const picture = address
    ? el("a", { class: "picture", href: address, target: "_blank", rel: "noopener", "aria-label": "Open the picture" },
        el("img", { src: address, alt: message.text ? "Picture" : "Picture without a description" }))
    : row("picture", "Picture", message.file?.name ?? "");
  return [picture, ...caption(message, context)];
}

function file(message, context) {
  const { name = "File", size = 0, mime = "", url } = message.file ?? {};
  const address = ownFile(url);
  const preview = address && mime.startsWith("image/")
    ? el("img", { class: "preview", src: address, alt: "" }) : null;
  const links = address && fileLinks(address, name, mime);
  return [preview, row("paper", name, bytes(size)), links, ...caption(message, context)];
}

function fileLinks(address, name, mime) {
  const look = { class: "small-key", href: address };
  return el("span", { class: "file-links" },
    SHOWN_BY_BROWSERS.has(mime) &&
      el("a", { ...look, target: "_blank", rel: "noopener", "aria-label": `Open ${name}` }, "Open"),
    el("a", { ...look, download: name, "aria-label": `Save ${name}` }, "Save"));
}

function contact(message, context) {
  const { name = "Contact", phone = "" } = message.contact ?? {};
  const number = el("a", { href: telephone(phone), class: "number" }, phone);
  const save = el("button", { class: "small-key", "aria-label": `Save ${name} to the phone` }, "Save to phone");
  save.addEventListener("click", () => {
    save.textContent = "Saved";
    save.setAttribute("aria-label", `${name} is saved`);
    context.tell("On a real phone, this number is now in your contacts.");
  });
  return [row("phone", name, number), el("span", { class: "file-links" }, save), ...caption(message, context)];
}

function vote(message, context) {
  return [poll(message, context)];
}

// What a person sends is a sticker that stands for any: the page has a friendlier drawing of it.
function sticker(message) {
  const address = message.outgoing ? null : ownFile(message.file?.url);
  if (address) return [el("img", { class: "sticker-picture", src: address, alt: "Sticker" })];
  return [el("span", { class: "sticker" }, message.text || "", icon("sticker"), "Sticker")];
}

function voice(message, context) {
  const wave = el("span", { class: "wave", "aria-hidden": "true" });
  return [row("voice", "Voice message", wave), ...caption(message, context)];
}

function caption(message, context) {
  return message.text ? [el("span", { class: "caption", dir: "auto" }, formatted(message.text, message.entities, context))] : [];
}

function row(drawing, title, detail) {
  return el("span", { class: "thing" }, el("span", { class: "thing-icon" }, icon(drawing)),
    el("span", { class: "thing-words" }, el("strong", {}, title), el("span", { class: "quiet" }, detail)));
}

function bytes(size) {
  if (!size) return "";
  if (size < KILOBYTE) return `${size} bytes`;
  const kilobytes = size / KILOBYTE;
  return kilobytes < KILOBYTE ? `${Math.round(kilobytes)} kB` : `${(kilobytes / KILOBYTE).toFixed(1)} MB`;
}
