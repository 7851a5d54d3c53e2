"""What a release says about its own quality: `quality.md`, `coverage.csv`, and the reports of the checks as they are."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb

from pipeline.stamps import STAMP

_SECTIONS = {
    "Files read, by outcome": "SELECT status, count(*) AS files FROM readings GROUP BY status ORDER BY files DESC, status",
    "Fetches, by outcome": "SELECT status, count(*) AS attempts FROM fetches GROUP BY status ORDER BY attempts DESC, status",
    "Documents, by kind and language": "SELECT kind, language, count(*) AS documents FROM documents GROUP BY ALL ORDER BY ALL",
    "Documents withheld, by rule": """SELECT rule, severity, count(DISTINCT document_id) AS documents, sum(count)::BIGINT AS rows
        FROM quarantine GROUP BY rule, severity ORDER BY documents DESC, rule""",
    "Citations, by kind": """SELECT kind, count(*) AS citations, count(target_symbol) AS with_symbol, count(treaty_series) AS with_series
        FROM citations GROUP BY kind ORDER BY citations DESC, kind""",
    "Hyperlinks against words": "SELECT link_status, count(*) AS citations FROM citations GROUP BY link_status ORDER BY link_status",
    "Paragraphs without a lemma, by language": """SELECT d.language, count(*) FILTER (c.action IS NULL) AS without, count(*) AS paragraphs
        FROM clauses c JOIN documents d USING (document_id) WHERE c.depth = 0 AND c.kind IN ('preambular', 'operative')
        GROUP BY d.language ORDER BY d.language""",
    "Names that no table of States knows": """SELECT name, sum(count)::BIGINT AS times FROM unmapped_names
        GROUP BY name ORDER BY times DESC, name LIMIT 50""",
    "Opening phrases without a lemma": """SELECT language, side, phrase, sum(count)::BIGINT AS times FROM unmapped_phrases
        GROUP BY ALL ORDER BY times DESC, language, side, phrase LIMIT 50""",
    "Blocks left out, by reason": "SELECT reason, count(*) AS blocks FROM dropped_blocks GROUP BY reason ORDER BY blocks DESC, reason",
    "Documents held, by number of languages": """SELECT held AS languages, count(*) AS symbols FROM coverage
        WHERE held > 0 GROUP BY held ORDER BY held""",
}


def write_quality(connection: duckdb.DuckDBPyConnection, folder: Path, version: str, checks: Path | None) -> None:
    """Write `quality.md` and `coverage.csv` from an open warehouse, and copy the reports of the checks from the folder `checks`."""
    lines = [f"# Quality of version {version}"]
    if checks and checks.is_dir():
        shutil.copytree(checks, folder / "quality", ignore=shutil.ignore_patterns("data_docs", ".*", STAMP))
        lines += ["", "The reports of the checks are in `quality/`."]
    for title, query in _SECTIONS.items():
        lines += ["", f"## {title}", "", *_table(connection.execute(query))]
    (folder / "quality.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    coverage = connection.sql("SELECT * FROM coverage ORDER BY symbol").df()
    coverage.to_csv(folder / "coverage.csv", index=False, lineterminator="\n")


def _table(result: duckdb.DuckDBPyConnection) -> Iterator[str]:
    names = [column[0] for column in result.description or []]
    rows = result.fetchall()
    if not rows:
        yield "None."
        return
    yield f"| {' | '.join(names)} |"
    yield "|" + "|".join("--:" if isinstance(value, int) else "---" for value in rows[0]) + "|"
    for row in rows:
        yield f"| {' | '.join(f'{v:,}' if isinstance(v, int) else str(v).replace('|', chr(92) + '|') for v in row)} |"
