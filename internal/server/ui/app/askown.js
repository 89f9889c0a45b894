import { field, h, select } from "./dom.js";
import { href } from "./route.js";

/** @type {Record<string, string>} */
const examples = {
  gizmo: 'g.V("g:Attribution").in("rdf:type").out("g:source").unique().all()',
  graphql: "{\n  attributions(rdf:type: g:Attribution, first: 10) {\n    id\n    words: g:contentText\n    act: g:act\n  }\n}",
  mql: '[{"id": null, "g:act": "g:act-deny"}]',
};

/**
 * The form for the text of a query.
 * @param {URLSearchParams} params
 */
export function ownForm(params) {
  const language = params.get("lang") ?? "gizmo";
  const choice = /** @type {HTMLSelectElement} */ (select("lang", [["gizmo", "Gizmo"], ["graphql", "GraphQL-style"], ["mql", "MQL"]], language));
  const text = /** @type {HTMLTextAreaElement} */ (h("textarea", { name: "q", rows: 8, class: "code", spellcheck: "false", required: true }));
  text.value = params.get("q") || examples[language] || "";
  choice.addEventListener("change", () => {
    if (Object.values(examples).includes(text.value)) text.value = examples[choice.value];
  });
  const limit = /** @type {HTMLInputElement} */ (h("input", { name: "limit", type: "number", min: 1, value: params.get("limit") ?? 100 }));
  return h("form", { class: "question", submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    location.hash = href("ask", "", { lang: choice.value, q: text.value, limit: limit.value });
  } },
  h("h2", {}, "Your own query"),
  field("Query", text),
  h("div", { class: "fields" }, field("Language", choice), field("Rows", limit)),
  h("p", { class: "buttons" }, h("button", { class: "primary" }, "Run")));
}
