// Reads a folder's subgraphs with Cytoscape.js and graphology and prints, for each, the nodes and edges that it found.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const cytoscape = require("cytoscape"), { MultiDirectedGraph } = require("graphology");
const gexf = require("graphology-gexf"), graphml = require("graphology-graphml");
const { DOMParser } = require("@xmldom/xmldom");

const text = (name) => readFileSync(`${process.argv[2]}/${name}`, "utf8");

function ofCytoscape({ elements }) {
  const cy = cytoscape({ headless: true, elements });
  return {
    nodes: Object.fromEntries(cy.nodes().map((node) => [node.id(), node.data()])),
    edges: Object.fromEntries(cy.edges().map((edge) => [edge.id(), { source: edge.source().id(), target: edge.target().id(), attributes: edge.data() }])),
  };
}

function ofGraphology(graph) {
  return {
    nodes: Object.fromEntries(graph.mapNodes((key, attributes) => [key, attributes])),
    edges: Object.fromEntries(graph.mapEdges((key, attributes, source, target) => [key, { source, target, attributes }])),
  };
}

const xml = (name) => new DOMParser().parseFromString(text(name), "application/xml");

console.log(JSON.stringify({
  cytoscape: ofCytoscape(JSON.parse(text("cytoscape"))),
  graphology: ofGraphology(MultiDirectedGraph.from(JSON.parse(text("graphology")))),
  gexf: ofGraphology(gexf.parse(MultiDirectedGraph, text("gexf"))),
  graphml: ofGraphology(graphml.parse(MultiDirectedGraph, text("graphml"))),
}));
