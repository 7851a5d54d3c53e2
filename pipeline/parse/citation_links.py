"""Hyperlinks and the words that they lie on: what a link leads to, and whether it agrees with the words."""

from __future__ import annotations

import re

from pipeline import symbols
from pipeline.parse.citation_context import Reading, is_possible
from pipeline.parse.citation_tokens import Token
from pipeline.parse.model import Row, Unit


def by_link(token: Token, linked: str | None) -> Reading | None:
    """A number without a governing word whose hyperlink leads to a resolution of that number."""
    if linked is None or _tail(linked) != token.base.replace(" ", ""):
        return None
    kind = kind_of(linked)
    if token.part and not _apart(linked)[1]:
        linked = f"{linked} {token.part}"
    return Reading(kind, linked) if kind != "document" and is_possible(linked) else None


def kind_of(symbol: str) -> str:
    series = symbols.parse(symbol).series
    return "resolution" if series == "RES" else "decision" if series == "DEC" else "document"


def _tail(symbol: str) -> str:
    """The number of a resolution's symbol without part letter: A/HRC/RES/23/5 → 23/5."""
    match = re.search(r"/(?:RES|DEC)/((?:E?S-)?\d+(?:/\d+|\s\([^)]*\))?)", symbol)
    return match[1].replace(" ", "") if match else ""


def link_on(unit: Unit, start: int, end: int) -> str | None:
    return next((x.uri for x in unit.links if x.start < end and x.end > start), None)


def status(link: str | None, linked: str | None, target: str | None) -> str:
    if link is None or linked is None or target is None:
        return "none"
    return "agrees" if _same(linked, target) or linked in target.split("-") else "conflicts"


def _same(linked: str, target: str) -> bool:
    """Whether a link leads to what the words name; it may leave out the part, or name a range that the part lies in."""
    if linked == target:
        return True
    (base, part), (named, letter) = _apart(linked), _apart(target)
    if base != named:
        return False
    return not part or not letter or part[0] <= letter[0] <= part[-1]


def _apart(symbol: str) -> tuple[str, str]:
    """A symbol without the letters of its part (or “SUPP”), and those letters: A/RES/217 A (III) → A/RES/217 (III), A."""
    match = _PART.search(symbol)
    return (symbol[: match.start()] + symbol[match.end() :], match[1] or "") if match else (symbol, "")


_PART = re.compile(r" (?:\(SUPP\)|([A-Z]{1,2}(?:-[A-Z]{1,2})?)(?= \(|$))")


def match_loose(rows: list[Row], pages: list[tuple[int | None, int | None]], links: list[tuple[str, int | None]]) -> None:
    """Hyperlinks printed apart: to the first mention on their page that names the same symbol, else the same number."""
    for uri, page in links:
        linked = symbols.read_link(uri).symbol
        if linked is None:
            continue
        on_page = [page is None or a is None or b is None or a <= page <= b for a, b in pages]
        here = [r for r, same in zip(rows, on_page, strict=True) if same and r["link_uri"] is None]
        here = sorted(here, key=lambda r: r["footnote_id"] is not None)
        same = next((r for r in here if r["target_symbol"] == linked), None)
        number = _tail(linked)
        same = same or next((r for r in here if number and r["target_symbol"] and _tail(r["target_symbol"]) == number), None)
        if same is not None:
            same |= {"link_uri": uri, "link_symbol": linked, "link_status": status(uri, linked, same["target_symbol"])}
