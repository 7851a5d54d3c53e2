"""Taking bytes into the store and their attempts into the ledger, in an order that is safe against a kill at any moment.

The body is whole and on disk, then its rows are announced, then its sidecar is written, then it takes its name in the
store, then the rows are appended. `recover` completes what was announced without asking for it again.
"""

from __future__ import annotations

from pipeline.fetch.answer import Answer
from pipeline.fetch.ledger import Ledger, Row
from pipeline.fetch.raw import RawStore, file_sha256


def keep(ledger: Ledger, store: RawStore, rows: list[Row], answer: Answer) -> bool:
    """Take the body of an answer into the store and its rows, of which the last gave it, into the ledger.

    Returns whether the object is new.
    """
    if answer.body is None or answer.sha256 is None:
        raise ValueError("an answer without a body cannot be kept")
    row = rows[-1]
    origin = {name: row[name] for name in ("symbol", "language", "final_uri", "hops", "http_status")}
    origin |= {"requested_at": row["requested_at"].isoformat(), "headers": answer.headers}
    new = not store.has(answer.sha256)
    ledger.intend(rows, origin, answer.body.name)
    store.describe(answer.sha256, _facts(row), row["link"], origin)
    store.put(answer.body, answer.sha256)
    ledger.append(rows)
    return new


def _facts(row: Row) -> dict[str, object]:
    return {"bytes": row["bytes"], "media_type": row["media_type"]}


def recover(ledger: Ledger, store: RawStore) -> None:
    """Complete what a killed run announced, if its bytes are whole: in the store, or still on their way; forget the rest."""
    for intent in ledger.intents:
        row = intent["intent"][-1]
        staged = store.incoming / intent["staged"]
        if not store.has(row["sha256"]) and not (staged.exists() and file_sha256(staged) == row["sha256"]):
            continue
        store.describe(row["sha256"], _facts(row), row["link"], intent["sidecar"])
        if staged.exists():
            store.put(staged, row["sha256"])
        ledger.append(intent["intent"])
    if ledger.intents:
        ledger.compact()
        ledger.intents = []
    store.start()
