import { count, h } from "./dom.js";
import { readIRI } from "./iri.js";
import { isObject } from "./results.js";

/** @import {Table} from "./results.js" */

/**
 * The rows of a result, and whether they are complete.
 * @param {Table} table
 */
export function resultTable({ columns, rows, complete, reason }) {
  const end = h("p", { class: complete ? "note" : "remark", role: "status" },
    `${count(rows.length, "row")}. ${complete ? "The result is complete." : `Not complete: ${reason || "the server gives no reason"}.`}`);
  if (rows.length === 0) return [end];
  const prose = new Set(columns.filter((name) => rows.some((row) => isLong(row[name]))));
  return [end, h("div", { class: "results", tabindex: 0, role: "region", "aria-label": "Rows" }, h("table", {},
    h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, name)))),
    h("tbody", {}, rows.map((row) => h("tr", {}, columns.map((name) =>
      h("td", { class: typeof row[name] === "number" ? "number" : prose.has(name) ? "long" : "" }, ...value(row[name])))))))),
  ];
}

/**
 * A value for display. IRIs of instances link to their view; lists and objects are formatted.
 * @param {unknown} given
 * @returns {(Node | string)[]}
 */
function value(given) {
  if (given === null || given === undefined) return [];
  if (Array.isArray(given)) return [h("ul", { class: "plain" }, given.map((one) => h("li", {}, ...value(one))))];
  if (isObject(given)) {
    return [h("dl", {}, Object.entries(given).flatMap(([name, one]) => [h("dt", {}, name), h("dd", {}, ...value(one))]))];
  }
  const iri = readIRI(given);
  if (!iri) return [String(given)];
  return [iri.href ? h("a", { href: iri.href, title: String(given), rel: "noreferrer" }, iri.label) : h("code", { title: String(given) }, iri.label)];
}

/**
 * Reports whether a value is prose, so that its column is set as text.
 * @param {unknown} given
 */
function isLong(given) {
  return typeof given === "string" && given.length > 60 && !readIRI(given);
}
