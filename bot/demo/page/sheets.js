/**
 * The sheets that slide over the phone. They are the browser's own dialogs, so Escape closes them, the focus
 * stays inside and goes back afterwards; nothing here may take that over.
 */

import { byId, el } from "./dom.js";
import { icon } from "./icons.js";

/** Makes every sheet close by its buttons and by a tap beside it. */
export function prepareSheets() {
  for (const sheet of document.querySelectorAll("dialog")) {
    for (const button of sheet.querySelectorAll("[data-close]")) {
      if (!button.textContent) button.append(icon("close"));
      button.addEventListener("click", () => sheet.close());
    }
    sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  }
}

/** @param {string} id */
export function openSheet(id) {
  const sheet = /** @type {HTMLDialogElement} */ (byId(id));
  if (!sheet.open) sheet.showModal();
}

/** @param {string} id */
export function closeSheet(id) {
  const sheet = /** @type {HTMLDialogElement} */ (byId(id));
  if (sheet.open) sheet.close();
}

/**
 * Fills a sheet with rows to choose from; choosing closes it.
 * @param {string} sheet
 * @param {string} slot
 * @param {{title: string, detail?: string, sign?: any, testid?: string, chosen: () => void}[]} rows
 */
export function fillRows(sheet, slot, rows) {
  byId(slot).replaceChildren(...rows.map((row) => choice(sheet, row)));
}

function choice(sheet, row) {
  const choose = () => {
    closeSheet(sheet);
    row.chosen();
  };
  return el("button", { class: "row", onclick: choose, "data-testid": row.testid },
    row.sign && icon(row.sign),
    el("span", { class: "row-words" },
      el("strong", {}, row.title), row.detail && el("span", { class: "quiet" }, row.detail)));
}
