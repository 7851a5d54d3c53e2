"""The cover matter: everything before the body → the columns of `documents` that describe the document.

The lines of the cover are walked in order. Each line is known by its form (language data) or by its place: what follows
the agenda item is its title, what follows the source line or the sponsors is the title of the document. Lines of one
field that were wrapped are joined; nothing is guessed from a line whose form is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Literal

from pipeline import symbols
from pipeline.parse.dates import find_dates, parse_date
from pipeline.parse.labels import read_label, to_letters
from pipeline.parse.model import Paragraph, Rich, Row
from pipeline.parse.ordinals import ordinal
from pipeline.parse.rich import append, cut
from pipeline.parse.sponsor_lines import opens_addendum, sponsor_line
from pipeline.parse.sponsors import read_sponsors
from pipeline.parse.structure import Structure, structure

Line = Literal["masthead", "organ", "committee", "session", "agenda", "agenda_title", "kind", "source", "sponsors", "title", "other"]

_SYMBOL = re.compile(r"(?<![\w/])[A-Z]{1,5}(?:/[A-Za-z0-9.\-()]+)+(?:\s?\(\d{4}\)|\s?\([A-Z.]+\s?[IVXL\d]+\))?(?:\s[A-Z](?:-[A-Z])?(?=\s|$))?\*{0,2}")
TITLE_NUMBER = re.compile(r"^\s*[ESse]{0,2}-?\d{1,3}/\d{1,4}(?:\s?[A-Z](?:\s?[-–]\s?[A-Z])?)?\s?[.．–-](?!\d)\s*(?:[–-]\s)?")
"""The number before a resolution's title: “75/247.”"""
_TURNED_DATE = re.compile(r"([^\W\d_]+ \d{4}) (\d{1,2})")
"""A date in Latin letters on a page that runs from right to left: “July 2021 8”."""
_COUNCIL_NUMBER = re.compile(r"(\d{1,4})\s*\((\d{4})\)")
_ITEM = re.compile(
    r"(?P<number>\d{1,3})\s*(?P<points>(?:(?:[(（]?\s?\w{1,2}\u0640?\s?[)）])(?:\s*(?:,|،|、|and|et|y|и|و|和|-|–)\s*)?)*)", re.IGNORECASE
)
_POINT = re.compile(r"(\w{1,2})\u0640?\s?[)）]")
WRAPPED_LINES = 12
"""Most lines that a title or agenda title is wrapped over."""


@dataclass(slots=True)
class Cover:
    """What the cover says; texts as printed on one line. `lines` names the form of each paragraph given in."""

    symbol: str | None = None
    organ: str | None = None
    committee: str | None = None
    session: str | None = None
    agenda_items: list[str] = field(default_factory=list)
    agenda_title: str | None = None
    title: Rich | None = None
    issued_on: date | None = None
    adopted_on: date | None = None
    meeting: int | None = None
    proposed_in: str | None = None
    kind: str | None = None
    revised: bool = False
    sponsors: list[Row] = field(default_factory=list)
    unmapped_names: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def find_symbol(text: str) -> str | None:
    """The first UN symbol in a line, canonical."""
    for match in _SYMBOL.finditer(text):
        found = symbols.canonical(match[0].rstrip("*"))
        if found:
            return found
    return None


def read_cover(paragraphs: list[Paragraph], language: str) -> Cover:
    """The cover of a document from its paragraphs (or single lines) before the body."""
    reader = _Reader(paragraphs, language)
    reader.read()
    return reader.cover


class _Reader:
    def __init__(self, paragraphs: list[Paragraph], language: str) -> None:
        self.paragraphs = paragraphs
        self.language = language
        self.form: Structure = structure(language)
        self.cover = Cover(lines=["other"] * len(paragraphs))
        self.texts = [p.text.strip() for p in paragraphs]

    def read(self) -> None:
        known = [self._known(i) for i in range(len(self.texts))]
        for i, line in enumerate(known):
            if line:
                self.cover.lines[i] = line
        self._sponsors()
        self._join_source()
        self._agenda_title()
        self._kind()
        self._title()

    # lines known by their form ────────────────────────────────────────────────────────────────────────────────────────

    def _known(self, i: int) -> Line | None:
        text, cover, form = self.texts[i], self.cover, self.form
        if not text:
            return "masthead"
        if i < 2 * WRAPPED_LINES and self._masthead(text):
            return "masthead"
        if form.source.match(text):
            cover.proposed_in = cover.proposed_in or find_symbol(text)
            return "source"
        if (match := form.adopted.match(text)) and not self._names_another(match[0]):
            self._adoption(i)
            return "kind"
        if match := form.agenda.match(text):
            cover.agenda_items = cover.agenda_items or agenda_items(match["items"], self.language)
            return "agenda"
        for prefix, pattern in form.sessions:
            if match := pattern.match(text):
                number = ordinal(match["ordinal"], self.language)
                if number is not None:
                    cover.session = cover.session or f"{prefix}{number}"
                    return "session"
        for code, pattern in form.committees:
            if pattern.match(text):
                cover.committee = cover.committee or code
                return "committee"
        return None

    def _names_another(self, text: str) -> bool:
        """Whether the words name a resolution of the Council that is not this document: a title was wrapped there."""
        number = _COUNCIL_NUMBER.search(text)
        return number is not None and self.cover.symbol not in (None, symbols.canonical(f"S/RES/{number[1]} ({number[2]})"))

    def _masthead(self, text: str) -> bool:
        cover, form = self.cover, self.form
        if cover.symbol is None and not form.source.match(text) and len(text) < 60:
            cover.symbol = find_symbol(text)
            if cover.symbol:
                self._issued(text)
                return True
        if form.organisation.match(text) or form.masthead.match(text) or form.distribution.search(text):
            self._issued(text)
            return True
        organ = next((organ for organ, pattern in form.bodies if pattern.match(text)), None)
        if organ and cover.organ is None:
            cover.organ = organ
            return True
        return len(text) < 40 and self._issued(text)

    def _issued(self, text: str) -> bool:
        if self.form.adopted.match(text):
            return False
        found = parse_date(text, self.language)
        if found is None and (turned := _TURNED_DATE.fullmatch(text)):
            found = parse_date(f"{turned[2]} {turned[1]}", self.language)
        if found and self.cover.issued_on is None:
            self.cover.issued_on = found
        return found is not None

    def _adoption(self, i: int) -> None:
        """“Resolution adopted by the General Assembly on 7 December 2022”, with what was wrapped to the next line."""
        own = self.texts[i]
        behind = list(takewhile(self._may_go_on, self.texts[i + 1 : i + 3]))
        text = " ".join([own, *behind])
        for stretch in (own, text):
            if self.cover.adopted_on is None:
                self.cover.adopted_on = parse_date(stretch, self.language)
        if self.cover.meeting is None and (match := self.form.meeting.search(text)):
            self.cover.meeting = int(next(g for g in match.groups() if g))
        if behind and any(d.start < len(own) < d.end or len(own) < d.start for d in find_dates(f"{own} {behind[0]}", self.language)[:1]):
            self.cover.lines[i + 1] = "kind"
        for j in (i + 1, i + 2):
            if j < len(self.texts) and own[-1:] not in "]" and self._goes_on_adoption(j):
                self.cover.lines[j] = "kind"

    def _may_go_on(self, text: str) -> bool:
        """Whether a line is none of the masthead, whose date is another one."""
        return not (self.form.distribution.search(text) or self.form.masthead.match(text) or self.form.organisation.match(text))

    def _goes_on_adoption(self, j: int) -> bool:
        text = self.texts[j]
        return len(text) < 60 and parse_date(text, self.language) is not None and not TITLE_NUMBER.match(text)

    # sponsors, source, titles: by place ───────────────────────────────────────────────────────────────────────────────

    def _sponsors(self) -> None:
        """The sponsor line ends with the words “draft resolution”; it begins where its names begin."""
        best = self._addendum()
        for end in range(len(self.texts) - 1, -1, -1) if best is None else ():
            if not self._says_draft(end):
                continue
            best = self._sponsor_stretch(end)
            if best:
                best = self._with_revised(best)
                break
        if not best:
            return
        start, end, text = best
        line = sponsor_line(text, self.language)
        if line is None:
            return
        self.cover.sponsors, self.cover.unmapped_names = read_sponsors(line.names_text, self.language)
        self.cover.kind, self.cover.revised = line.kind, line.revised
        for i in range(start, end + 1):
            self.cover.lines[i] = "sponsors"

    def _addendum(self) -> tuple[int, int, str] | None:
        """Sponsors that join later: from the words that open their list to the end of the names, which may be wrapped."""
        start = next((i for i, text in enumerate(self.texts) if opens_addendum(text, self.language)), None)
        if start is None:
            return None
        end = next((i for i in range(start, len(self.texts)) if self.cover.lines[i] not in ("other", "kind") or not self.texts[i]), len(self.texts))
        whole = _joined([p.rich for p in self.paragraphs[start:end]]).text if end > start else ""
        return (start, end - 1, whole) if sponsor_line(whole, self.language) else None

    def _with_revised(self, found: tuple[int, int, str]) -> tuple[int, int, str]:
        """Three languages print “revised” last: it may be wrapped to a line of its own."""
        start, end, text = found
        if end + 1 >= len(self.texts) or self.cover.lines[end + 1] != "other" or self.form.revised.search(text):
            return found
        whole = append(_joined([self.paragraphs[i].rich for i in range(start, end + 1)]), self.paragraphs[end + 1].rich).text
        match = self.form.revised.search(whole)
        return (start, end + 1, whole) if match and match.end() >= len(whole.rstrip()) - 1 else found

    def _says_draft(self, end: int) -> bool:
        """Whether the words “draft resolution” end on this line; they may begin on the one before."""
        own = self.paragraphs[end].rich
        whole = append(self.paragraphs[end - 1].rich, own) if end else own
        before = len(whole.text) - len(own.text)
        drafts = [pattern for kind, pattern in self.form.kinds if kind.startswith("draft_")]
        return any(match.end() > before for pattern in drafts for match in pattern.finditer(whole.text))

    def _sponsor_stretch(self, end: int) -> tuple[int, int, str] | None:
        """Where the sponsor line that ends here begins: the longest stretch whose names are all known, else the nearest."""
        whole: Rich | None = None
        found: tuple[int, int, str] | None = None
        for start in range(end, max(-1, end - 40), -1):
            if self.cover.lines[start] not in ("other", "kind", "source") or not self.texts[start]:
                break
            rich = self.paragraphs[start].rich
            whole = rich if whole is None else append(rich, whole)
            line = sponsor_line(whole.text, self.language)
            if line is None or line.start > 0:
                continue
            rows, unknown = read_sponsors(line.names_text, self.language)
            if found is None or (not unknown and all(row["kind"] != "other" for row in rows)):
                found = (start, end, whole.text)
        return found

    def _join_source(self) -> None:
        """A source line in brackets that was wrapped."""
        for i, line in enumerate(self.cover.lines):
            if line != "source" or "]" in self.texts[i]:
                continue
            for j in range(i + 1, min(i + 5, len(self.texts))):
                self.cover.lines[j] = "source"
                self.cover.proposed_in = self.cover.proposed_in or find_symbol(self.texts[j])
                if "]" in self.texts[j]:
                    break

    def _agenda_title(self) -> None:
        lines = self.cover.lines
        starts = [i for i, line in enumerate(lines) if line == "agenda"]
        if not starts:
            return
        i = starts[-1] + 1
        taken: list[int] = []
        while i < len(lines) and lines[i] == "other" and len(taken) < WRAPPED_LINES and not TITLE_NUMBER.match(self.texts[i]):
            taken.append(i)
            i += 1
        if i >= len(lines) or len(taken) == WRAPPED_LINES or not taken:  # nothing marks its end: only the format's own paragraphs do
            taken = taken[:1]
        for j in taken:
            lines[j] = "agenda_title"
        if taken:
            self.cover.agenda_title = _joined([self.paragraphs[j].rich for j in taken]).text

    def _kind(self) -> None:
        if self.cover.kind:
            return
        for i, text in enumerate(self.texts):
            if self.cover.lines[i] in ("agenda_title", "masthead"):
                continue
            for kind, pattern in self.form.kinds:
                if pattern.match(text) or (self.cover.lines[i] == "kind" and pattern.search(text)):
                    self.cover.kind = kind
                    self.cover.revised = bool(self.form.revised.search(text))
                    if self.cover.lines[i] == "other":
                        self.cover.lines[i] = "kind"
                    return

    def _title(self) -> None:
        """What stands last before the body and is nothing else."""
        lines = self.cover.lines
        end = len(lines)
        start = end
        while start > 0 and lines[start - 1] == "other" and end - start < WRAPPED_LINES:
            start -= 1
        numbered = [i for i in range(start, end) if TITLE_NUMBER.match(self.texts[i])]
        if numbered:
            start = numbered[0]
        if start == end or (start == 0 and end > 3):
            return
        whole = _joined([self.paragraphs[i].rich for i in range(start, end)])
        match = TITLE_NUMBER.match(whole.text) or _own_number(whole.text, self.cover.symbol)
        dash = re.match(r"[–-]\s*(?=[^\W\d])", whole.text)
        start_at = match.end() if match else dash.end() if dash else 0
        self.cover.title = cut(whole, start_at) if start_at else whole
        for i in range(start, end):
            lines[i] = "title"


def _own_number(text: str, symbol: str | None) -> re.Match[str] | None:
    """The document's own number before its title, without the full stop that should follow it."""
    match = re.match(r"\s*((?:E?S-)?\d{1,3}/\d{1,4}(?:\s[A-Z](?=\s))?)\s*", text)
    return match if match and symbol and symbol.endswith(f"/{match[1]}") else None


def _joined(parts: list[Rich]) -> Rich:
    whole = parts[0]
    for part in parts[1:]:
        whole = append(whole, part)
    return whole


def agenda_items(text: str, language: str) -> list[str]:
    """“16 (a)”, “139 and 151”, “74 b) et c)” → ["16(a)"], ["139", "151"], ["74(b)", "74(c)"]; Arabic letters by abjad order."""
    items: list[str] = []
    for match in _ITEM.finditer(text):
        letters = []
        for point in _POINT.findall(match["points"]):
            label = read_label(f"({point}) ", language)
            value = dict(label.readings) if label else {}
            letter = value.get("letter", value.get("letter1"))
            if letter:
                letters.append(to_letters(letter))
        items += [f"{match['number']}({x})" for x in letters] or [match["number"]]
    return items
