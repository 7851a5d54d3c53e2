"""Figures of the quality report, asked of the tables: one query each."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expectations.tables import connect
from pipeline.schema import TABLES

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """rows: table → rows; readings: (language or –, status, files); fill: (table.column, share); agreement: (what, symbols
    read in several languages, of these equal in all); names, phrases: what is not mapped, most frequent first.
    """

    rows: dict[str, int]
    readings: Rows
    kinds: Rows
    fill: Rows
    agreement: Rows
    names: Rows
    phrases: Rows
    reasons: Rows = field(default_factory=list)


READINGS = "SELECT coalesce(language, '–'), status, count(*) FROM readings GROUP BY 1, 2 ORDER BY 1, 2"
KINDS = "SELECT language, kind, count(*) FROM documents GROUP BY 1, 2 ORDER BY 1, 2"
NAMES = "SELECT name, language, sum(count) FROM unmapped_names GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 20"
PHRASES = "SELECT phrase, language, side, sum(count) FROM unmapped_phrases GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT 20"
REASONS = "SELECT reason, count(*), count(DISTINCT document_id) FROM dropped_blocks GROUP BY 1 ORDER BY 2 DESC, 1"
AGREEMENT = """
WITH read AS (
    SELECT d.symbol, d.document_id,
        (SELECT list(c.path ORDER BY c.position) FROM clauses c WHERE c.document_id = d.document_id) AS paths,
        (SELECT list(n.marker ORDER BY n.position) FROM footnotes n WHERE n.document_id = d.document_id) AS notes,
        (SELECT list(c.target_symbol ORDER BY c.target_symbol) FROM citations c WHERE c.document_id = d.document_id) AS cited
    FROM documents d WHERE d.symbol IS NOT NULL AND d.kind <> 'other'
), equal AS (
    SELECT count(DISTINCT coalesce(paths, [])) = 1 AS paths, count(DISTINCT coalesce(notes, [])) = 1 AS notes,
           count(DISTINCT coalesce(cited, [])) = 1 AS cited
    FROM read GROUP BY symbol HAVING count(*) > 1
)
SELECT 'paths of clauses', count(*), count(*) FILTER (paths) FROM equal
UNION ALL SELECT 'markers of notes', count(*), count(*) FILTER (notes) FROM equal
UNION ALL SELECT 'symbols cited', count(*), count(*) FILTER (cited) FROM equal
"""


def facts_of(tables: Path) -> Facts:
    """Ask the tables of a folder."""
    with connect(tables) as connection:

        def ask(query: str) -> Rows:
            return connection.execute(query).fetchall()

        rows = {name: ask(f"SELECT count(*) FROM {name}")[0][0] for name in TABLES}
        fill: Rows = []
        for table in ("documents", "clauses", "citations", "sponsors"):
            columns = [c.name for c in TABLES[table].columns if c.nullable]
            if rows[table]:
                shares = ask(f"SELECT {', '.join(f'count({c}) / count(*)' for c in columns)} FROM {table}")[0]
                fill += [(f"{table}.{c}", share) for c, share in zip(columns, shares, strict=True)]
        return Facts(rows, ask(READINGS), ask(KINDS), fill, ask(AGREEMENT), ask(NAMES), ask(PHRASES), ask(REASONS))
