/**
 * @typedef {Node | string | number | null | undefined | false} Child null, undefined and false are omitted
 * @typedef {Record<string, unknown>} Attributes functions are event listeners; false and undefined are omitted
 */

const svgNamespace = "http://www.w3.org/2000/svg";

/**
 * Creates an element. All text is inserted as text, so that nothing from a document is interpreted as HTML.
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes, ...children) {
  return /** @type {HTMLElement} */ (fill(document.createElement(tag), attributes, children));
}

/**
 * Creates an SVG element.
 * @param {string} tag
 * @param {Attributes} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes, ...children) {
  return /** @type {SVGElement} */ (fill(document.createElementNS(svgNamespace, tag), attributes, children));
}

/**
 * @param {Element} element
 * @param {Attributes} [attributes]
 * @param {(Child | Child[])[]} [children]
 */
function fill(element, attributes = {}, children = []) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, /** @type {EventListener} */ (value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, String(value));
  }
  element.append(...present(children.flat()));
  return element;
}

/** @param {Child[]} children */
export function present(children) {
  return children.filter((child) => child !== null && child !== undefined && child !== false && child !== "")
    .map((child) => (child instanceof Node ? child : String(child)));
}

/**
 * A labelled field of a form.
 * @param {string} label
 * @param {HTMLElement} control
 * @param {string} [note]
 */
export function field(label, control, note) {
  return h("label", { class: "field" }, h("span", { class: "label" }, label), control, note && h("span", { class: "note" }, note));
}

/**
 * A select element.
 * @param {string} name
 * @param {[value: string, label: string][]} options
 * @param {string} [chosen]
 */
export function select(name, options, chosen = "") {
  return h("select", { name }, options.map(([value, label]) => h("option", { value, selected: value === chosen }, label)));
}

/**
 * Returns a number with its noun: "1 document", "22 documents".
 * @param {number} n
 * @param {string} one
 * @param {string} [many]
 */
export function count(n, one, many = one + "s") {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
