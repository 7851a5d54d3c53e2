"""How fast citations are found, beside eyecite on the same text in one run, in megabytes (UTF-8) of processor time:

    unres parse DIR --out TABLES
    pip install eyecite                      # into an environment of its own, then add its site-packages to PYTHONPATH
    python tests/parse/citation_measurements.py TABLES [--language en] [--rounds 3] [--megabytes 4]

Both get every document whole, as paragraphs and notes; eyecite with its default tokenizer. The two take turns, so that a
machine that is busy for a while slows both. Without eyecite only ours is measured.
"""

from __future__ import annotations

import argparse
import importlib
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.parse.citations import find_citations
from pipeline.parse.model import Unit
from pipeline.store import read_table


@dataclass(frozen=True)
class Text:
    """One document: its paragraphs and notes."""

    document_id: str
    symbol: str | None
    organ: str | None
    language: str
    units: list[Unit]

    @property
    def whole(self) -> str:
        return "\n".join(unit.text for unit in self.units)


def texts(tables: Path, language: str, megabytes: float) -> list[Text]:
    """Documents of a language, in order of their ids, up to so many megabytes."""
    units: dict[str, list[Unit]] = defaultdict(list)
    for row in read_table(tables, "clauses").to_pylist():
        units[row["document_id"]].append(Unit(row["text"], row["char_start"], clause_id=row["clause_id"]))
    for row in read_table(tables, "footnotes").to_pylist():
        units[row["document_id"]].append(Unit(row["text"], row["char_start"], footnote_id=row["footnote_id"]))
    found, size = [], 0.0
    for row in read_table(tables, "documents").to_pylist():
        if row["language"] == language and size < megabytes:
            found.append(Text(row["document_id"], row["symbol"], row["organ"], language, units[row["document_id"]]))
            size += len(found[-1].whole.encode()) / 1e6
    return found


def ours(documents: list[Text]) -> int:
    """The number of citations that this project finds."""
    return sum(
        len(find_citations(d.units, document_id=d.document_id, symbol=d.symbol, organ=d.organ, language=d.language, loose_links=[])[0])
        for d in documents
    )


def eyecites(documents: list[Text], eyecite: Any) -> int:
    """The number of citations (of courts) that eyecite finds."""
    return sum(len(eyecite.get_citations(d.whole)) for d in documents)


def seconds(work: Callable[[], int]) -> tuple[float, int]:
    """Processor time of some work, and its result."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--megabytes", type=float, default=4)
    args = parser.parse_args()
    documents = texts(args.tables, args.language, args.megabytes)
    size = sum(len(d.whole.encode()) for d in documents) / 1e6
    print(f"{len(documents)} documents, {size:.2f} MB")
    try:
        eyecite = importlib.import_module("eyecite")
    except ImportError:
        eyecite = None
    ours(documents[:1])  # expressions are compiled once
    for _ in range(args.rounds):
        taken, found = seconds(lambda: ours(documents))
        line = f"ours {size / taken:.2f} MB/s ({found} citations)"
        if eyecite is not None:
            theirs, number = seconds(lambda: eyecites(documents, eyecite))
            line += f"   eyecite {size / theirs:.2f} MB/s ({number})   {theirs / taken:.1f} times"
        print(line, flush=True)


if __name__ == "__main__":
    main()
