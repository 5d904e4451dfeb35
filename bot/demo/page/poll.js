/**
 * Draws a poll: options to choose from, and after a vote the results, or a line that says when they come.
 * It shows only the counts that the server gives, and works none out.
 */

import { el } from "./dom.js";
import { icon } from "./icons.js";

const OPTION = { class: "poll-option", "data-testid": "poll-option" };

/**
 * @param {import("./model.js").Message} message
 * @param {import("./message.js").Context} context
 */
export function poll(message, context) {
  const asked = message.poll ?? {};
  const options = asked.options ?? [];
  const voted = options.some((option) => option.chosen);
  const open = !asked.closed && !voted;
  return el("div", { class: "poll", role: "group", "aria-label": `Poll: ${asked.question ?? ""}` },
    el("strong", { dir: "auto" }, asked.question ?? "Poll"),
    el("span", { class: "quiet" }, nature(asked)),
    open ? choices(asked, options, message, context) : results(asked, options),
    el("span", { class: "quiet" }, summary(asked, options)),
    voted && !asked.closed &&
      el("button", { class: "word-button", onclick: () => context.vote(message, []) }, "Take back my vote"));
}

function nature(asked) {
  if (asked.closed) return "Final results";
  return [asked.anonymous === false ? "Open poll" : "Anonymous poll", asked.multiple && "choose one or more"]
    .filter(Boolean).join(", ");
}

function choices(asked, options, message, context) {
  return el("div", { class: "poll-options" },
    ...(asked.multiple ? manyChoices(options, message, context) : oneChoice(options, message, context)));
}

function oneChoice(options, message, context) {
  const attributes = (number) => ({ ...OPTION, onclick: () => context.vote(message, [number]) });
  const dot = () => el("span", { class: "dot", "aria-hidden": "true" });
  return options.map((option, number) => el("button", attributes(number), dot(), option.text));
}

function manyChoices(options, message, context) {
  const boxes = options.map(() => /** @type {HTMLInputElement} */ (el("input", { type: "checkbox" })));
  const labels = options.map((option, number) => el("label", OPTION, boxes[number], option.text));
  const chosen = () => boxes.flatMap((box, number) => (box.checked ? [number] : []));
  const send = el("button", { class: "small-key", disabled: true, "data-testid": "poll-vote" }, "Vote");
  send.addEventListener("click", () => context.vote(message, chosen()));
  for (const box of boxes) box.addEventListener("change", () => send.toggleAttribute("disabled", !chosen().length));
  return [...labels, send];
}

function results(asked, options) {
  return el("ul", { class: "poll-results" }, ...options.map((option) => result(option, asked.total)));
}

function result(option, total) {
  const known = typeof option.votes === "number";
  const share = known && total ? Math.round((option.votes / total) * 100) : 0;
  const bar = el("span", { class: "poll-bar", "aria-hidden": "true" });
  bar.style.setProperty("--share", `${share}%`);
  return el("li", { class: option.chosen ? "chosen" : "" },
    el("span", { class: "poll-words" },
      el("span", {}, option.text), known && el("span", { class: "share" }, `${share}%`)),
    known && bar,
    option.chosen && el("span", { class: "mine-vote" }, icon("success"), "Your vote"));
}

function summary(asked, options) {
  const votes = asked.total ? `${asked.total} ${asked.total === 1 ? "vote" : "votes"}` : "No votes yet";
  const held = options.some((option) => option.chosen) && options.some((option) => option.votes === null);
  return held && !asked.closed ? `${votes}. Results are shown when the poll closes.` : votes;
}
