"""Links in: a URL or a symbol a line, read into what is wanted: a symbol and perhaps a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline import symbols
from pipeline.schema import vocabulary

LONGEST_RANGE = 10_000
_RANGE = re.compile(r"(\d+)\.\.(\d+)")
_COMMENT = re.compile(r"(?:^|\s)#.*$")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\s)")
_BARE_HOST = re.compile(r"(?:www\.)?(?:[a-z-]+\.)*un(?:docs)?\.org/", re.IGNORECASE)
_LANGUAGES = re.compile(r"@([a-z]{2}(?:,[a-z]{2})*)$")


class LinkError(ValueError):
    """A line that names no document; the message says why, and of a file also where."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that is wanted. language: None for every language that the settings ask for.

    uri: only for an address that names no symbol; it is asked for as it stands.
    """

    symbol: str | None
    language: str | None = None
    uri: str | None = None


def read_links(file: Path) -> list[Wanted]:
    """The documents that a links file names, each once, in its order.

    Raises LinkError naming every wrong line as `file:line: reason`, and OSError.
    """
    found: dict[Wanted, None] = {}
    errors = []
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise LinkError(f"{file}: no UTF-8 text (byte {error.start})") from None
    for number, line in enumerate(lines, 1):
        try:
            found.update(dict.fromkeys(parse_wanted(line)))
        except LinkError as error:
            errors.append(f"{file}:{number}: {error}")
    if errors:
        raise LinkError("\n".join(errors))
    return list(found)


def parse_wanted(line: str) -> list[Wanted]:
    """What one line wants: nothing for a blank line or a comment, many documents for a range.

    A symbol (`A/RES/68/1`, with languages `A/RES/68/1@fr,es`), a range of symbols (`A/RES/68/1..300`), or an address in
    any form that the document servers have used. An address of another host is kept as it is: fetching it will be
    refused, and the ledger says so. Raises LinkError.
    """
    text = _COMMENT.sub("", line).strip()
    return [wanted for single in _expand(text) for wanted in _parse(single)] if text else []


def _expand(text: str) -> Iterator[str]:
    """The texts that a range stands for."""
    span = _RANGE.search(text)
    if not span:
        yield text
        return
    first, last = int(span[1][:9]), int(span[2][:9])
    if not first <= last < first + LONGEST_RANGE:
        raise LinkError(f"{span[0]} is no range: the numbers must rise, at most {LONGEST_RANGE:,} of them")
    for number in range(first, last + 1):
        yield f"{text[: span.start()]}{number}{text[span.end() :]}"


def _parse(text: str) -> list[Wanted]:
    if _BARE_HOST.match(text):
        text = f"https://{text}"
    if _SCHEME.match(text):
        target = symbols.read_link(text)
        return [Wanted(target.symbol, target.language) if target.symbol else Wanted(None, target.language, text)]
    languages = _LANGUAGES.search(text)
    symbol = symbols.canonical(text[: languages.start()] if languages else text)
    if symbol is None:
        raise LinkError(f"{text[:100]!r} is no symbol and no address of a United Nations document")
    codes: Iterable[str | None] = languages[1].split(",") if languages else [None]
    if wrong := [code for code in codes if code is not None and code not in vocabulary.LANGUAGE]:
        raise LinkError(f"{', '.join(wrong)}: no official language; known are {', '.join(vocabulary.LANGUAGE)}")
    return [Wanted(symbol, code) for code in codes]
