"""One run over a queue of documents: which links are asked, when a document counts as absent, when the run stops."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from pipeline.fetch.answer import ABSENT, HELD, OF_THE_SERVER, Answer
from pipeline.fetch.canary import Canary
from pipeline.fetch.client import Client
from pipeline.fetch.editions import Edition, direct, editions
from pipeline.fetch.keep import keep
from pipeline.fetch.ledger import Ledger, Row
from pipeline.fetch.links import Wanted
from pipeline.fetch.pace import Breaker
from pipeline.fetch.raw import RawStore
from pipeline.fetch.settings import FetchSettings
from pipeline.fetch.summary import FetchSummary, Progress
from pipeline.fetch.visit import Visit, Visitor
from pipeline.symbols import SymbolError


@dataclass(slots=True)
class Task:
    """One document in one language: its links in the order in which they are asked. requeued: times put back."""

    name: str
    editions: list[Edition]
    requeued: int = 0


def tasks(wanted: Iterable[Wanted], settings: FetchSettings, ledger: Ledger) -> list[Task]:
    """One task a document and language, each once, in the order in which they are wanted."""
    found: dict[str, Task] = {}
    for one in wanted:
        if one.language not in (None, *settings.languages):
            continue
        if one.symbol is None:
            edition = direct(one, settings)
            found.setdefault(edition.link, Task(edition.link, [edition]))
            continue
        for language in [one.language] if one.language else settings.languages:
            name = f"{one.symbol}@{language}"
            if name in found:
                continue
            try:
                links = editions(one.symbol, language, settings)
            except SymbolError:
                # Asked for as it stands, so that the ledger can say that it was refused.
                links = [Edition(one.symbol, None, language, frozenset())]
            found[name] = Task(name, _in_order(links, ledger))
    return list(found.values())


def _in_order(links: list[Edition], ledger: Ledger) -> list[Edition]:
    """Better formats that were never asked for, then the one that is held, then the rest."""
    holding = next((i for i, e in enumerate(links) if (s := ledger.links.get(e.link)) and s.sha256), None)
    if holding is None:
        return links
    unseen = [e for e in links[:holding] if e.link not in ledger.links and not e.fallback]
    held = replace(links[holding], fallback=False)
    return unseen + [held] + [e for e in links if e is not links[holding] and e not in unseen]


class Run:
    """One run over a queue of tasks."""

    def __init__(self, settings: FetchSettings, client: Client, ledger: Ledger, store: RawStore) -> None:
        self.settings, self.ledger, self.store = settings, ledger, store
        self.visitor = Visitor(client, ledger, store)
        self.canary = Canary(settings, client, ledger)
        self.breaker = Breaker(settings)
        self.summary = FetchSummary()

    def all(self, queue: Iterable[Task], on_progress: Callable[[Progress], None] | None) -> None:
        """Work off the queue; a document that may be hidden by a soft block goes back to its end."""
        waiting = deque(queue)
        total = len(waiting)
        while waiting:
            task = waiting.popleft()
            if not self.is_due(task):
                self.summary.statuses["fresh"] += 1
            elif self.one(task) == "not_found_provisional" and task.requeued < self.settings.requeues and not self.breaker.given_up:
                task.requeued += 1
                waiting.append(task)
                continue
            if on_progress:
                on_progress(Progress(total - len(waiting), total, len(self.summary.problems), task.name))
        self.summary.stopped = self.breaker.given_up

    def is_due(self, task: Task) -> bool:
        """Whether a document is asked for now: by the age and the status of its last attempts."""
        now = self.settings.now()
        first = self.ledger.links.get(task.editions[0].link)
        links = [e.link for e in task.editions if not e.fallback or e.link in self.ledger.links]
        states = [first] if first and first.sha256 else [self.ledger.links.get(link) for link in links]
        return any(s is None or s.at <= now - self.settings.recheck.get(s.status, timedelta()) for s in states)

    def one(self, task: Task) -> str:
        """Ask for one document, format after format; write what came of it; return its status."""
        if cause := self.breaker.given_up:
            return self._finish(task, [self._unasked(task.editions[0], cause)])
        self.breaker.rest()
        visits: list[Visit] = []
        for edition in task.editions:
            if edition.fallback and not (visits and visits[-1].answer.status == "wrong_type"):
                continue
            visit = self.visitor.visit(edition)
            visits.append(visit)
            if visit.answer.status in HELD:
                self.breaker.success()
                self.canary.seen(edition.link)
                return self._finish(task, visits)
            if visit.answer.status in OF_THE_SERVER:
                self._doubt(visits)
                self.breaker.failure(visit.answer.error or visit.answer.status, visit.answer.wait)
                return self._finish(task, visits)
        self._confirm(visits)
        return self._finish(task, visits)

    def _confirm(self, visits: list[Visit]) -> None:
        """Whether what was not found is truly absent: a document known to exist answers now, and it is absent a second time."""
        missing = [v for v in visits if v.answer.status == "not_found"]
        if not missing:
            return
        truthful = self.canary.answers(missing[-1].edition.link)
        if truthful:
            self.breaker.success()
            self._ask_again(visits, missing[-1])
            return
        self._doubt(visits)
        if truthful is False:
            self.breaker.trip("soft block: documents known to exist are not found either")

    def _ask_again(self, visits: list[Visit], missing: Visit) -> None:
        """Ask a second time what was never absent before: the first answer may be the last one of a soft block."""
        state = self.ledger.links.get(missing.edition.link)
        if missing.row is None or (state and state.status.startswith("not_found")):
            return
        missing.answer.status = missing.row["status"] = "not_found_provisional"
        pending = [v.row for v in visits if v.row]
        again = self.visitor.visit(missing.edition, pending)
        visits[:] = [*visits, again] if pending else [again]
        if again.answer.status in HELD:
            self.canary.seen(missing.edition.link)

    def _doubt(self, visits: list[Visit]) -> None:
        for visit in visits:
            if visit.answer.status == "not_found" and visit.row:
                visit.answer.status = visit.row["status"] = "not_found_provisional"

    def _unasked(self, edition: Edition, cause: str) -> Visit:
        row: Row = {"link": edition.link, "symbol": edition.symbol, "language": edition.language}
        row["requested_at"] = self.ledger.next_time(edition.link, self.settings.now())
        answer = Answer("blocked", error=cause)
        return Visit(edition, answer, {**row, **answer.row()})

    def _finish(self, task: Task, visits: list[Visit]) -> str:
        """Write the attempts of one document together, and its object if there is one."""
        last = visits[-1]
        rows = [v.row for v in visits if v.row]
        if last.answer.status == "fetched" and last.answer.body and last.answer.sha256:
            self.summary.objects += keep(self.ledger, self.store, rows, last.answer)
        elif rows:
            self.ledger.append(rows)
        if last.answer.status != "not_found_provisional" or task.requeued >= self.settings.requeues or self.breaker.given_up:
            # A format that does not exist says less of the document than another that was refused or cut off.
            told = last if last.answer.status in HELD else next((v for v in visits if v.answer.status not in ABSENT), last)
            self.summary.count(told.edition.link, told.answer.status, told.answer.error)
        return last.answer.status
