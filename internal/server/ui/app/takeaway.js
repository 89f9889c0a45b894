import { h, select } from "./dom.js";

/** The tools that a subgraph can be taken to. @type {[format: string, tool: string, extension: string][]} */
const formats = [
  ["gexf", "Gephi (GEXF)", "gexf"], ["graphml", "Gephi, yEd, NetworkX (GraphML)", "graphml"], ["node-link", "NetworkX and D3 (node-link JSON)", "json"],
  ["cytoscape", "Cytoscape (CYJS)", "cyjs"], ["graphology", "sigma and graphology (JSON)", "json"], ["csv", "Spreadsheet (CSV, zipped)", "zip"],
  ["dot", "Graphviz (DOT)", "gv"], ["json-ld", "Linked data (JSON-LD)", "jsonld"], ["nquads", "Linked data (N-Quads)", "nq"], ["trig", "Linked data (TriG)", "trig"],
];

/** @type {[depth: string, label: string][]} */
const depths = [["1", "direct neighbours"], ["2", "two steps"], ["3", "three steps"]];

/**
 * A form that exports the graph around a node to another tool, with depth and format.
 * @param {string} root
 * @param {Record<string, string>} [filter] more parameters of the subgraph
 */
export function takeaway(root, filter = {}) {
  const format = /** @type {HTMLSelectElement} */ (select("format", formats.map(([name, tool]) => [name, tool])));
  const depth = /** @type {HTMLSelectElement} */ (select("depth", depths, "2"));
  const link = h("a", { class: "download" }, "Download");
  const aim = () => {
    link.setAttribute("href", `/api/v1/subgraph?${new URLSearchParams({ root, depth: depth.value, ...filter, format: format.value })}`);
    link.setAttribute("download", `${root.replace(/[^A-Za-z0-9-]+/g, "-")}.${formats[format.selectedIndex][2]}`);
  };
  for (const choice of [format, depth]) choice.addEventListener("change", aim);
  aim();
  return h("details", { class: "takeaway" }, h("summary", {}, "Export this graph to another tool"),
    h("p", { class: "choices" },
      h("label", {}, h("span", {}, "Tool"), format), h("label", {}, h("span", {}, "Distance"), depth), link),
    h("p", { class: "note" }, "At most 2,000 edges; the most connected nodes come first, and the file says what is missing."));
}
