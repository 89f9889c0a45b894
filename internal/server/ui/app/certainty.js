import { count, h } from "./dom.js";

/** @import {Route} from "./route.js" */

/** The least confidence of an attribution that is shown by default; the API has the same default. */
export const leastConfidence = 0.4;

/**
 * The bound that the address of a view asks for: "0" where attributions that are less certain are to be shown, too.
 * @param {Route} route
 */
export function boundOf(route) {
  return route.params.get("confidence") === "0" ? "0" : "";
}

/**
 * A choice whether attributions that are less certain are shown, too.
 * @param {string} bound
 * @param {(bound: string) => string} address of the view with another bound
 */
export function certaintyFilter(bound, address) {
  const box = h("input", { type: "checkbox", name: "confidence" });
  /** @type {HTMLInputElement} */ (box).checked = bound === "0";
  box.addEventListener("change", () => { location.hash = address(/** @type {HTMLInputElement} */ (box).checked ? "0" : ""); });
  return h("label", { class: "filter" }, box, h("span", {}, "Include less certain ones"));
}

/**
 * Says how many attributions are left out, or that none is, with a link that changes it.
 * @param {number} left number of attributions that are left out
 * @param {string} bound
 * @param {(bound: string) => string} address of the view with another bound
 */
export function certaintyNote(left, bound, address) {
  if (bound === "0") return h("p", { class: "note" }, "Less certain attributions are included. ", h("a", { href: address("") }, "Leave them out"));
  return left > 0 && h("p", { class: "note" }, `${count(left, "less certain attribution")} left out. `, h("a", { href: address("0") }, "Include them"));
}
