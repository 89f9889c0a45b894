import { Problem } from "./api.js";
import { h } from "./dom.js";
import { placeOf, pointAt } from "./results.js";

/**
 * A problem of the API: title, detail, errors, hint, and the id of the request in the log.
 * @param {unknown} error
 * @param {string} [text] what was sent, where a fault may have its place in it
 */
export function problemBox(error, text = "") {
  const problem = error instanceof Problem ? error : new Problem({ title: "The explorer failed", detail: String(error) });
  return h("div", { class: "problem", role: "alert" },
    h("p", { class: "title" }, problem.title),
    problem.detail && h("p", {}, problem.detail),
    faultIn(text, problem.detail),
    problem.errors.length > 0 && h("ul", {}, problem.errors.map(({ location, message }) =>
      h("li", {}, location && h("code", {}, location), location && " ", message))),
    problem.hint && h("p", { class: "hint" }, problem.hint),
    problem.requestID && h("p", { class: "note" }, "Request ", h("code", {}, problem.requestID)));
}

/**
 * @param {string} text
 * @param {string} message
 */
function faultIn(text, message) {
  const place = placeOf(message);
  const pointed = place && pointAt(text, place);
  return pointed && h("pre", { class: "fault" }, pointed);
}

/**
 * A placeholder for content that is loading. It appears only after a delay.
 * @param {string} what
 */
export function loading(what) {
  return h("p", { class: "loading", role: "status" }, `Loading ${what} …`);
}

/**
 * Fills a place with the result of a promise: a placeholder while it loads, and the problem if it fails.
 * @template T
 * @param {HTMLElement} place
 * @param {string} what
 * @param {Promise<T>} promise
 * @param {(value: T) => (Node | string)[]} show
 * @param {string} [text] what was sent, where a fault may have its place in it
 */
export async function fillWith(place, what, promise, show, text) {
  place.replaceChildren(loading(what));
  try {
    place.replaceChildren(...show(await promise));
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "AbortError") place.replaceChildren(problemBox(error, text));
  }
}

/**
 * A list that is loaded page by page, with a button for the next page.
 * @template T
 * @param {HTMLElement} list
 * @param {import("./types.js").Page<T>} page
 * @param {(item: T) => Node} show
 * @param {(cursor: string) => Promise<import("./types.js").Page<T>>} more
 */
export function paged(list, page, show, more) {
  list.append(...page.items.map(show));
  const place = h("div", { class: "more" });
  if (!page.next) return [list];
  const button = h("button", { type: "button", click: async () => {
    button.setAttribute("disabled", "");
    try {
      const next = await more(/** @type {string} */ (page.next));
      place.replaceWith(...paged(list, next, show, more).slice(1));
    } catch (error) {
      button.removeAttribute("disabled");
      if (/** @type {Error} */ (error).name !== "AbortError") place.replaceChildren(button, problemBox(error));
    }
  } }, "Show more");
  place.append(button);
  return [list, place];
}
