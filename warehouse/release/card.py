"""`README.md` of a release (a dataset card, with the header that dataset hubs read) and `CITATION.cff`."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import duckdb
import yaml

from warehouse.release.codebook import environment
from warehouse.release.parquet import files_of, released_tables
from warehouse.release.words import DESCRIPTION, KEYWORDS, RIGHTS, TITLE

_SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"), (10_000_000, "1M<n<10M"))
_COUNTS = """
    SELECT (SELECT count(*) FROM documents), (SELECT count(DISTINCT symbol) FROM documents), (SELECT count(*) FROM clauses),
           (SELECT count(*) FROM citations), (SELECT count(*) FROM sponsors), (SELECT min(adopted_on) FROM documents),
           (SELECT max(adopted_on) FROM documents)
"""
_LANGUAGES = """
    SELECT d.language, count(*), sum(coalesce(c.clauses, 0))::BIGINT
    FROM documents d LEFT JOIN (SELECT document_id, count(*) AS clauses FROM clauses GROUP BY document_id) c USING (document_id)
    GROUP BY d.language ORDER BY d.language
"""


def write_card(connection: duckdb.DuckDBPyConnection, folder: Path, version: str, previous: str | None) -> None:
    """Write `README.md` from an open warehouse and the Parquet files of the release."""
    (values,) = connection.execute(_COUNTS).fetchall()
    counts = SimpleNamespace(**dict(zip(("documents", "symbols", "clauses", "citations", "sponsors", "first", "last"), values, strict=True)))
    files = {name: files_of(folder / "parquet", name) for name in released_tables()}
    text = (
        environment()
        .get_template("card.md.jinja")
        .render(
            title=TITLE,
            description=DESCRIPTION,
            version=version,
            previous=previous,
            counts=counts,
            languages=connection.execute(_LANGUAGES).fetchall(),
            size=next((label for limit, label in _SIZES if counts.clauses < limit), "n>10M"),
            configs={n: f"parquet/{n}.parquet" if len(found) == 1 else f"parquet/{n}/*.parquet" for n, found in files.items() if found},
            clauses_partitioned=len(files["clauses"]) > 1,
            rights=RIGHTS.partition("\n")[2].strip(),
        )
    )
    (folder / "README.md").write_text(text, encoding="utf-8")


def write_citation(folder: Path, version: str, released_on: str) -> None:
    """Write `CITATION.cff`."""
    content = {
        "cff-version": "1.2.0",
        "message": "Please cite the version that you used, and name the United Nations as the source of the texts.",
        "type": "dataset",
        "title": TITLE,
        "abstract": DESCRIPTION,
        "authors": [{"name": "The unres contributors"}],
        "version": version,
        "date-released": released_on,
        "keywords": KEYWORDS,
    }
    (folder / "CITATION.cff").write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
