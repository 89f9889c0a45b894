import { boundOf, certaintyNote } from "./certainty.js";
import { count, h, present } from "./dom.js";
import { classes, entityLink, speaker, titleOf } from "./statement.js";
import { legend, linkParts, markedText } from "./text.js";
import { href } from "./route.js";

/**
 * @import {API} from "./api.js"
 * @import {Attribution, FullDocument, Publication, Span} from "./types.js"
 * @import {Route} from "./route.js"
 */

/**
 * A document: its text with every attribution marked, and the list of the attributions.
 * @param {API} api
 * @param {Route} route
 */
export async function documentView(api, route) {
  const { doc, bound } = await read(api, route);
  const address = (/** @type {number} */ n) => href("documents", doc.id, { attribution: doc.attributions[n].id, confidence: bound });
  const text = markedText(doc.text, doc.attributions, doc.attributions.map(({ normalised }) => normalised), address, placeIn(route.params));
  const list = attributionList(doc, address, bound);
  const reader = h("div", { class: "reader" },
    h("section", { "aria-label": "Text" }, doc.attributions.length > 0 && legend(), text), list);
  const linked = linkParts(reader, (n) => { location.hash = address(n); });
  const remark = h("div", {});
  const choose = (/** @type {Route} */ { params }) => {
    const chosen = doc.attributions.findIndex(({ id }) => id === params.get("attribution"));
    reader.querySelectorAll(".chosen").forEach((part) => part.classList.remove("chosen"));
    linked.parts(chosen).forEach((part) => part.classList.add("chosen"));
    remark.replaceChildren(...present([missing(params, chosen)]));
    return scrollTo(reader, chosen);
  };
  return {
    title: titleOf(doc),
    nodes: [heading(doc), remark, reader],
    shown: () => choose(route),
    update: (/** @type {Route} */ next) => {
      const samePlace = next.params.get("at") === route.params.get("at") && boundOf(next) === boundOf(route);
      if (samePlace) choose(next);
      return samePlace;
    },
  };
}

/**
 * Reads the document of a route, with the attributions that are less certain if the route asks for them or names one of them.
 * @param {API} api
 * @param {Route} route
 */
async function read(api, route) {
  const bound = boundOf(route);
  const doc = await api.document(route.id, bound);
  const named = route.params.get("attribution");
  if (!named || doc.attributions.some(({ id }) => id === named) || doc.attributions.length === doc.attributionCount) return { doc, bound };
  return { doc: await api.document(route.id, "0"), bound: "0" };
}

/** @param {FullDocument} doc */
function heading(doc) {
  const facts = [doc.publisher, doc.authors?.join(", "), doc.issued].filter(Boolean);
  return h("header", { class: "heading" },
    h("p", { class: "kind" }, "Document"),
    h("h1", { tabindex: -1 }, titleOf(doc)),
    h("p", { class: "facts" },
      facts.map((fact) => h("span", {}, fact)),
      doc.url && h("a", { href: doc.url, rel: "noreferrer" }, "Original"),
      h("span", {}, count(doc.attributionCount, "attribution")),
      doc.attributionCount > 0 && h("a", { href: href("graph", "", { document: doc.id }) }, "Diagram"),
      doc.revisionOf && h("span", {}, "replaced an earlier version")),
    doc.publications.length > 1 && publications(doc.publications));
}

/**
 * Where the same text was published, if at several places.
 * @param {Publication[]} all
 */
function publications(all) {
  return h("details", { class: "publications" }, h("summary", {}, `Published ${all.length} times`),
    h("ul", {}, all.map(({ title, publisher, authors, issued, url, identifier }) => {
      const name = title || identifier || url || "untitled";
      return h("li", {}, url ? h("a", { href: url, rel: "noreferrer" }, name) : name,
        h("p", { class: "facts note" }, [publisher, authors?.join(", "), issued].filter(Boolean).map((fact) => h("span", {}, fact))));
    })));
}

/**
 * @param {URLSearchParams} params
 * @param {number} chosen
 */
function missing(params, chosen) {
  if (!params.has("attribution") || chosen >= 0) return "";
  return h("p", { class: "remark", role: "status" }, "This version of the document does not have the attribution of this address.");
}

/**
 * @param {FullDocument} doc
 * @param {(n: number) => string} address
 * @param {string} bound
 */
function attributionList(doc, address, bound) {
  const title = h("h2", {}, count(doc.attributions.length, "attribution"));
  if (doc.attributionCount === 0) {
    return h("aside", { class: "side" }, title, h("p", {}, "No attributions were found in this text."));
  }
  const left = doc.attributionCount - doc.attributions.length;
  const note = certaintyNote(left, bound, (other) => href("documents", doc.id, { confidence: other }));
  return h("aside", { class: "side", "aria-label": "Attributions" }, title, note,
    h("ol", { class: "attributions" }, doc.attributions.map((attribution, n) =>
      h("li", { "data-owners": n },
        h("p", { class: "who" }, speaker(attribution), classes(attribution)),
        h("a", { href: address(n), class: "words" }, attribution.text),
        relations(doc, attribution, address), about(attribution)))));
}

const relationNames = /** @type {Record<string, string>} */ ({ repliesTo: "Replies to", repeats: "Repeats", disagreesWith: "Disagrees with", agreesWith: "Agrees with", relayedBy: "At second hand from" });

/**
 * The relations of an attribution to others, with links to their words.
 * @param {FullDocument} doc
 * @param {Attribution} attribution
 * @param {(n: number) => string} address
 */
function relations(doc, { relations = [] }, address) {
  return relations.map(({ type, to }) => {
    const other = doc.attributions.findIndex(({ id }) => id === to);
    return other >= 0 && h("p", { class: "note relation" }, relationNames[type] ?? type, " ", h("a", { href: address(other) }, doc.attributions[other].text));
  });
}

/** @param {Attribution} attribution */
function about({ about = [] }) {
  return about.length > 0 && h("details", { class: "note" }, h("summary", {}, `Mentions ${count(about.length, "entity", "entities")}`),
    about.map((entity, i) => [i > 0 && ", ", entityLink(entity)]).flat());
}

/**
 * @param {URLSearchParams} params
 * @returns {Span | undefined}
 */
function placeIn(params) {
  const [, start, end] = /^(\d+)-(\d+)$/.exec(params.get("at") ?? "") ?? [];
  return start && Number(start) < Number(end) ? [Number(start), Number(end)] : undefined;
}

/**
 * Scrolls the chosen words and their entry in the list into view.
 * @param {HTMLElement} reader
 * @param {number} chosen
 */
function scrollTo(reader, chosen) {
  const words = reader.querySelector(".mark.content.chosen, .mark.place") ?? reader.querySelector(".mark.chosen");
  words?.scrollIntoView({ block: "center" });
  const list = /** @type {HTMLElement} */ (reader.querySelector(".side"));
  const entry = /** @type {HTMLElement | null} */ (list.querySelector(`li[data-owners="${chosen}"]`));
  if (entry && list.scrollHeight > list.clientHeight) {
    list.scrollTop = entry.offsetTop - list.clientHeight / 2 + entry.offsetHeight / 2;
  }
  return words !== null;
}

/**
 * The document of an attribution, scrolled to its words.
 * @param {API} api
 * @param {Route} route
 */
export async function attributionView(api, route) {
  const { id, document } = await api.attribution(route.id);
  return { redirect: href("documents", document?.id, { attribution: id }) };
}
