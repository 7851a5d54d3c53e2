"""Measuring the warehouse: `python -m warehouse.measure PLACE` times every documented query; with `--side-by-side RELEASE`
the same three questions are put to the DuckDB file, to DuckDB over the released Parquet, and to pandas over the CSV.

Times are medians of five warm runs, in milliseconds. Memory is the greatest resident size of a fresh process that answers
one question once, in MiB.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from warehouse.build import parquet_of
from warehouse.connect import connect
from warehouse.questions import questions

WARM_RUNS = 5
SHOWN = 44
"""Characters of a value in a printed answer."""
SEARCH = "climate change"
LOOK_UPS = {
    "one clause by key": "SELECT * FROM clauses WHERE clause_id = (SELECT clause_id FROM clauses LIMIT 1 OFFSET 1000)",
    "one document by symbol": "SELECT * FROM documents WHERE symbol = (SELECT symbol FROM documents WHERE symbol IS NOT NULL LIMIT 1)",
    "citations of one document": "SELECT * FROM citations WHERE document_id = (SELECT document_id FROM documents LIMIT 1 OFFSET 9) ORDER BY position",
    "clauses of one document": "SELECT * FROM clauses WHERE document_id = (SELECT document_id FROM documents LIMIT 1) ORDER BY position",
}
MOST_CITED = "SELECT target_symbol, count(DISTINCT symbol) AS n FROM {citations} c JOIN {documents} d USING (document_id) "
MOST_CITED += "WHERE target_symbol IS NOT NULL AND target_symbol <> symbol GROUP BY 1 ORDER BY n DESC, 1 LIMIT 10"
FOUND = f"SELECT count(*) FROM {{clauses}} WHERE contains(lower(text), '{SEARCH}')"
PAIRS = """
    WITH s AS (SELECT DISTINCT d.symbol, s.iso3 FROM {sponsors} s JOIN {documents} d USING (document_id) WHERE s.iso3 IS NOT NULL)
    SELECT a.iso3, b.iso3, count(*) AS n FROM s a JOIN s b ON a.symbol = b.symbol AND a.iso3 < b.iso3 GROUP BY ALL ORDER BY n DESC, 1, 2 LIMIT 10
"""
OWN = {
    "most cited": "SELECT target_symbol, cited_by FROM most_cited ORDER BY cited_by DESC, target_symbol LIMIT 10",
    "clause search": f"SELECT count(*) FROM clause_search WHERE contains(folded, '{SEARCH}')",
    "co-sponsorship": "SELECT iso3, other_iso3, texts FROM cosponsorship ORDER BY texts DESC, iso3, other_iso3 LIMIT 10",
}
"""The three questions in the warehouse's own views and tables."""
SIDE_BY_SIDE = {"most cited": MOST_CITED, "clause search": FOUND, "co-sponsorship": PAIRS}


def median_ms(run: Callable[[], object]) -> tuple[float, float]:
    """Medians of WARM_RUNS runs after a first one, in milliseconds: by the clock, and of the processor, all threads together.

    On a machine that others use too the clock says how busy it is; the processor time is what the query takes.
    """
    run()
    clock, processor = [], []
    for _ in range(WARM_RUNS):
        began, used = time.perf_counter(), time.process_time()
        run()
        clock.append(1000 * (time.perf_counter() - began))
        processor.append(1000 * (time.process_time() - used))
    return statistics.median(clock), statistics.median(processor)


def _ask(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """All rows of an answer: what is timed."""
    return connection.execute(query).fetchall()


def time_queries(place: Path) -> None:
    """Print the rows and the time of every documented query and look-up, as Markdown."""
    with connect(place) as connection:
        print("| query | rows | clock, ms | processor, ms |\n|---|--:|--:|--:|")
        for name, query in {**{q.name: q.example for q in questions().values()}, **LOOK_UPS}.items():
            rows = len(_ask(connection, query))
            clock, processor = median_ms(partial(_ask, connection, query))
            print(f"| `{name}` | {rows} | {clock:.1f} | {processor:.1f} |")


def show_heads(place: Path, rows: int) -> None:
    """Print every question with its query, the first rows of the answer, and its time, as Markdown."""
    with connect(place) as connection:
        for question in questions().values():
            found = connection.execute(question.example)
            names, answer = [column[0] for column in found.description or ()], found.fetchall()
            took, _ = median_ms(partial(_ask, connection, question.example))
            print(f"### {question.name}\n\n{question.question}\n\n    {question.example}\n\n{len(answer)} rows, {took:.1f} ms\n")
            print("| " + " | ".join(names) + " |\n|" + "---|" * len(names))
            for row in answer[:rows]:
                print("| " + " | ".join(map(_cell, row)) + " |")
            print()


def _cell(value: object) -> str:
    """A value short enough for a table."""
    text = "" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return (text if len(text) <= SHOWN else text[: SHOWN - 1] + "…").replace("|", "\\|").replace("\n", " ")


def compare(release: Path) -> None:
    """Print time and memory of the three questions on the three sides, each in a process of its own, as Markdown.

    Ends with the two answers where the sides do not agree.
    """
    print("| question | side | first answer, ms | warm, ms | memory, MiB |\n|---|---|--:|--:|--:|")
    for question in SIDE_BY_SIDE:
        numbers = None
        for side in ("warehouse", "Parquet", "pandas on CSV"):
            command = [sys.executable, "-m", "warehouse.measure", str(release), "--one", question, side]
            result = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            if numbers not in (None, result["numbers"]):
                raise SystemExit(f"{question}: {side} answers {result['numbers']}, the side before it {numbers}")
            numbers = result["numbers"]
            print(f"| {question} | {side} | {result['first']:.0f} | {result['warm']:.1f} | {result['memory']:.0f} |")


def answer_one(release: Path, question: str, side: str) -> dict[str, Any]:
    """Open one side and answer one question: its numbers, time of the first answer (opening included), warm time, memory."""
    began = time.perf_counter()
    run = _pandas(release, question) if side == "pandas on CSV" else _duckdb(release, question, side)
    numbers = run()
    first = 1000 * (time.perf_counter() - began)
    return {"numbers": numbers, "first": first, "warm": median_ms(run)[0], "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _duckdb(release: Path, question: str, side: str) -> Callable[[], list[int]]:
    if side == "warehouse":
        connection, query = connect(release), OWN[question]
    else:
        connection, names = duckdb.connect(":memory:"), ("citations", "documents", "clauses", "sponsors")
        files = {name: f"read_parquet('{parquet_of(release / 'parquet', name)}', hive_partitioning = false)" for name in names}
        query = SIDE_BY_SIDE[question].format(**files)
    return lambda: [row[-1] for row in connection.execute(query).fetchall()]


def _pandas(release: Path, question: str) -> Callable[[], list[int]]:
    """The same question in pandas; reading the CSV is part of it, as an analyst without a database would have it."""
    import pandas as pd

    def read(name: str, columns: list[str]) -> Any:
        return pd.read_csv(release / "csv" / f"{name}.csv.gz", usecols=columns)

    def most_cited() -> Any:
        rows = read("citations", ["document_id", "target_symbol"]).merge(read("documents", ["document_id", "symbol"]), on="document_id")
        rows = rows[rows["target_symbol"] != rows["symbol"]]
        return rows.groupby("target_symbol")["symbol"].nunique().nlargest(10)

    def search() -> Any:
        found = read("clauses", ["text"])["text"].str.lower().str.contains(SEARCH, regex=False)
        return found[found].groupby(found).size()

    def cosponsorship() -> Any:
        rows = read("sponsors", ["document_id", "iso3"]).merge(read("documents", ["document_id", "symbol"]), on="document_id")
        rows = rows[["symbol", "iso3"]].dropna().drop_duplicates()
        both = rows.merge(rows, on="symbol")
        return both[both["iso3_x"] < both["iso3_y"]].groupby(["iso3_x", "iso3_y"]).size().nlargest(10)

    answer = {"most cited": most_cited, "clause search": search, "co-sponsorship": cosponsorship}[question]
    return lambda: [int(number) for number in answer()]


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", type=Path, help="a DuckDB file, a data folder, or a release")
    parser.add_argument("--side-by-side", action="store_true", help="compare with Parquet and CSV; the place is a release")
    parser.add_argument("--heads", type=int, metavar="N", help="print the first N rows of every answer")
    parser.add_argument("--one", nargs=2, metavar=("QUESTION", "SIDE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(answer_one(options.place, *options.one)))
    elif options.heads:
        show_heads(options.place, options.heads)
    elif options.side_by_side:
        compare(options.place)
    else:
        time_queries(options.place)


if __name__ == "__main__":
    main()
