"""Whether a "not found" is the truth: documents known to exist are asked for right after it.

After some hundred requests the servers have been seen to answer "not found" for documents that they have, in the very
same words (a soft block).
"""

from __future__ import annotations

from pipeline.fetch.client import Client
from pipeline.fetch.ledger import Ledger
from pipeline.fetch.settings import FetchSettings
from pipeline.symbols import make_link


class Canary:
    """Knows which documents the base has given before."""

    def __init__(self, settings: FetchSettings, client: Client, ledger: Ledger) -> None:
        self._client = client
        self._proven: list[str] = [] if settings.is_mirror else [make_link(symbol, "en", settings.base_url) for symbol in settings.canaries]
        base = settings.base_url.rstrip("/") + "/"
        held = [s for s in ledger.links.values() if s.sha256 and s.status in ("fetched", "not_modified") and s.link.startswith(base)]
        self._last: str | None = max(held, key=lambda s: (s.at, s.link)).link if held else None
        self._before: str | None = None

    def seen(self, link: str) -> None:
        """A link has just given a document."""
        if link != self._last:
            self._last, self._before = link, self._last

    def answers(self, link: str) -> bool | None:
        """Whether a document known to exist answers now; None when none is known. link: the one in doubt, no proof itself."""
        known = [*self._proven, *(other for other in (self._last, self._before) if other and other != link)]
        return any(self._client.exists(other) for other in known) if known else None
