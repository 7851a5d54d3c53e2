"""What validation must show, measured: time and memory for tables of about so many clauses.

    python tests/expectations/validation_measurements.py TABLES 10000 100000 1000000 [--work DIR]

The tables of a folder are cut, or repeated with a part more in the symbol (`/Add.1`, `/Add.2` …), so that every key stays
one. Each size is validated by the command line in a process of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from expectations.tables import connect
from pipeline.schema import TABLES
from pipeline.store import TableWriter, table_path

NAMES = ("document_id", "clause_id", "parent_id", "footnote_id", "citation_id", "ibid_of")
COPIES = """
CREATE TABLE copies AS
SELECT document_id, n FROM (
    SELECT document_id, n, sum(clauses) OVER (ORDER BY n, hash(symbol), document_id) AS upto
    FROM (SELECT document_id, split_part(document_id, '@', 1) AS symbol, count(c.position) AS clauses
          FROM documents LEFT JOIN clauses c USING (document_id) GROUP BY 1), range(100) r(n))
WHERE upto <= ?
"""


def repeat(tables: Path, out: Path, clauses: int) -> int:
    """Write tables of at most so many clauses from those of a folder; returns how many there are."""
    with connect(tables) as connection:
        connection.execute(COPIES, [clauses])
        for name, table in TABLES.items():
            if "document_id" in table.names and name != "quarantine":
                columns = ", ".join(_renamed(name, c) for c in table.names)
                order = ", ".join(table.key)
                batches = connection.sql(f"SELECT {columns} FROM {name} JOIN copies USING (document_id) ORDER BY {order}").to_arrow_reader(20_000)
                with TableWriter(name, table_path(out, name)) as writer:
                    for batch in batches:
                        writer.write(batch.to_pylist())
    with connect(out) as connection:
        ((count,),) = connection.execute("SELECT count(*) FROM clauses").fetchall()
        return int(count)


def _renamed(table: str, column: str) -> str:
    """A column of a copy: names of rows, the symbol and the address are its own."""
    if column in NAMES:
        return f"CASE WHEN n = 0 THEN {column} ELSE replace({column}, '@', '/Add.' || n || '@') END AS {column}"
    if column == "source_uri" or (table, column) == ("documents", "symbol"):
        return f"CASE WHEN n = 0 THEN {column} ELSE {column} || '/Add.' || n END AS {column}"
    return f'"{column}"'


def measure(tables: Path) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of processor, greatest memory in GB of one validation."""
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", "unres", "validate", str(tables)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    return time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path)
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "unres-validation")
    chosen = parser.parse_args()
    for size in chosen.sizes:
        out = chosen.work / str(size)
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:  # a child begins with the memory of its parent
            clauses = apart.submit(repeat, chosen.tables, out, size).result()
        clock, processor, memory = measure(out)
        print(f"{clauses:>9,} clauses: {clock:5.1f} s, {processor:5.1f} s of processor, {memory:.2f} GB", flush=True)


if __name__ == "__main__":
    main()
