import { href } from "./route.js";

const instance = /(?:^|[:/])(doc|passage|attr|actor|body|role)[:/]([^:/\s<>"]+)$/;
const shortened = /^urn:graphd:ns:(.+)$/;

/**
 * Parses an IRI in the result of a query. Only text in angle brackets is an IRI.
 * @param {unknown} value
 * @returns {{label: string, href?: string} | undefined} undefined where value is no IRI
 */
export function readIRI(value) {
  const inner = typeof value === "string" && /^<([^<>\s]+)>$/.exec(value)?.[1];
  if (!inner) return undefined;
  const found = instance.exec(inner);
  if (found) return { label: shorten(found[1], found[2]), href: target(found[1], found[2]) };
  const term = shortened.exec(inner);
  if (term) return { label: "g:" + term[1] };
  return /^https?:/.test(inner) ? { label: inner, href: inner } : { label: inner };
}

/**
 * @param {string} kind
 * @param {string} local
 */
function target(kind, local) {
  switch (kind) {
    case "doc": return href("documents", "doc:" + local);
    case "attr": return href("attributions", "attr:" + local);
    case "passage": {
      const [, doc, at] = /^(.+?)-(\d+-\d+)$/.exec(local) ?? [];
      return doc && href("documents", "doc:" + doc, { at });
    }
    default: return href("entities", `${kind}:${local}`);
  }
}

/**
 * Returns an id for display: hashes are shortened.
 * @param {string} kind
 * @param {string} local
 */
function shorten(kind, local) {
  return `${kind}:${local.replace(/^([0-9a-f]{8})[0-9a-f]{24}(?![0-9a-f])/, "$1…")}`;
}

/**
 * Returns a short id of the API for display.
 * @param {string} id
 */
export function shortID(id) {
  const at = id.indexOf(":");
  return at < 0 ? id : shorten(id.slice(0, at), id.slice(at + 1));
}
