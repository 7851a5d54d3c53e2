"""One link, asked until it answers: every attempt is a row of the ledger, passing failures are tried again with backoff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import stamina
from stamina import instrumentation

from pipeline.fetch.answer import PASSING, Answer
from pipeline.fetch.client import Client
from pipeline.fetch.editions import Edition
from pipeline.fetch.ledger import STEP, Ledger, Row
from pipeline.fetch.raw import RawStore

instrumentation.set_on_retry_hooks([])  # retries are rows of the ledger; they are no log messages


class _Passing(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.error)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Visit:
    """How a link answered in the end. row: its row, not yet in the ledger; None when it is there already."""

    edition: Edition
    answer: Answer
    row: Row | None


class Visitor:
    """Visits links. Attempts that failed in passing are written to the ledger at once; the last answer is the caller's."""

    def __init__(self, client: Client, ledger: Ledger, store: RawStore) -> None:
        self.client, self.ledger, self.store = client, ledger, store
        self._settings = client.settings

    def visit(self, edition: Edition, pending: list[Row] | None = None) -> Visit:
        """Ask for one link, as often as the settings allow.

        pending: earlier rows that are to be written together with the answer; a passing failure writes them, and the
        list is empty then.
        """
        s = self._settings
        pending = [] if pending is None else pending
        try:
            for attempt in stamina.retry_context(
                on=self._pause,
                attempts=s.attempts,
                timeout=None,
                wait_initial=s.backoff,
                wait_max=s.longest_backoff,
                wait_jitter=s.backoff * s.jitter,
            ):
                with attempt:
                    answer, row = self._attempt(edition, pending)
                    if answer.status in PASSING:
                        self.ledger.append([*pending, row])
                        pending.clear()
                        raise _Passing(answer)
        except _Passing as failure:
            return Visit(edition, failure.answer, None)
        return Visit(edition, answer, row)

    def _pause(self, failure: Exception) -> bool | float:
        """Whether to try again, and after how many seconds if the server said so."""
        if not isinstance(failure, _Passing):
            return False
        wait = failure.answer.wait
        return True if wait is None else wait <= self._settings.longest_wait and max(wait, 0.001)

    def _attempt(self, edition: Edition, pending: list[Row]) -> tuple[Answer, Row]:
        state = self.ledger.links.get(edition.link)
        held = state.answer if state and state.sha256 and self.store.has(state.sha256) else None
        requested_at = self.ledger.next_time(edition.link, self._settings.now())
        requested_at = max([requested_at, *(row["requested_at"] + STEP for row in pending if row["link"] == edition.link)])
        answer = self.client.fetch(edition.link, self.store.staged(), held)
        if answer.status == "fetched" and answer.media_type not in edition.accepted:
            if answer.body:
                answer.body.unlink()
            answer.status, answer.sha256, answer.body = "wrong_type", None, None
            answer.error = f"the server sent {answer.media_type}, which was not asked for"
        known: dict[str, Any] = {"link": edition.link, "symbol": edition.symbol, "language": edition.language, "requested_at": requested_at}
        return answer, {**known, **answer.row()}
