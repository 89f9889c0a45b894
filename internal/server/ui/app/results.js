/**
 * @typedef {Record<string, unknown>} Row
 * @typedef {{columns: string[], rows: Row[], complete: boolean, reason: string}} Table
 */

/**
 * Returns the result of a query as a table: of a saved query ({items}), of Gizmo and MQL ({result}), or of GraphQL ({data}).
 * The columns with words come first, then those with speakers and acts, then the others by name.
 * @param {{items?: unknown[], result?: unknown[] | null, data?: unknown, complete?: boolean, reason?: string, error?: string}} answer
 * @returns {Table}
 */
export function tabulate(answer) {
  const found = answer.items ?? answer.result ?? ("data" in answer ? [answer.data] : []);
  const rows = found.flatMap(unwrap).map(asRow);
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((name) => !isCompanion(name, rows));
  const columns = names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return { columns, rows, complete: answer.complete !== false && !answer.error, reason: answer.reason ?? answer.error ?? "" };
}

/**
 * Reports whether a column only has the IRIs of the terms that another column has by name: actIRI for act.
 * @param {string} column
 * @param {Row[]} rows
 */
function isCompanion(column, rows) {
  const named = /^(.+)IRI$/.exec(column)?.[1];
  return named !== undefined && rows.every((row) => !(column in row) || (named in row && /^g:\w+-/.test(String(row[column]))));
}

/**
 * Returns the rows of a GraphQL result, which is an object with a field for each root. If there is one root, its values
 * are the rows.
 * @param {unknown} value
 * @returns {unknown[]}
 */
function unwrap(value) {
  if (!isObject(value)) return [value];
  const values = Object.values(value);
  if (values.length !== 1) return [value];
  const only = values[0];
  if (only === null) return [];
  if (isObject(only)) return [only];
  return Array.isArray(only) && only.every(isObject) ? only : [value];
}

/**
 * @param {unknown} value
 * @returns {Row}
 */
function asRow(value) {
  return isObject(value) ? value : { value };
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const order = ["name", "words", "act", "source", "attribution", "id", "document"];

/** @param {string} column */
function rank(column) {
  const at = order.indexOf(column);
  return at < 0 ? order.length : at;
}

/**
 * Returns the position that the error of a query names, counted from 1.
 * @param {string} message
 */
export function placeOf(message) {
  const found = /line (\d+), column (\d+)/.exec(message);
  return found && { line: Number(found[1]), column: Number(found[2]) };
}

/**
 * Returns the line of an error with a caret below the column, or "" if the text has no such line.
 * @param {string} text
 * @param {{line: number, column: number}} place
 */
export function pointAt(text, { line, column }) {
  const faulty = text.split("\n")[line - 1];
  if (faulty === undefined) return "";
  return faulty + "\n" + faulty.slice(0, column - 1).replace(/[^\t]/g, " ") + "^";
}

/**
 * Returns the values of the parameters of a query from the fields of a form. Empty fields give no value. A list has a value
 * on each line.
 * @param {import("./types.js").Param[]} params
 * @param {(name: string) => string} field
 * @returns {Record<string, string | string[]>}
 */
export function valuesOf(params, field) {
  const values = /** @type {Record<string, string | string[]>} */ ({});
  for (const { name, list } of params) {
    const text = field(name).trim();
    if (text) values[name] = list ? text.split("\n").map((line) => line.trim()).filter(Boolean) : text;
  }
  return values;
}
