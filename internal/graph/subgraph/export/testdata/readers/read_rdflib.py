"""Reads a folder's subgraphs with rdflib and prints, for each format, the quads that it found as lists of N-Quads terms."""
import json
import sys

import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

folder = sys.argv[1]
rdflib.NORMALIZE_LITERALS = False  # else it writes numbers its own way


def found(name):
    dataset = rdflib.Dataset()
    dataset.parse(f"{folder}/{name}", format=name, publicID=DATASET_DEFAULT_GRAPH_ID)
    return [[term(subject), term(predicate), term(value), label(graph)] for subject, predicate, value, graph in dataset.quads((None, None, None, None))]


def term(node):
    """Blank nodes have names of the reader's own."""
    return {"blank": True} if isinstance(node, rdflib.BNode) else {
        "value": str(node), "iri": isinstance(node, rdflib.URIRef),
        "language": getattr(node, "language", None) or "", "datatype": str(getattr(node, "datatype", None) or ""),
    }


def label(graph):
    name = graph if graph is None or isinstance(graph, rdflib.term.Node) else graph.identifier
    return "" if name is None or name == DATASET_DEFAULT_GRAPH_ID else str(name)


json.dump({name: found(name) for name in ("nquads", "trig", "json-ld")}, sys.stdout)
