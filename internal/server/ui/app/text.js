import { h } from "./dom.js";
import { CodePoints } from "./codepoints.js";
import { beginning, byParagraph, inOrder, marksOf, nest } from "./marks.js";
import { actOf, groupBy, speakerName } from "./layout.js";

/**
 * @import {Attribution, Offsets, Span} from "./types.js"
 * @import {Mark, Piece} from "./marks.js"
 */

/**
 * The text of a document with its attributions marked, and the speakers next to each paragraph.
 * Elements of attributions have the numbers of the attributions in data-owners.
 * @param {string} text
 * @param {Attribution[]} attributions in text order
 * @param {Offsets[]} offsets of the attributions in this text, parallel to them
 * @param {(n: number) => string} address of an attribution in this view
 * @param {Span} [place] another span to mark
 */
export function markedText(text, attributions, offsets, address, place) {
  const points = new CodePoints(text);
  const paragraphs = points.paragraphs();
  const marks = marksOf(offsets);
  if (place) marks.push({ start: place[0], end: place[1], owners: [], part: "place" });
  const marked = byParagraph(paragraphs, inOrder(marks));
  const noted = notesByParagraph(paragraphs, offsets);
  return h("div", { class: "text" }, paragraphs.map((span, i) => h("div", { class: "paragraph" },
    h("p", {}, nest(span, marked[i]).map((piece) => written(points, piece))),
    noted[i].length > 0 && h("ul", { class: "notes", "aria-label": "Spoken by" }, noted[i].map((n) =>
      h("li", {}, h("a", { href: address(n), "data-owners": n, title: attributions[n].text },
        h("span", { class: "name" }, speakerName(attributions[n])), " ", h("span", { class: "act" }, actOf(attributions[n])))))))));
}

/**
 * @param {CodePoints} points
 * @param {Piece} piece
 * @returns {Node | string}
 */
function written(points, piece) {
  if (!("mark" in piece)) return points.slice(piece.start, piece.end);
  const { part, owners } = piece.mark;
  return h("span", { class: `mark ${part}`, "data-owners": owners.join(" "), "data-part": part }, piece.children.map((child) => written(points, child)));
}

/**
 * Returns the attributions that begin in each paragraph.
 * @param {Span[]} paragraphs
 * @param {Offsets[]} offsets
 * @returns {number[][]}
 */
function notesByParagraph(paragraphs, offsets) {
  const order = offsets.map((parts, n) => ({ n, start: beginning(parts) })).sort((a, b) => a.start - b.start);
  let next = 0;
  return paragraphs.map(([, end]) => {
    const notes = [];
    while (next < order.length && order[next].start < end) notes.push(order[next++].n);
    return notes;
  });
}

/** A legend of the marks. */
export function legend() {
  return h("p", { class: "legend" },
    h("span", { class: "mark source" }, "who speaks"), h("span", { class: "mark cue" }, "the cue"),
    h("span", { class: "mark content" }, "what is said"));
}

/**
 * Highlights all parts of the attribution under the pointer or in focus, and chooses an attribution on a click.
 * @param {HTMLElement} root holds the text and whatever else names attributions
 * @param {(n: number) => void} choose
 */
export function linkParts(root, choose) {
  const byOwner = partsByOwner(root);
  let shown = "";
  const show = (/** @type {EventTarget | null} */ target) => {
    const owners = ownersAt(target);
    if (owners === shown) return;
    for (const owner of shown.split(" ")) byOwner.get(owner)?.forEach((part) => part.classList.remove("shown"));
    for (const owner of owners.split(" ")) byOwner.get(owner)?.forEach((part) => part.classList.add("shown"));
    shown = owners;
  };
  root.addEventListener("pointerover", (event) => show(event.target));
  root.addEventListener("pointerleave", () => show(null));
  root.addEventListener("focusin", (event) => show(event.target));
  root.addEventListener("focusout", () => show(null));
  root.addEventListener("click", (event) => {
    const owners = ownersAt(event.target);
    const isMark = /** @type {Element} */ (event.target).closest(".mark");
    if (isMark && owners && String(getSelection()) === "") choose(Number(owners.split(" ")[0]));
  });
  return {
    /** @param {number} n @returns {HTMLElement[]} */
    parts: (n) => byOwner.get(String(n)) ?? [],
  };
}

/**
 * @param {HTMLElement} root
 * @returns {Map<string, HTMLElement[]>}
 */
function partsByOwner(root) {
  const parts = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-owners]"))];
  const owned = parts.flatMap((part) => (part.dataset.owners ?? "").split(" ").map((owner) => ({ owner, part })));
  const groups = groupBy(owned, ({ owner }) => owner);
  return new Map([...groups].map(([owner, group]) => [owner, group.map(({ part }) => part)]));
}

/**
 * Returns the value of data-owners for an element: the numbers of its attributions, or "".
 * @param {EventTarget | null} target
 */
function ownersAt(target) {
  const part = target instanceof Element ? target.closest("[data-owners]:not([data-owners=''])") : null;
  return part instanceof HTMLElement ? part.dataset.owners ?? "" : "";
}
