"""robots.txt of every host that is spoken to: read once a run, and obeyed (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from protego import Protego

from pipeline.fetch.allowed import Refused, origin

SIZE_CAP = 500 * 1024
"""Bytes of a robots.txt that are read: what RFC 9309 asks for at least."""


class Robots:
    """The rules of each host.

    load(url) gives the text of a robots.txt, "" where the host has none; it raises Failure while the host cannot be
    asked, and then the rules are asked for again with the next address. slow_down(host, seconds) is told of crawl-delays.
    """

    def __init__(self, user_agent: str, load: Callable[[str], str], slow_down: Callable[[str, float], None]) -> None:
        self._agent, self._load, self._slow_down = user_agent, load, slow_down
        self._rules: dict[tuple[str, int], Protego] = {}

    def check(self, url: str) -> None:
        """Raises Refused when the host forbids the address to this client, Failure when its rules cannot be read now."""
        place = origin(url)
        if place not in self._rules:
            parts = urlsplit(url)
            rules = Protego.parse(self._load(f"{parts.scheme}://{parts.netloc}/robots.txt"))
            if delay := rules.crawl_delay(self._agent):
                self._slow_down(place[0], float(delay))
            self._rules[place] = rules
        if not self._rules[place].can_fetch(url, self._agent):
            raise Refused(f"robots.txt of {place[0]} forbids {urlsplit(url).path[:120]}")
