/**
 * Every view has an address in the fragment of the page, with the names of the API:
 *
 *   #/                                     home
 *   #/search?q=words                       entities and attributions
 *   ...&confidence=0                       also the attributions that are less certain, in any view with a list of them
 *   #/documents/ID?attribution=ID          a document, scrolled to one of its attributions
 *   #/documents/ID?at=START-END            a document, scrolled to a span of code points
 *   #/attributions/ID                      the document of an attribution, scrolled to it
 *   #/entities/ID?act=ACT                  an entity
 *   #/graph?document=ID, #/graph?entity=ID a drawing of who said what
 *   #/ask?query=NAME&p.PARAM=VALUE&run=1   a saved query with its parameters, run at once
 *   #/ask?lang=LANGUAGE&q=TEXT             a query of the user
 *
 * @typedef {{view: string, id: string, params: URLSearchParams}} Route
 */

const views = new Set(["search", "documents", "attributions", "entities", "graph", "ask"]);
const withID = new Set(["documents", "attributions", "entities"]);

/**
 * @param {string} hash with or without its "#"
 * @returns {Route} whose view is "missing" where the address is none of ours
 */
export function parse(hash) {
  const [path, query = ""] = split(hash.replace(/^#/, ""), "?");
  const params = new URLSearchParams(query);
  const [view, rest = ""] = split(path.replace(/^\//, ""), "/");
  const id = decode(rest);
  if (view === "" && rest === "") return { view: "home", id: "", params };
  const known = views.has(view) && withID.has(view) === (id !== "");
  return known ? { view, id, params } : { view: "missing", id: path, params };
}

/**
 * Returns the address of a view. Empty parameters are omitted, and lists are repeated.
 * @param {string} view
 * @param {string} [id]
 * @param {Record<string, string | string[] | undefined>} [params]
 */
export function href(view, id = "", params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of [value ?? ""].flat()) {
      if (one !== "") query.append(name, one);
    }
  }
  const path = view === "home" ? "#/" : `#/${view}${id && "/" + encodeID(id)}`;
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * Returns the address of the exact words of an attribution.
 * @param {import("./types.js").Attribution} attribution
 */
export function wordsOf(attribution) {
  return attribution.document
    ? href("documents", attribution.document.id, { attribution: attribution.id })
    : href("attributions", attribution.id);
}

/**
 * Returns an id as a part of a path. Colons need no encoding there, and are easier to read.
 * @param {string} id
 */
export function encodeID(id) {
  return encodeURIComponent(id).replaceAll("%3A", ":");
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} text
 * @param {string} separator
 */
function split(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
