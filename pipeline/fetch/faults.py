"""The bad habits of document servers, switched on one by one: what the mirror does instead of answering well.

A faults file (YAML) is a list; each entry names a fault, whom it befalls, and when:

    - fault: server_error     # one of FAULTS
      symbols: [A/RES/77/1]   # absent: every document
      languages: [en]         # absent: every language
      times: 2                # the first so many requests for each document; absent: always
      status: 503             # options of the fault, listed in FAULTS
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.schema import vocabulary
from pipeline.symbols import canonical

FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "soft_404": ("status 200 and the page that says there is no document", {}),
    "zero_bytes": ("status 200 and no body", {}),
    "soft_block": ("after so many documents, the next so many requests of any document say that there is none", {"after": 10, "length": 10}),
    "rate_limited": ("status 429 with Retry-After", {"retry_after": "1"}),
    "server_error": ("a server error", {"status": 503}),
    "blocked": ("status 202 with the header of a challenge, no body", {}),
    "slow_body": ("the body drips: so many seconds between two bytes", {"seconds": 0.1}),
    "truncated_body": ("the connection is closed in the middle of the announced body", {}),
    "unannounced_truncation": ("half of the body, its length not announced", {}),
    "wrong_content_type": ("a Content-Type that has nothing to do with the bytes", {"content_type": "text/html; charset=utf-8"}),
    "redirect_loop": ("a redirect to itself", {}),
    "redirect_off_site": ("a redirect to another host", {"to": "https://attacker.example/file.pdf"}),
    "html_hops": ("pages with refresh, frame and session cookie before the document", {}),
    "empty_page": ("the plain link leads to a page without a frame; the address by format works", {}),
    "changing_etag": ("another ETag and date at every request, and no answer to conditions", {}),
    "oversize_body": ("so many bytes, sent in chunks", {"bytes": 200 * 1024 * 1024, "announced": False}),
    "gzip_bomb": ("a small compressed body that inflates to so many bytes", {"bytes": 1024 * 1024 * 1024}),
    "huge_header": ("a header of so many bytes", {"bytes": 1024 * 1024}),
    "dropped": ("the connection is closed without an answer", {}),
}
"""Every fault: what it does, and its options with their defaults."""

OF_BODY = frozenset({
    "zero_bytes", "slow_body", "truncated_body", "unannounced_truncation", "wrong_content_type", "changing_etag", "oversize_body",
    "gzip_bomb", "huge_header",
})  # fmt: skip
"""Faults of the answer that holds the document; the others befall the link to it."""


class FaultsFileError(ValueError):
    """The faults file cannot be used; the message names file, entry and cause."""


@dataclass(slots=True)
class Fault:
    """One bad habit and whom it befalls. symbols, languages: None for all; times: None for always."""

    name: str
    symbols: frozenset[str] | None = None
    languages: frozenset[str] | None = None
    times: int | None = None
    options: dict[str, Any] = field(default_factory=dict)
    met: Counter[tuple[str, str]] = field(default_factory=Counter)

    def befalls(self, symbol: str, language: str) -> bool:
        """Whether this request for a document meets the fault; each question counts as a request."""
        if (self.symbols is not None and symbol not in self.symbols) or (self.languages is not None and language not in self.languages):
            return False
        self.met[symbol, language] += 1
        return self.times is None or self.met[symbol, language] <= self.times

    @property
    def of_body(self) -> bool:
        """Whether it befalls the file, not the link."""
        return self.name in OF_BODY

    def __getitem__(self, option: str) -> Any:
        return self.options[option]


def read_faults(file: Path) -> list[Fault]:
    """The faults of a file. Raises FaultsFileError, OSError."""
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FaultsFileError(f"{file}: no YAML: {' '.join(str(error).split())}") from None
    entries = content.get("faults") if isinstance(content, dict) else content
    if not isinstance(entries, list):
        raise FaultsFileError(f"{file}: a list of faults is expected")
    return [_fault(entry, f"{file}, entry {number}") for number, entry in enumerate(entries, 1)]


def _fault(entry: Any, place: str) -> Fault:
    if not isinstance(entry, dict) or entry.get("fault") not in FAULTS:
        named = entry.get("fault") if isinstance(entry, dict) else entry
        raise FaultsFileError(f"{place}: {named!r} is no fault; known are {', '.join(FAULTS)}")
    defaults = FAULTS[entry["fault"]][1]
    rest = {key: value for key, value in entry.items() if key not in ("fault", "symbols", "languages", "times")}
    if unknown := rest.keys() - defaults.keys():
        raise FaultsFileError(
            f"{place}: {entry['fault']} has no option {', '.join(sorted(map(str, unknown)))}; it has {', '.join(defaults) or 'none'}"
        )
    for option, value in rest.items():
        if type(value) is not type(defaults[option]) and not (isinstance(defaults[option], float) and isinstance(value, int)):
            raise FaultsFileError(f"{place}: {option} must be of the kind of {defaults[option]!r}, not {value!r}")
    times = entry.get("times")
    if times is not None and (not isinstance(times, int) or times < 1):
        raise FaultsFileError(f"{place}: times must be a number from 1, not {times!r}")
    symbols = _names(entry.get("symbols"), {s: c for s in _listed(entry.get("symbols")) if (c := canonical(s))}, f"{place}: symbols")
    languages = _names(entry.get("languages"), {code: code for code in vocabulary.LANGUAGE}, f"{place}: languages")
    return Fault(entry["fault"], symbols, languages, times, {**defaults, **rest})


def _listed(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _names(value: Any, known: dict[str, str], place: str) -> frozenset[str] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not value:
        raise FaultsFileError(f"{place}: a list is expected")
    if wrong := [name for name in _listed(value) if name not in known]:
        raise FaultsFileError(f"{place}: unknown {', '.join(wrong)}")
    return frozenset(known[name] for name in _listed(value))


def chosen(faults: Iterable[Fault], symbol: str, language: str) -> list[Fault]:
    """The faults that this request for a document meets, in the order of the file."""
    return [fault for fault in faults if fault.befalls(symbol, language)]
