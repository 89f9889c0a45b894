import { boundOf, certaintyFilter } from "./certainty.js";
import { count, h } from "./dom.js";
import { href } from "./route.js";
import { fillWith, paged } from "./states.js";
import { entityLink, statement } from "./statement.js";

/**
 * @import {API} from "./api.js"
 * @import {Entity} from "./types.js"
 * @import {Route} from "./route.js"
 */

/**
 * Entities by their names, and attributions by their words.
 * @param {API} api
 * @param {Route} route
 */
export async function searchView(api, route) {
  const q = route.params.get("q") ?? "";
  const bound = boundOf(route);
  return {
    title: q ? `Search: ${q}` : "Search",
    nodes: [
      h("header", { class: "heading" }, h("h1", { tabindex: -1 }, q ? `“${q}”` : "All statements and names"),
        certaintyFilter(bound, (other) => href("search", "", { q, confidence: other }))),
      h("div", { class: "columns" },
        list("Statements", "attributions", "statements", (one) => statement(one), (cursor) => api.attributions({ q, limit: 20, cursor, min_confidence: bound })),
        list("Names", "names", "plain entities", entityItem, (cursor) => api.entities({ q, limit: 20, cursor }))),
    ],
  };
}

/**
 * @template T
 * @param {string} title
 * @param {string} what
 * @param {string} kind
 * @param {(item: T) => Node} show
 * @param {(cursor: string) => Promise<import("./types.js").Page<T>>} ask
 */
function list(title, what, kind, show, ask) {
  const place = h("div", {});
  fillWith(place, what, ask(""), (page) => page.items.length === 0 ? [h("p", { class: "note" }, "Nothing was found.")]
    : paged(h("ul", { class: kind }), page, show, ask));
  return h("section", { "aria-label": title }, h("h2", {}, title), place);
}

/** @param {Entity} entity */
function entityItem(entity) {
  return h("li", {}, entityLink(entity), " ",
    h("span", { class: "note" }, [entity.kind, entity.attributionCount > 0 && count(entity.attributionCount, "attribution")].filter(Boolean).join(" · ")));
}
