"""The frontier: what the documents that were read cite and link to, as candidates for fetching.

The way is computed from the tables each time, so it needs no memory of its own: the same tables and seeds give the same
candidates, and a document is named once however often it is cited.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from pipeline import store
from pipeline.fetch.links import Wanted
from pipeline.symbols import SymbolError, make_link, parse


def candidates(tables: Path, seeds: Iterable[str], steps: int, budget: int) -> list[Wanted]:
    """Symbols that are cited or linked within so many steps of the seeds, in every language that is fetched.

    tables: the folder of the parsed tables; budget: how many symbols may be named in all. Nearer ones come first, then
    the more often cited, then by symbol. Only what the tables hold is followed: a step needs the reading of the one before.
    """
    cited = _cited(tables)
    found: list[str] = []
    seen = set(seeds)
    step = sorted(seen)
    for _ in range(steps):
        counts: Counter[str] = Counter()
        for symbol in step:
            counts.update(cited.get(symbol, ()))
        ranked = sorted((s for s in counts if s not in seen), key=lambda s: (-counts[s], s))
        step = ranked[: budget - len(found)]
        found += step
        seen.update(ranked)
    return [Wanted(symbol) for symbol in found]


def _cited(tables: Path) -> dict[str, set[str]]:
    """For every symbol that was read, in whatever languages, the symbols that it cites or links to and that can be asked for."""
    symbols = {
        row["document_id"]: row["symbol"] for b in store.iterate(tables, "documents", columns=["document_id", "symbol"]) for row in b.to_pylist()
    }
    cited: dict[str, set[str]] = defaultdict(set)
    fetchable: dict[str, bool] = {}
    for table, column in (("citations", "target_symbol"), ("links", "symbol")):
        for batch in store.iterate(tables, table, columns=["document_id", column]):
            for row in batch.to_pylist():
                source, target = symbols.get(row["document_id"]), row[column]
                if source and target and source != target and fetchable.setdefault(target, can_be_fetched(target)):
                    cited[source].add(target)
    return cited


def can_be_fetched(symbol: str) -> bool:
    """Whether a server may have a document of this symbol.

    Decisions are not issued one by one (they stand in the yearly volume of the Official Records), and pseudo-symbols of
    the library catalogue are known to no server.
    """
    try:
        make_link(symbol, "en")
    except SymbolError:
        return False
    return parse(symbol).series != "DEC"
