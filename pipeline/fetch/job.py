"""The two ways in: documents of a server, and files of a folder. Both end in the same store and the same ledger.

A run that follows skips what is held and fresh, so that killing and starting again comes to the same as not killing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.fetch import frontier
from pipeline.fetch.client import Client
from pipeline.fetch.drop_in import import_folder
from pipeline.fetch.keep import recover
from pipeline.fetch.ledger import Ledger
from pipeline.fetch.links import Wanted
from pipeline.fetch.lock import data_lock
from pipeline.fetch.raw import RawStore
from pipeline.fetch.run import Run, tasks
from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.summary import FetchSummary, Progress

__all__ = ["FetchSettings", "FetchSummary", "Progress", "Wanted", "fetch", "import_folder"]


def fetch(
    wanted: Iterable[Wanted] | None, data: Path, settings: FetchSettings, on_progress: Callable[[Progress], None] | None = None
) -> FetchSummary:
    """Fetch what is wanted into the data folder; with None, everything that was ever wanted from this base.

    Links in a language that the settings do not ask for are skipped, and counted. Only what is due is asked for: never
    asked for, failed in passing, or older than its status allows. Raises
    DataFolderBusy when another process works on the folder, DamagedLedger.
    """
    with data_lock(data), Ledger(data) as ledger, Client(settings) as client:
        store = RawStore(data, settings.raw_url)
        recover(ledger, store)
        asked = list(wanted) if wanted is not None else known(ledger, settings)
        if settings.follow and wanted is not None:
            asked += frontier.candidates(data / "tables", [w.symbol for w in asked if w.symbol], settings.follow, settings.budget)
        run = Run(settings, client, ledger, store)
        if skipped := sum(w.language not in (None, *settings.languages) for w in asked):
            run.summary.statuses["skipped"] = skipped
        try:
            run.all(tasks(asked, settings, ledger), on_progress)
        finally:
            run.summary.requests, run.summary.bytes = client.requests, client.received
        ledger.compact()
        return run.summary


def known(ledger: Ledger, settings: FetchSettings) -> list[Wanted]:
    """Everything that was asked of this base before, to be refreshed."""
    bases = tuple({settings.base_url.rstrip("/") + "/", settings.api_url.rstrip("/") + "/"})
    found = [Wanted(s.symbol, s.language, None if s.symbol else link) for link, s in sorted(ledger.links.items()) if link.startswith(bases)]
    return list(dict.fromkeys(found))
