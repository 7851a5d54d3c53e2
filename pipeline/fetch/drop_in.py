"""Files of a folder, taken into the same store and the same ledger as documents of a server."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pipeline import media
from pipeline.fetch.answer import Answer, Failure
from pipeline.fetch.folder import FolderFile, files_in
from pipeline.fetch.keep import keep, recover
from pipeline.fetch.ledger import FILE_SCHEME, Ledger, LinkState
from pipeline.fetch.lock import data_lock
from pipeline.fetch.raw import RawStore, file_sha256
from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.summary import FetchSummary, Progress

READABLE = frozenset({*media.DOCUMENT_TYPES, media.WORDPERFECT, media.XML, media.ZIP})
"""Types of files that are imported. A broken one among them is kept as well: its reading will say what is wrong."""


def import_folder(
    folder: Path,
    data: Path,
    settings: FetchSettings | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    name: str | None = None,
) -> FetchSummary:
    """Take the files of a folder into the data folder: copied, so that a later edit of the file changes nothing.

    Files whose suffix is not that of a document are skipped, and counted. The link of a file is `file:{name}/{path below
    the folder}`; name is by default that of the folder. Unchanged files are `not_modified`; a file that is gone is
    `not_found` and no longer current. Raises DataFolderBusy, DamagedLedger, NotADirectoryError.
    """
    if not folder.is_dir():
        raise NotADirectoryError(f"{folder} is no folder")
    settings = settings or FetchSettings()
    with data_lock(data), Ledger(data) as ledger:
        store = RawStore(data, settings.raw_url)
        recover(ledger, store)
        run = FolderImport(ledger, store, settings)
        prefix = f"{FILE_SCHEME}{name or folder.resolve().name}/"
        found = list(files_in(folder))
        files = {prefix + file.name: file for file in found if file.is_document}
        if skipped := len(found) - len(files):
            run.summary.statuses["skipped"] = skipped
        gone = [link for link in sorted(ledger.links) if link.startswith(prefix) and link not in files]
        for done, (link, file) in enumerate(files.items(), 1):
            run.take(link, file)
            if on_progress:
                on_progress(Progress(done, len(files), len(run.summary.problems), file.name))
        for link in gone:
            run.forget(link)
        ledger.compact()
    return run.summary


class FolderImport:
    """One look at a folder."""

    def __init__(self, ledger: Ledger, store: RawStore, settings: FetchSettings) -> None:
        self.ledger, self.store, self.settings = ledger, store, settings
        self.summary = FetchSummary()

    def take(self, link: str, file: FolderFile) -> None:
        """Look at one file; no row is written where nothing changed since this very moment (a run resumed under a fixed clock)."""
        state, now = self.ledger.links.get(link), self.settings.now()
        answer = self._unchanged(link, file, state) or self._copied(link, file)
        unchanged = answer.status == "not_modified"
        self.summary.count(link, answer.status, answer.error)
        if state is not None and state.at >= now and (unchanged or state.status == answer.status != "fetched"):
            return
        row = {"link": link, "symbol": file.symbol, "language": file.language, "requested_at": self.ledger.next_time(link, now), **answer.row()}
        if answer.body:
            self.summary.objects += keep(self.ledger, self.store, [row], answer)
        else:
            self.ledger.append([row])

    def forget(self, link: str) -> None:
        """Note once that a file is no longer in its folder."""
        state = self.ledger.links[link]
        if state.status == "not_found":
            return
        answer = Answer("not_found", final_uri=link, error="the file is no longer in its folder")
        known = {"link": link, "symbol": state.symbol, "language": state.language}
        self.ledger.append([{**known, "requested_at": self.ledger.next_time(link, self.settings.now()), **answer.row()}])
        self.summary.statuses["not_found"] += 1  # the user's own doing, no problem

    def _unchanged(self, link: str, file: FolderFile, state: LinkState | None) -> Answer | None:
        """The answer where the file has the bytes that are held: it is not copied again; None where it has not."""
        try:
            if state is None or state.sha256 is None or file_sha256(file.path) != state.sha256 or not self.store.has(state.sha256):
                return None
            facts = file.path.stat()
        except OSError:
            return None
        answer = Answer("not_modified", final_uri=link, last_modified=_modified(facts))
        answer.media_type, answer.bytes, answer.sha256 = state.media_type, facts.st_size, state.sha256
        return answer

    def _copied(self, link: str, file: FolderFile) -> Answer:
        answer, staged = Answer("network_error", final_uri=link), self.store.staged()
        try:
            copy(file.path, staged, self.settings.size_cap, answer)
        except Failure as failure:
            answer.status, answer.error = failure.status, f"{file.name}: {failure}"
        except OSError as error:
            answer.error = f"{file.name}: {error.strerror}"
        return answer


def copy(source: Path, target: Path, cap: int, answer: Answer) -> None:
    """Copy a file, fsynced, and fill in the answer. Raises Failure (`empty`, `too_large`, `wrong_type`), OSError."""
    facts = source.stat()
    answer.last_modified = _modified(facts)
    if facts.st_size > cap:
        raise Failure("too_large", f"{facts.st_size:,} bytes; the cap is {cap:,}")
    digest, size = hashlib.sha256(), 0
    with source.open("rb") as reading:
        chunk = reading.read(media.HEAD_BYTES)
        if not chunk:
            raise Failure("empty", "a file of zero bytes")
        answer.media_type = media.sniff(chunk)
        if answer.media_type not in READABLE:
            raise Failure("wrong_type", f"{answer.media_type} holds no document")
        with target.open("wb") as writing:
            while chunk:
                writing.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                chunk = reading.read(1024 * 1024)
            writing.flush()
            os.fsync(writing.fileno())
    answer.status, answer.bytes, answer.sha256, answer.body = "fetched", size, digest.hexdigest(), target


def _modified(facts: os.stat_result) -> str:
    return datetime.fromtimestamp(int(facts.st_mtime), UTC).isoformat()
