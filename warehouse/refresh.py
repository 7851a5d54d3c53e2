"""Bringing the warehouse up to date with as little work as that takes: none, the new attempts of the ledger, or all anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Literal

import duckdb

from pipeline.schema import TABLES
from pipeline.stamps import STAMP, Stamp, digest_of_program, digests_of_tables
from warehouse import ddl
from warehouse.build import build, parquet_of

LEDGER = "fetches"
PROGRAM = ("warehouse", "pipeline.schema", "pipeline.symbols", "pipeline.languages", "pipeline.states", "pipeline.store")
Done = Literal["kept", "appended", "built"]


def stamp_of(tables: Path, database: Path) -> Stamp:
    """The stamp of a warehouse that is made from the tables of a folder."""
    inputs = digests_of_tables(tables, TABLES) | {"program": digest_of_program(PROGRAM, ("duckdb",))}
    return Stamp(database.with_name(STAMP), inputs, (database,))


def refresh(tables: Path, database: Path) -> Done:
    """Make the warehouse one of these tables. What `build` raises, this does.

    `kept`: it is that already. `appended`: nothing has changed but that the ledger of attempts has grown: the new attempts
    are added, under the constraints of the schema. `built`: written anew.
    """
    stamp = stamp_of(tables, database)
    if stamp.holds():
        return "kept"
    done: Done = "appended" if stamp.holds_but_for(LEDGER) and _append_attempts(tables, database) else "built"
    if done == "built":
        build(tables, database)
    stamp.write()
    return done


def _append_attempts(tables: Path, database: Path) -> bool:
    """Add the new rows of the ledger to a copy of the warehouse that takes its place; whether it then holds the whole ledger."""
    source, key = parquet_of(tables, LEDGER), ", ".join(map(ddl.identifier, TABLES[LEDGER].key))
    partial = database.with_name(f".{database.name}.{os.getpid()}.partial")
    leftovers = (partial, partial.with_name(partial.name + ".wal"))
    columns = ", ".join(map(ddl.identifier, TABLES[LEDGER].names))
    try:
        shutil.copyfile(database, partial)
        with duckdb.connect(str(partial), config=dict(ddl.OFFLINE)) as connection:
            rows = f"SELECT {columns} FROM read_parquet({ddl.quoted(str(source))}) ANTI JOIN {LEDGER} USING ({key})"
            connection.execute(f"INSERT INTO {LEDGER} ({columns}) {rows}")
            counts = f"SELECT count(*), (SELECT count(*) FROM read_parquet({ddl.quoted(str(source))})) FROM {LEDGER}"
            ((held, told),) = connection.execute(counts).fetchall()
            connection.execute("CHECKPOINT")
        if held == told:
            partial.replace(database)
        return bool(held == told)
    except duckdb.Error:
        return False  # building anew tells what is wrong
    finally:
        for leftover in leftovers:
            leftover.unlink(missing_ok=True)
