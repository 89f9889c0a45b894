import { h } from "./dom.js";
import { ownForm } from "./askown.js";
import { savedForm } from "./asksaved.js";
import { tabulate } from "./results.js";
import { resultTable } from "./rows.js";
import { fillWith } from "./states.js";
import { href } from "./route.js";

/**
 * @import {API} from "./api.js"
 * @import {SavedQuery} from "./types.js"
 * @import {Route} from "./route.js"
 */

/**
 * The queries: a saved query with a form for its parameters, or a query of the user. If the address has all values that
 * the query needs, it runs.
 * @param {API} api
 * @param {Route} route
 */
export async function askView(api, route) {
  const { items } = await api.queries();
  const name = route.params.get("query") ?? "";
  const chosen = items.find((saved) => saved.name === name);
  const own = !chosen && (route.params.has("lang") || items.length === 0);
  const outcome = h("section", { class: "outcome", "aria-label": "Answer" });
  return {
    title: chosen ? chosen.title : "Queries",
    nodes: [
      h("header", { class: "heading" }, h("h1", { tabindex: -1 }, "Queries")),
      h("div", { class: "asking" },
        menu(items, name, own),
        h("div", {},
          name && !chosen && h("p", { class: "problem", role: "alert" }, `There is no saved query “${name}”.`),
          chosen && [savedForm(api, chosen, route.params), run(outcome, savedAnswer(api, chosen, route.params))],
          own && [ownForm(route.params), run(outcome, ownAnswer(api, route.params), route.params.get("q") ?? "")],
          !chosen && !own && h("p", { class: "lead" }, "Choose a saved query, or write your own."))),
    ],
  };
}

/**
 * @param {SavedQuery[]} queries
 * @param {string} chosen
 * @param {boolean} own
 */
function menu(queries, chosen, own) {
  const links = h("ul", { class: "menu" },
    queries.map(({ name, title }) => h("li", {},
      h("a", { href: href("ask", "", { query: name }), "aria-current": name === chosen && "page" }, title))),
    h("li", { class: "own" }, h("a", { href: href("ask", "", { lang: "gizmo" }), "aria-current": own && "page" }, "Your own query")));
  const open = !chosen && !own;
  return h("nav", { "aria-label": "Queries" }, h("details", { open: open || matchMedia("(min-width: 56rem)").matches }, h("summary", {}, "Saved queries"), links));
}

/**
 * The result of a saved query, if the address has all values that it needs.
 * @param {API} api
 * @param {SavedQuery} saved
 * @param {URLSearchParams} params
 */
function savedAnswer(api, saved, params) {
  const ready = params.has("run") && saved.params.every(({ name, required }) => !required || params.get("p." + name));
  if (!ready) return undefined;
  const values = Object.fromEntries(saved.params.map(({ name }) => [name, params.getAll("p." + name)]));
  return api.savedQuery(saved.name, { ...values, limit: params.get("limit") ?? "" });
}

/**
 * @param {API} api
 * @param {URLSearchParams} params
 */
function ownAnswer(api, params) {
  const text = params.get("q");
  return text ? api.query(params.get("lang") ?? "gizmo", text, Number(params.get("limit")) || 100) : undefined;
}

/**
 * @param {HTMLElement} outcome
 * @param {Promise<any> | undefined} answer
 * @param {string} text of the query, where faults have places in it
 */
function run(outcome, answer, text = "") {
  if (answer) fillWith(outcome, "the answer", answer, (body) => resultTable(tabulate(body)), text);
  return outcome;
}
