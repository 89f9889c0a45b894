import { boundOf, certaintyFilter } from "./certainty.js";
import { count, h, select } from "./dom.js";
import { fillWith, paged } from "./states.js";
import { documentLink, entityLink, statement } from "./statement.js";
import { takeaway } from "./takeaway.js";
import { acts } from "./types.js";
import { href } from "./route.js";

/**
 * @import {API} from "./api.js"
 * @import {EntityRef, FullEntity} from "./types.js"
 * @import {Route} from "./route.js"
 */

/**
 * An entity: its names and relations, what it said, what others said about it, and its documents.
 * @param {API} api
 * @param {Route} route
 */
export async function entityView(api, route) {
  const entity = await api.entity(route.id);
  const act = route.params.get("act") ?? "";
  const bound = boundOf(route);
  return {
    title: entity.name,
    nodes: [
      heading(entity),
      h("div", { class: "columns" },
        h("div", {},
          section("said", `What ${said(entity)} said, asked or denied`, actFilter(entity, act, bound),
            certaintyFilter(bound, (other) => href("entities", entity.id, { act, confidence: other })),
            statements(api, entity.id, { body: entity.id, act, min_confidence: bound }, act ? `No attribution of the act “${act}”.` : "Nothing was found.")),
          section("about", `What was said about ${said(entity)}`, statements(api, entity.id, { topic: entity.id, min_confidence: bound }, "Nothing was found."))),
        h("aside", { class: "card" }, relations(entity), documents(entity))),
    ],
  };
}

/** @param {FullEntity} entity */
function said(entity) {
  return entity.kind === "person" ? entity.name : `“${entity.name}”`;
}

/** @param {FullEntity} entity */
function heading({ id, name, kind, names, counts }) {
  return h("header", { class: "heading" },
    h("p", { class: "kind" }, kind === "unnamed" ? "unnamed source" : kind),
    h("h1", { tabindex: -1 }, name),
    names.length > 0 && h("p", {}, "Also: ", names.join(", ")),
    h("p", { class: "facts" },
      h("span", {}, count(counts.made, "statement")),
      counts.onBehalfOf > 0 && h("span", {}, `${count(counts.onBehalfOf, "attribution")} on its behalf`),
      h("span", {}, `mentioned in ${count(counts.about, "attribution")}`),
      counts.made + counts.onBehalfOf + counts.about > 0 && h("a", { href: href("graph", "", { entity: id }) }, "Diagram")),
    takeaway(id));
}

/**
 * @param {string} id
 * @param {string} title
 * @param {...(Node | string)} children
 */
function section(id, title, ...children) {
  return h("section", { "aria-labelledby": id }, h("h2", { id }, title), children);
}

/**
 * @param {FullEntity} entity
 * @param {string} act
 * @param {string} bound
 */
function actFilter(entity, act, bound) {
  const choice = select("act", [["", "any act"], ...acts.map((name) => /** @type {[string, string]} */ ([name, name]))], act);
  choice.addEventListener("change", () => {
    location.hash = href("entities", entity.id, { act: /** @type {HTMLSelectElement} */ (choice).value, confidence: bound });
  });
  return h("label", { class: "filter" }, h("span", {}, "Act"), choice);
}

/**
 * @param {API} api
 * @param {string} id of the entity whose page this is
 * @param {Record<string, string>} filter
 * @param {string} none
 */
function statements(api, id, filter, none) {
  const place = h("div", {});
  const ask = (/** @type {string} */ cursor) => api.attributions({ ...filter, limit: 20, cursor });
  fillWith(place, "attributions", ask(""), (page) =>
    page.items.length === 0 ? [h("p", { class: "note" }, none)] : paged(h("ol", { class: "statements" }), page, (one) => statement(one, id), ask));
  return place;
}

/** @param {FullEntity} entity */
function relations({ id, roles, holders, speaksFor, spokenForBy, memberOf, sameAs }) {
  const rows = [
    row("Roles", roles.map((role) => h("span", {}, entityLink(role), role.body && [", ", entityLink(role.body)]))),
    row("Held by", holders.map(entityLink)), row("Member of", memberOf.map(entityLink)),
    row("Speaks for", speaksFor.map(entityLink)), row("Spokespersons", spokenForBy.map(entityLink)),
    row("Other data sets", sameAs.map((address) => h("a", { href: address, rel: "noreferrer" }, address))),
    row("Id", [h("code", {}, id)]),
  ];
  return h("dl", {}, rows.flat());
}

/**
 * @param {string} term
 * @param {Node[]} values
 */
function row(term, values) {
  return values.length > 0 ? [h("dt", {}, term), ...values.map((value) => h("dd", {}, value))] : [];
}

/** @param {FullEntity} entity */
function documents({ documents, counts }) {
  return h("div", {}, h("h2", {}, count(counts.documents, "document")),
    h("ul", { class: "plain" }, documents.items.map((doc) => h("li", {}, documentLink(doc), doc.issued && h("span", { class: "note" }, " " + doc.issued)))),
    !documents.complete && h("p", { class: "note" }, `The newest ${documents.items.length}.`));
}
