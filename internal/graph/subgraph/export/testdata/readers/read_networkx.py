"""Reads a folder's subgraphs with NetworkX and prints, for each format, the nodes and edges that it found."""
import json
import sys
import warnings

import networkx as nx
from networkx.readwrite import gexf, json_graph

warnings.simplefilter("ignore")
folder = sys.argv[1]


def load(name):
    with open(f"{folder}/{name}", encoding="utf-8") as file:
        return json.load(file)


def read_gexf(name):
    """NetworkX knows GEXF up to 1.2: 1.3 has another namespace, and the same elements."""
    gexf.GEXF.versions["1.3"] = dict(gexf.GEXF.versions["1.2draft"], NS_GEXF="http://gexf.net/1.3", VERSION="1.3")
    return nx.read_gexf(f"{folder}/{name}")


def found(graph):
    assert graph.is_directed()
    edges = {}
    for source, target, key, attributes in nx.MultiDiGraph(graph).edges(keys=True, data=True):
        edge = attributes.get("id", key)
        assert edge not in edges, f"two edges {edge}"
        edges[edge] = {"source": source, "target": target, "attributes": attributes}
    return {"nodes": dict(graph.nodes(data=True)), "edges": edges}


json.dump({
    "graphml": found(nx.read_graphml(f"{folder}/graphml", force_multigraph=True)),
    "gexf": found(read_gexf("gexf")),
    "node-link": found(json_graph.node_link_graph(load("node-link"))),
    "cytoscape": found(json_graph.cytoscape_graph(load("cytoscape"))),
}, sys.stdout)
