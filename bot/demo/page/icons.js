/**
 * The page's small drawings, each one path in a 24 by 24 box, in the colour of the words beside it.
 * They are never the only sign of a meaning, so a screen reader skips them.
 */

const SPACE = "http://www.w3.org/2000/svg";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12L20 4l-4 16-4.500-6.500zM11.500 13.500L20 4",
  attach: "M8 12.500l6-6a3 3 0 0 1 4.300 4.300l-8 8a5 5 0 0 1-7-7l7.700-7.800",
  keys: "M3.500 6.500h17v11h-17zM7 10h.01M12 10h.01M17 10h.01M8 14h8",
  menu: "M5 7h14M5 12h14M5 17h14",
  close: "M6 6l12 12M18 6L6 18",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7",
  down: "M12 5v14M6 13l6 6 6-6",
  out: "M8 16L17 7M9 7h8v8",
  copy: "M9 9h10v11H9zM15 9V4H5v11h4",
  danger: "M12 4l9 16H3zM12 10v5M12 17.500v.01",
  success: "M5 12.500l4.500 4.500L19 7.500",
  primary: "M8 5l8 7-8 7",
  paper: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  picture: "M4 5h16v14H4zM4 16l5-5 5 5 2-2 4 4M15.500 9.500h.01",
  voice: "M12 4a2.500 2.500 0 0 1 2.500 2.500v5a2.500 2.500 0 0 1-5 0v-5A2.500 2.500 0 0 1 12 4zM6 11.500a6 6 0 0 0 12 0M12 17.500V21",
  sticker: "M20 12a8 8 0 1 0-8 8c0-4 4-8 8-8zM9 10h.01M14 9h.01M8.500 13.500c1 1.200 2 1.700 3.500 1.700",
  phone: "M6 4h4l1.500 4.500L9 10.500a11 11 0 0 0 4.500 4.500l2-2.500L20 14v4a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2z",
  silent: "M6 17V11a6 6 0 0 1 9-5.200M18 11v6M4 17h13M10 20h4M4 4l16 16",
};

/**
 * One of the drawings.
 * @param {keyof typeof PATHS} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const drawing = document.createElementNS(SPACE, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", `icon icon-${name}`);
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SPACE, "path");
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
