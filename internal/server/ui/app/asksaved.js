import { field, h, select } from "./dom.js";
import { valuesOf } from "./results.js";
import { href } from "./route.js";

/**
 * @import {API} from "./api.js"
 * @import {Param, SavedQuery} from "./types.js"
 */

/**
 * The form of a saved query, with a field for each declared parameter.
 * @param {API} api
 * @param {SavedQuery} saved
 * @param {URLSearchParams} params of the address, where a query's own begin with "p."
 */
export function savedForm(api, saved, params) {
  const form = /** @type {HTMLFormElement} */ (h("form", { class: "question", submit: (/** @type {Event} */ event) => {
    event.preventDefault();
    const values = valuesOf(saved.params, (name) => value(form, "p." + name));
    const prefixed = Object.fromEntries(Object.entries(values).map(([name, given]) => ["p." + name, given]));
    location.hash = href("ask", "", { query: saved.name, run: "1", ...prefixed, limit: value(form, "limit") });
  } },
  h("h2", {}, saved.title), h("p", {}, saved.description),
  h("div", { class: "fields" },
    saved.params.map((param) => field(label(param), control(api, param, params.getAll("p." + param.name)), param.description)),
    field("rows", h("input", { name: "limit", type: "number", min: 1, value: params.get("limit") ?? 1000 }), "maximum number of rows")),
  h("p", { class: "buttons" }, h("button", { class: "primary" }, "Run")),
  h("details", {}, h("summary", {}, `The query, in ${saved.language === "gizmo" ? "Gizmo" : "GraphQL"}`), h("pre", {}, h("code", {}, saved.text)))));
  return form;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function value(form, name) {
  return /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value;
}

/** @param {Param} param */
function label({ name, list, required }) {
  return name.replaceAll("_", " ") + (list ? ", one per line" : "") + (required ? " (required)" : "");
}

/**
 * @param {API} api
 * @param {Param} param
 * @param {string[]} given
 * @returns {HTMLElement}
 */
function control(api, { name, type, list, required, default: usual = [] }, given) {
  const own = { name: "p." + name, required, autocomplete: "off" };
  const current = given.length > 0 ? given : usual;
  if (list) {
    const area = /** @type {HTMLTextAreaElement} */ (h("textarea", { ...own, rows: Math.max(3, current.length) }));
    area.value = current.join("\n");
    return area;
  }
  const value = current[0] ?? "";
  switch (type) {
    case "bool": return select(own.name, [...(value ? [] : [["", "–"]]), ["true", "yes"], ["false", "no"]].map(([v, l]) => [v, l]), value);
    case "int": return h("input", { ...own, type: "number", step: 1, value });
    case "float": return h("input", { ...own, type: "number", step: "any", value });
    case "date": return h("input", { ...own, value, placeholder: "2020-07-21", pattern: "\\d{4}(-\\d{2}(-\\d{2}(T.*)?)?)?", title: "2020, 2020-07 or 2020-07-21" });
    case "iri": return iriInput(api, own, value);
    default: return h("input", { ...own, value });
  }
}

/**
 * A field for an id, which suggests entities by name.
 * @param {API} api
 * @param {{name: string, required: boolean}} own
 * @param {string} value
 */
function iriInput(api, own, value) {
  const list = h("datalist", { id: "list-" + own.name });
  const input = /** @type {HTMLInputElement} */ (h("input", { ...own, value, list: list.id, placeholder: "Type a name, or an id", spellcheck: "false" }));
  let latest = "";
  input.addEventListener("input", async () => {
    const q = latest = input.value.trim();
    if (q.length < 2 || q.includes(":")) return;
    try {
      const { items } = await api.entities({ q, limit: 12 });
      if (q === latest) list.replaceChildren(...items.map(({ id, name }) => h("option", { value: id }, name)));
    } catch {
      list.replaceChildren(); // an id can also be typed without suggestions
    }
  });
  return h("span", { class: "lookup" }, input, list);
}
