import { leastConfidence } from "./certainty.js";
import { count, field, h } from "./dom.js";
import { speakerOf } from "./layout.js";
import { fillWith } from "./states.js";
import { legend, linkParts, markedText } from "./text.js";
import { href } from "./route.js";

/** @import {API} from "./api.js" */

/**
 * The form that adds a document as text, and can first preview what would be found in it.
 * @param {API} api
 */
export function composer(api) {
  const outcome = h("div", { class: "outcome", "aria-live": "polite" });
  const form = /** @type {HTMLFormElement} */ (h("form", { class: "composer", submit: (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    submit(api, form, outcome, button?.value !== "add");
  } },
  field("Text", h("textarea", { name: "text", rows: 8, required: true, placeholder: "Paste the article’s text, with empty lines between its paragraphs" })),
  h("div", { class: "fields" },
    field("Title", h("input", { name: "title", autocomplete: "off" })),
    field("Publisher", h("input", { name: "publisher", autocomplete: "off" })),
    field("Issued", h("input", { name: "issued", placeholder: "2020-07-21", autocomplete: "off" })),
    field("URL", h("input", { name: "url", type: "url", placeholder: "https://", autocomplete: "off" }))),
  h("p", { class: "buttons" },
    h("button", { value: "preview" }, "Preview"),
    h("button", { value: "add", class: "primary" }, "Add to the store"),
    h("span", { class: "note" }, "A preview stores nothing.")),
  outcome));
  return form;
}

/**
 * @param {API} api
 * @param {HTMLFormElement} form
 * @param {HTMLElement} outcome
 * @param {boolean} dryRun
 */
function submit(api, form, outcome, dryRun) {
  const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]).filter(([, value]) => value));
  given.text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text")).value; // its line breaks as they were read, not as forms send them
  return fillWith(outcome, "what is in it", api.addDocument(given, dryRun), (added) => {
    if (dryRun) return preview(given.text, added);
    if (added.status !== "unchanged") location.hash = href("documents", added.id);
    return [h("p", { class: "remark" }, added.status === "unchanged" ? "The store already has this text: nothing has changed. " : "Added. ",
      h("a", { href: href("documents", added.id) }, "Open the document"))];
  });
}

/**
 * Returns where the parts of an attribution are in the text that was sent.
 * @param {import("./types.js").Attribution} attribution
 * @returns {import("./types.js").Offsets}
 */
function given({ source = [], cue = [], content = [] }) {
  return { source, cue, content };
}

/**
 * @param {string} text
 * @param {{attributions: import("./types.js").Attribution[]}} found
 */
function preview(text, found) {
  const attributions = found.attributions.filter(({ confidence }) => confidence >= leastConfidence);
  const speakers = new Set(attributions.map(speakerOf)).size;
  const summary = attributions.length === 0 ? "No attributions were found in this text."
    : `${count(attributions.length, "attribution")} by ${count(speakers, "speaker")}. Nothing is stored yet.`;
  const shown = h("div", { class: "preview" }, attributions.length > 0 && legend(), markedText(text, attributions, attributions.map(given), () => location.hash || "#/"));
  linkParts(shown, () => {});
  return [h("h3", {}, "Preview"), h("p", {}, summary), shown];
}
