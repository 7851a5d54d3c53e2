"""The resource that every asset works on: which documents, in which data folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import dagster as dg
from pydantic import Field

from assets.reporter import Reporter
from expectations.baselines import Baseline, baseline_of
from pipeline.fetch.job import FetchSettings, FetchSummary, Wanted, fetch, import_folder
from pipeline.fetch.ledger import FILE_SCHEME
from pipeline.fetch.links import read_links
from pipeline.fetch.raw import sources
from pipeline.fetch.settings import from_environment
from pipeline.languages import LANGUAGES
from pipeline.reading import Source, Summary, read

SPECIMENS = Path(__file__).resolve().parent.parent / "specimens" / "documents"
"""The bundled specimens: they lie in a checkout of the project."""
SPECIMEN, INBOX = "unres-specimen", "unres-inbox"
"""What the specimens and the inbox are called in links, so that no folder of a user is taken for them."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Dataset(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Which documents are fetched, and where everything made of them lies."""

    data: str = "data"
    source: str = "specimen"
    links: str | None = None
    languages: list[str] = Field(default_factory=lambda: list(LANGUAGES))
    formats: list[str] | None = None
    rate: float | None = None
    processes: int = 2
    follow: int = 0
    budget: int = 1000

    @property
    def folder(self) -> Path:
        """The data folder."""
        return Path(self.data)

    @property
    def tables(self) -> Path:
        """Where the Parquet tables are."""
        return self.folder / "tables"

    @property
    def quality(self) -> Path:
        """Where the reports of validation are."""
        return self.folder / "quality"

    @property
    def database(self) -> Path:
        """The DuckDB file."""
        return self.folder / "warehouse" / "unres.duckdb"

    @property
    def inbox(self) -> Path:
        """A folder for documents that are dropped in by hand."""
        return self.folder / "inbox"

    @property
    def is_server(self) -> bool:
        """Whether the source is a base URL."""
        return "://" in self.source

    @property
    def source_folder(self) -> Path:
        """The folder that is the source, when it is one."""
        return SPECIMENS if self.source == "specimen" else Path(self.source)

    def check(self) -> None:
        """Raises ValueError or OSError, in one line, for a source or a links file that cannot be right."""
        if self.is_server:
            self.settings()
            self.wanted()
        elif not self.source_folder.is_dir():
            raise NotADirectoryError(f"{self.source_folder}: no such folder; SOURCE is specimen, a folder, or a base URL")

    def settings(self) -> FetchSettings:
        """How to fetch; a mirror on this machine is asked without pauses unless a rate is given."""
        base = self.source if self.is_server else None
        rate = 0.0 if self.rate is None and base and urlsplit(base).hostname in _LOOPBACK else self.rate
        return from_environment(
            base_url=base, languages=tuple(self.languages), formats=tuple(self.formats) if self.formats else None,
            requests_per_second=rate, follow=self.follow, budget=self.budget,
        )  # fmt: skip

    def wanted(self) -> list[Wanted] | None:
        """What the links file names; None, everything that was ever asked of the source, where there is no such file."""
        return read_links(Path(self.links)) if self.links else None

    def fetch(self, reporter: Reporter) -> FetchSummary:
        """Fetch into the raw store: the source, then the inbox. Following reads between its steps, to know what is cited."""
        if not self.is_server:
            name = SPECIMEN if self.source == "specimen" else None
            summary = import_folder(self.source_folder, self.folder, self.settings(), reporter.step, name)
        else:
            summary = self.fetch_from_server(self.wanted(), reporter)
            for _ in range(self.follow if self.links else 0):
                self.read(reporter)
                summary = self.fetch_from_server(self.wanted(), reporter)
        if self.inbox.is_dir():
            import_folder(self.inbox, self.folder, self.settings(), reporter.step, INBOX)
        return summary

    def fetch_from_server(self, wanted: list[Wanted] | None, reporter: Reporter) -> FetchSummary:
        """Fetch some documents of the source."""
        return fetch(wanted, self.folder, self.settings(), reporter.step)

    def sources(self) -> Iterator[Source]:
        """What is read: the objects of the raw store. Specimens and real documents never meet in the same tables."""
        specimens = f"{FILE_SCHEME}{SPECIMEN}/"
        for held in sources(self.folder, self.settings().raw_url):
            if held.uri.startswith(specimens) == (self.source == "specimen"):
                yield Source(held.uri, held.path, held.symbol, held.language, held.retrieved_at, held.sha256)

    def read(self, reporter: Reporter) -> Summary:
        """Read the raw store into the tables; what has not changed is not read again."""
        return read(self.sources(), self.tables, processes=self.processes, on_progress=reporter.step)

    def baseline(self) -> Baseline | None:
        """What the tables are expected to hold, where that was reviewed: the specimens."""
        return baseline_of(self.tables)


def dataset_from_environment() -> Dataset:
    """The dataset that UNRES_DATA, UNRES_SOURCE, UNRES_LINKS, UNRES_LANGUAGES and UNRES_PROCESSES describe."""
    environ = os.environ
    return Dataset(
        data=environ.get("UNRES_DATA", "data"),
        source=environ.get("UNRES_SOURCE", "specimen"),
        links=environ.get("UNRES_LINKS") or None,
        languages=environ.get("UNRES_LANGUAGES", ",".join(LANGUAGES)).split(","),
        processes=int(environ.get("UNRES_PROCESSES", str(min(os.cpu_count() or 1, 8)))),
    )
