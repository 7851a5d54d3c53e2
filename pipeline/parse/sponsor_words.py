"""The words of sponsor lines as patterns: kinds of draft, “submitted by”, “on behalf of”, conjunctions (`languages/{language}/sponsors.yml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.languages import words

TRAILING = r"[\s*∗＊.]*(?:\d{1,2}/)?\s*"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language as patterns: `lines` recognise a whole line, the others match at a place."""

    lines: tuple[tuple[str, re.Pattern[str]], ...]
    submitted: re.Pattern[str]
    additional: re.Pattern[str]
    conjunction: re.Pattern[str]
    prefix: re.Pattern[str]
    article: re.Pattern[str]
    behalf: re.Pattern[str]
    capacity: re.Pattern[str]
    office: re.Pattern[str]
    possessive: re.Pattern[str]


def _phrase(phrase: str) -> str:
    """A pattern for a phrase as printed: any white space between words, and between Chinese characters."""
    return r"\s+".join(re.sub(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])", r"\\s*", re.escape(word)) for word in phrase.split())


def _any(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first; one that never matches where there are none."""
    return "|".join(_phrase(p) for p in sorted(phrases, key=len, reverse=True)) or "(?!)"


def _lines(data: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The shapes of a whole line, with the kind of draft that each announces."""
    before, after = rf"(?P<before>(?:{_any(data['revised'])})\s*)?", rf"(?P<after>\s*(?:{_any(data['revised'])}))?"
    for kind in ("draft_resolution", "draft_decision"):
        draft = rf"{before}(?:{_any(data[kind])}){after}"
        yield kind, rf"\s*(?P<names>\S.*?)[\s*∗＊]*[:：∶][\s*∗＊]*{draft}{TRAILING}"
        yield kind, rf"\s*{draft}[\s,*∗＊]*(?P<names>(?:{_any(data['submitted'])})\s*[:：]?\s*\S.*?){TRAILING}"
        yield kind, rf"\s*(?P<names>\S.*?)\s*(?:{_any(data['submitted_before'])})\s*{draft}{TRAILING}"
        yield kind, rf"\s*(?:{_any(data['additional'])})(?:[^:：]*?(?:{_any(data[kind])})[^:：]*[:：])\s*(?P<names>\S.*?){TRAILING}"
    yield "draft_resolution", rf"\s*(?:{_any(data['additional'])})(?:[^:：]{{0,80}}[:：])?\s*(?P<names>\S.*?){TRAILING}"


@cache
def patterns(language: str) -> Words:
    """The words of one language, compiled once."""
    data = words(language, "sponsors")

    def at(keys: str, after: str = r"\s*") -> re.Pattern[str]:
        return re.compile(rf"(?:{_any(data[keys])}){after}", re.IGNORECASE)

    return Words(
        lines=tuple((kind, re.compile(p, re.IGNORECASE | re.DOTALL)) for kind, p in _lines(data)),
        submitted=at("submitted", r"[\s:：]*"),
        additional=re.compile(rf"\s*(?:{_any(data['additional'])})", re.IGNORECASE),
        conjunction=at("conjunctions", ""),
        prefix=at("prefixes", ""),
        article=re.compile(rf"(?:{'|'.join(_article(a) for a in data['articles']) or '(?!)'})", re.IGNORECASE),
        behalf=at("behalf"),
        capacity=at("capacity"),
        office=re.compile("|".join(f"(?:{p})" for p in data["office"]), re.IGNORECASE),
        possessive=re.compile(rf"(?<!\w)(?:{_any(data['possessives'])})\s*$", re.IGNORECASE),
    )


def _article(article: str) -> str:
    return _phrase(article) + (r"\s+" if article[-1].isalpha() else r"\s*")
