import { count, h } from "./dom.js";
import { composer } from "./compose.js";
import { fillWith, paged } from "./states.js";
import { documentLink } from "./statement.js";
import { href } from "./route.js";

/**
 * @import {API} from "./api.js"
 * @import {DocumentSummary} from "./types.js"
 */

const countQuery = `g.emit({
  documents: g.V("g:Document").in("rdf:type").unique().count(),
  attributions: g.V("g:Attribution").in("rdf:type").unique().count(),
  entities: g.V().hasR("g:source").unique().count()
})`;

/**
 * The size of the store, its newest documents, and a form to add one.
 * @param {API} api
 */
export async function homeView(api) {
  const page = await api.documents({ limit: 10 });
  const empty = page.items.length === 0;
  const nodes = [
    h("header", { class: "heading" },
      h("h1", { tabindex: -1 }, "Who said what, with the exact words"),
      empty ? h("p", { class: "lead" }, "The store is empty. Paste a news article, a statement or a report below: graphd finds out who says what in it, with the exact words.") : figures(api)),
    !empty && newest(api, page),
    adding(api, empty),
  ];
  return { title: "", nodes };
}

/** @param {API} api */
function figures(api) {
  const place = h("div", { class: "figures" });
  fillWith(place, "counts", api.query("gizmo", countQuery, 1), ({ result }) => {
    const [{ documents, attributions, entities }] = result;
    return [
      figure(documents, "document"), figure(attributions, "attribution"), figure(entities, "speaker"),
    ];
  });
  return place;
}

/**
 * @param {number} n
 * @param {string} one
 */
function figure(n, one) {
  const [number, ...words] = count(n, one).split(" ");
  return h("p", {}, h("strong", {}, number), " ", words.join(" "));
}

/**
 * @param {API} api
 * @param {import("./types.js").Page<DocumentSummary>} page
 */
function newest(api, page) {
  const list = h("ul", { class: "documents" });
  return h("section", { "aria-labelledby": "newest" }, h("h2", { id: "newest" }, "Newest documents"),
    paged(list, page, documentItem, (cursor) => api.documents({ limit: 10, cursor })));
}

/** @param {DocumentSummary} doc */
function documentItem(doc) {
  return h("li", {},
    documentLink(doc),
    h("p", { class: "facts note" },
      [doc.publisher, doc.issued].filter(Boolean).map((fact) => h("span", {}, fact)),
      doc.publications.length > 1 && h("span", {}, `published ${doc.publications.length} times`),
      h("span", {}, count(doc.attributionCount, "attribution")),
      doc.attributionCount > 0 && h("a", { href: href("graph", "", { document: doc.id }) }, "Diagram")));
}

/**
 * @param {API} api
 * @param {boolean} empty
 */
function adding(api, empty) {
  const title = h("h2", { id: "add" }, "Add a document");
  const more = h("p", { class: "note" }, "Files, web pages and directories: ", h("code", {}, "graphd ingest --help"), ", or ",
    h("a", { href: "/docs" }, "the API"), ".");
  if (empty) return h("section", { "aria-labelledby": "add" }, title, composer(api), more);
  return h("details", { class: "adding" }, h("summary", {}, title), composer(api), more);
}
