"""The citation network as GraphML, for programs that draw and measure networks."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import networkx as nx

_NODES = """
    SELECT symbol, coalesce(arg_min(title, CASE language WHEN 'en' THEN '' ELSE language END), ''), min(kind), coalesce(min(organ), ''),
           coalesce(min(session), ''), coalesce(min(adopted_on)::VARCHAR, ''), true
    FROM documents WHERE symbol IS NOT NULL GROUP BY symbol
    UNION ALL
    SELECT DISTINCT target_symbol, '', '', '', '', '', false FROM citation_edges WHERE NOT held
    ORDER BY 1
"""
_EDGES = """
    SELECT symbol, target_symbol, kind, mentions, array_to_string(actions, ' '), array_to_string(languages, ' '), coalesce(path, '')
    FROM citation_edges ORDER BY symbol, target_symbol
"""


def write_graphml(connection: duckdb.DuckDBPyConnection, target: Path) -> None:
    """Write the graph of an open warehouse as gzipped GraphML: a node per symbol, an edge from the citing to the cited."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for symbol, title, kind, organ, session, adopted_on, held in connection.execute(_NODES).fetchall():
        graph.add_node(symbol, title=title, kind=kind, organ=organ, session=session, adopted_on=adopted_on, held=held)
    for citing, cited, kind, mentions, actions, languages, path in connection.execute(_EDGES).fetchall():
        graph.add_edge(citing, cited, kind=kind, mentions=mentions, actions=actions, languages=languages, path=path)
    # the name and the time of writing stay out of the gzip header, so that the same graph gives the same bytes
    with target.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as stream:
        nx.write_graphml(graph, stream)
