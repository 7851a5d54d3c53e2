"""One batch of files → Parquet parts and the outcome of every file: the unit of work of any executor.

A batch is idempotent: reading it again writes the same bytes under the same names.
"""

from __future__ import annotations

import hashlib
import logging
import traceback
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline import media
from pipeline.corrections import correct
from pipeline.extract.errors import Unreadable
from pipeline.extract.formats import SIZE_CAP, extract
from pipeline.parse.document import Origin, parse
from pipeline.parse.model import Row, Rows
from pipeline.schema import PARSED
from pipeline.store import SchemaMismatch, to_arrow, write_table
from pipeline.version import parser_version

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. uri: how it is named in the tables; path: where its bytes are; symbol, language: where they are
    known from outside the document; sha256: of the bytes, where it is known already.
    """

    uri: str
    path: Path
    symbol: str | None = None
    language: str | None = None
    retrieved_at: datetime | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: a row of `readings`, and the batch that holds its rows (None: an earlier run)."""

    uri: str
    status: str
    error: str | None = None
    sha256: str | None = None
    media_type: str | None = None
    size: int | None = None
    symbol: str | None = None
    language: str | None = None
    document_id: str | None = None
    batch: int | None = None

    def row(self) -> Row:
        """The row of `readings`."""
        return {
            "source_uri": self.uri, "content_sha256": self.sha256, "media_type": self.media_type, "bytes": self.size, "symbol": self.symbol,
            "language": self.language, "document_id": self.document_id, "status": self.status, "error": self.error,
            "parser_version": parser_version(),
        }  # fmt: skip

    @classmethod
    def of(cls, row: Row) -> Outcome:
        """From a row of `readings`."""
        return cls(
            row["source_uri"], row["status"], row["error"], row["content_sha256"], row["media_type"], row["bytes"], row["symbol"],
            row["language"], row["document_id"],
        )  # fmt: skip

    @property
    def rank(self) -> tuple[int, str]:
        """Of several files of one document the least rank counts: Akoma Ntoso, DOCX, DOC, PDF, text; then the name."""
        types = media.DOCUMENT_TYPES
        return (types.index(self.media_type) if self.media_type in types else len(types), self.uri)


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that are read together; number: in the order of the run."""

    number: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """The outcomes of a batch, in the order of its files."""

    number: int
    outcomes: tuple[Outcome, ...]


def part_path(folder: Path, number: int) -> Path:
    """The folder of tables that a batch writes."""
    return folder / f"{number:06d}"


def read_batch(batch: Batch, folder: Path) -> BatchReport:
    """Read every file of a batch and write the rows of the documents it yields under `folder`."""
    outcomes: list[Outcome] = []
    documents: dict[str, tuple[Outcome, Rows]] = {}
    for source in batch.sources:
        outcome, rows = read_file(source)
        outcome = replace(outcome, batch=batch.number)
        if rows is not None and outcome.document_id:
            held = documents.get(outcome.document_id)
            if held is None or outcome.rank < held[0].rank:
                documents[outcome.document_id] = (outcome, rows)
        outcomes.append(outcome)
    part = part_path(folder, batch.number)
    try:
        _write(part, [rows for _, rows in documents.values()])
    except (SchemaMismatch, UnicodeError):  # one document must not take the others with it
        unfit = {outcome.uri: cause for outcome, rows in documents.values() if (cause := _misfit(rows))}
        _write(part, [rows for outcome, rows in documents.values() if outcome.uri not in unfit])
        outcomes = [replace(o, status="failed", error=unfit[o.uri], document_id=None) if o.uri in unfit else o for o in outcomes]
    return BatchReport(batch.number, tuple(outcomes))


def _write(part: Path, documents: list[Rows]) -> None:
    for name in PARSED:
        write_table(part, name, [row for rows in documents for row in rows[name]])


def _misfit(rows: Rows) -> str | None:
    """Why the rows of a document cannot be written; None where they can."""
    try:
        for name in PARSED:
            to_arrow(name, rows[name])
    except (SchemaMismatch, UnicodeError) as error:
        return " ".join(f"its rows cannot be written: {error}".split())[:500]
    return None


def read_file(source: Source) -> tuple[Outcome, Rows | None]:
    """One file → its outcome and, where it could be read, its rows. Never raises for what is in the file."""
    try:
        size = source.path.stat().st_size
        if size > SIZE_CAP:
            return Outcome(source.uri, "too_large", f"{size:,} bytes; the limit is {SIZE_CAP:,}", size=size), None
        data = source.path.read_bytes()
    except OSError as error:
        return Outcome(source.uri, "malformed", f"cannot be opened: {error.strerror}"), None
    sha256 = hashlib.sha256(data).hexdigest()
    known = Outcome(source.uri, "parsed", None, sha256, media.sniff(data) if data else None, len(data), source.symbol, source.language)
    try:
        rows = correct(parse(extract(data), Origin(source.uri, sha256, source.symbol, source.language, source.retrieved_at)))
    except Unreadable as error:
        return replace(known, status=error.status, error=str(error)), None
    except Exception as error:
        log.debug("%s", traceback.format_exc())
        place = traceback.extract_tb(error.__traceback__)[-1]
        cause = f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}"
        return replace(known, status="failed", error=" ".join(cause.split())[:500]), None
    document = rows["documents"][0]
    return replace(known, symbol=document["symbol"], language=document["language"], document_id=document["document_id"]), rows
