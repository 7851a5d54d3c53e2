"""Documents whose rows break a critical rule: out of what is released, listed with rule and reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from expectations.result import Result
from expectations.tables import is_readable
from pipeline.store import table_path

QUARANTINED_SHARE = 0.05
"""Most documents that may be kept out: more is no fault of single documents, but of the program or the source."""
FEW = 20
"""Fewer documents than this are no share to speak of: one specimen in quarantine does not stop a run."""


def quarantine(tables: Path, results: list[Result]) -> tuple[list[dict[str, Any]], Result]:
    """Rows of the table `quarantine`, and whether they are few enough for the rest to be trusted."""
    rows = [
        {"document_id": document, "rule": r.name, "severity": r.severity, "reason": r.reason, "count": count}
        for r in results
        if r.severity == "critical" and r.status == "failed"
        for document, count in r.documents.items()
    ]
    path = table_path(tables, "documents")
    documents = pq.read_metadata(path).num_rows if is_readable(path) else 0
    out = {row["document_id"]: 1 for row in rows}
    many = documents >= FEW and len(out) > QUARANTINED_SHARE * documents
    reason = f"at most {QUARANTINED_SHARE:.0%} of the documents are in quarantine"
    return rows, Result(
        "quarantine.share", "quarantine", "quarantine", "critical", reason, "failed" if many else "passed", len(out) if many else 0, documents
    )
