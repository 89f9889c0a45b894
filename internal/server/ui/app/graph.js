import { count, h, svg } from "./dom.js";
import { fitting, layOut, outline, size } from "./layout.js";
import { titleOf } from "./statement.js";
import { takeaway } from "./takeaway.js";
import { href, wordsOf } from "./route.js";

/**
 * @import {API} from "./api.js"
 * @import {Attribution} from "./types.js"
 * @import {Drawing, Edge, Node as Box} from "./layout.js"
 * @import {Route} from "./route.js"
 */

const mostEdges = 60;

/**
 * A drawing of who said what, in one document or about one entity. Without either, a list of documents.
 * @param {API} api
 * @param {Route} route
 */
export async function graphView(api, route) {
  const document = route.params.get("document"), entity = route.params.get("entity");
  if (document) return documentGraph(api, document);
  if (entity) return entityGraph(api, entity);
  const { items } = await api.documents({ limit: 50 });
  return { title: "Who said what", nodes: [
    h("header", { class: "heading" }, h("h1", { tabindex: -1 }, "Who said what"),
      h("p", { class: "lead" }, items.length > 0 ? "Choose a document to draw. The page of each entity also has a drawing." : "The store is empty.")),
    h("ul", { class: "documents" }, items.map((doc) => h("li", {},
      h("a", { href: href("graph", "", { document: doc.id }) }, titleOf(doc)),
      h("p", { class: "note" }, count(doc.attributionCount, "attribution"))))),
  ] };
}

/**
 * @param {API} api
 * @param {string} id
 */
async function documentGraph(api, id) {
  const doc = await api.document(id);
  return view(api, titleOf(doc), href("documents", doc.id), doc.attributions, true, takeaway(doc.id, { document: doc.id }));
}

/**
 * @param {API} api
 * @param {string} id
 */
async function entityGraph(api, id) {
  const [entity, own, others] = await Promise.all([
    api.entity(id), api.attributions({ body: id, limit: mostEdges }), api.attributions({ topic: id, limit: mostEdges }),
  ]);
  const attributions = [...new Map([...own.items, ...others.items].map((one) => [one.id, one])).values()];
  return view(api, entity.name, href("entities", entity.id), attributions, own.complete && others.complete, takeaway(entity.id));
}

/**
 * @param {API} api
 * @param {string} name
 * @param {string} back
 * @param {Attribution[]} attributions
 * @param {boolean} complete whether these are all there are
 * @param {Node} away the way to other tools
 */
function view(api, name, back, attributions, complete, away) {
  const shown = attributions.slice(0, fitting(attributions, mostEdges));
  const all = count(attributions.length, "attribution");
  const part = complete && shown.length === attributions.length ? `All ${all}.`
    : `The first ${shown.length} of ${complete ? all : `more than ${all}`}, the most that one drawing can show.`;
  return { title: `Who said what: ${name}`, nodes: [
    h("header", { class: "heading" },
      h("p", { class: "kind" }, "Who said what"),
      h("h1", { tabindex: -1 }, h("a", { href: back }, name)),
      attributions.length > 0 ? h("p", { class: shown.length < attributions.length || !complete ? "remark" : "note" }, part,
        " Who speaks, what they say, and whom it concerns, or on whose behalf it is said. Click a statement to see it in the text.")
        : h("p", { class: "lead" }, "There are no attributions to draw."), away),
    shown.length > 0 && drawing(api, shown),
  ] };
}

/**
 * The drawing for the width of the screen, which is redrawn when the width changes.
 * @param {API} api
 * @param {Attribution[]} attributions
 */
function drawing(api, attributions) {
  const narrow = matchMedia("(max-width: 48rem)");
  const place = h("div", { class: "drawing", tabindex: 0, role: "region", "aria-label": "Drawing" });
  const show = () => place.replaceChildren(draw(narrow.matches ? outline(attributions, Math.max(240, Math.min(innerWidth, 640)) - 34) : layOut(attributions)));
  narrow.addEventListener("change", show, { signal: api.signal });
  show();
  return place;
}

/** @param {Drawing} drawing */
function draw({ speakers, statements, targets, edges, width, height, outline }) {
  const heads = outline ? [] : [["Who speaks", speakers[0].x], ["What they say", statements[0].node.x], ...targets.slice(0, 1).map((target) => ["About or for whom", target.x])];
  const top = heads.length > 0 ? 0 : size.top - 2;
  const picture = svg("svg", { viewBox: `-1 ${top} ${width + 2} ${height - top}`, width: width + 2, height: height - top, role: "group", "aria-label": "Who said what" },
    heads.map(([text, x]) => svg("text", { class: "head", x, y: 14 }, String(text))),
    edges.map(outline ? elbow : curve), edges.filter(({ label }) => label).map(outline ? elbowLabel : curveLabel),
    speakers.map((node) => boxOf(node, node.entity && href("entities", node.entity), node.unknown ? "speaker unknown" : "speaker")),
    statements.map(({ attribution, node }) => boxOf(node, wordsOf(attribution), `statement ${attribution.form}`)),
    targets.map((node) => boxOf(node, href("entities", node.entity), "target")));
  for (const type of ["pointerover", "focusin"]) picture.addEventListener(type, (event) => trace(picture, event.target));
  for (const type of ["pointerleave", "focusout"]) picture.addEventListener(type, () => trace(picture, null));
  return picture;
}

/** @param {Edge} edge */
function curve({ from, to, kind }) {
  const [x1, y1, x2, y2] = [from.x + from.width, middleOf(from), to.x, middleOf(to)], bend = (x2 - x1) / 2;
  return svg("path", { class: `edge ${kind}`, d: `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`, "data-from": from.id, "data-to": to.id });
}

/** @param {Edge} edge */
function curveLabel({ from, to, label }) {
  const y = middleOf(to) + (to.y > from.y ? 14 : -5); // on the side opposite to the line
  return svg("text", { class: "label", x: to.x - 8, y, "text-anchor": "end", "data-from": from.id, "data-to": to.id }, label);
}

/** @param {Edge} edge */
function elbow({ from, to, kind }) {
  const d = `M${from.x + 10} ${from.y + from.height} V${middleOf(to)} H${to.x}`;
  return svg("path", { class: `edge ${kind}`, d, "data-from": from.id, "data-to": to.id });
}

/** @param {Edge} edge */
function elbowLabel({ from, to, label }) {
  return svg("text", { class: "label", x: to.x + 2, y: to.y - 3, "data-from": from.id, "data-to": to.id }, label);
}

/** @param {Box} node */
function middleOf(node) {
  return node.y + node.height / 2;
}

/**
 * @param {Box} node
 * @param {string | undefined} address
 * @param {string} kind
 */
function boxOf(node, address, kind) {
  const shape = [
    svg("title", {}, node.label),
    svg("rect", { x: node.x, y: node.y, width: node.width, height: node.height, rx: 4 }),
    svg("text", { x: node.x + 10, y: middleOf(node) + 4.5 }, clip(node.label, node.width, kind.startsWith("speaker") ? 7.8 : 6.9)),
  ];
  const attributes = { class: `box ${kind}`, "data-id": node.id };
  return address ? svg("a", { ...attributes, href: address, "aria-label": node.label }, shape) : svg("g", attributes, shape);
}

/**
 * Returns as much of a text as fits into a box, cut between words.
 * @param {string} text
 * @param {number} width
 * @param {number} letter how wide one is, about
 */
function clip(text, width, letter) {
  const most = Math.floor((width - 20) / letter);
  const letters = [...text];
  if (letters.length <= most) return text;
  return letters.slice(0, most - 1).join("").replace(/\s+\S{0,12}$/, "") + " …";
}

/**
 * Dims the boxes and edges that are not connected to the box under the pointer or in focus.
 * @param {Element} picture
 * @param {EventTarget | null} target
 */
function trace(picture, target) {
  const box = target instanceof Element ? target.closest(".box") : null;
  const id = box?.getAttribute("data-id");
  picture.classList.toggle("traced", Boolean(id));
  const edges = [...picture.querySelectorAll("[data-from]")];
  const near = new Set([id]);
  for (const edge of edges) {
    const from = edge.getAttribute("data-from"), to = edge.getAttribute("data-to");
    const joined = from === id || to === id;
    edge.classList.toggle("near", joined);
    if (joined) near.add(from ?? "").add(to ?? "");
  }
  for (const one of picture.querySelectorAll(".box")) one.classList.toggle("near", near.has(one.getAttribute("data-id") ?? ""));
}
