"""Citations of a document: every resolution, decision, document, treaty, Official Record and address that it names.

Units are read in order (cover, body, notes). “Ibid.” stands for what the note before it cites; a note in which nothing was
recognised breaks the chain. Hyperlinks are matched to the words that they lie on, or, where they were printed apart, to
the words on the same page that name the same number.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from pipeline import symbols
from pipeline.languages import words
from pipeline.parse.citation_context import Reading, dated, is_possible, read_numbers
from pipeline.parse.citation_tokens import Token, find_tokens, latin, part_words
from pipeline.parse.dates import find_dates
from pipeline.parse.model import Row, Unit

NEAR = 24
"""Code points between a number and the date printed with it."""
LONGEST_DATE = 40
"""Code points of a date with both names of its month."""


def find_citations(
    units: list[Unit], *, document_id: str, symbol: str | None, organ: str | None, language: str, loose_links: list[tuple[str, int | None]]
) -> tuple[list[Row], list[Row]]:
    """Rows of `citations` and of `citation_candidates`.

    symbol: the document's own, which is never cited; organ: the body that speaks; loose_links: (uri, page) of hyperlinks
    that lie on no words.
    """
    reader = _Reader(document_id, symbol, organ, language)
    for unit in units:
        reader.read(unit)
    _match_loose(reader.rows, reader.pages, loose_links)
    return reader.rows, reader.candidates


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = words(language, "citations")
    join, pinpoint = data["join"], rf"{data['pinpoint']}(?:\s?[\w.()–-]+)?"
    return (
        re.compile(rf"\s*[(«“]?(?:{data['ibid']})", re.IGNORECASE),
        re.compile(data["official_records"]),
        re.compile(rf"[\s,،，]*({pinpoint}(?:(?:[,،，、]\s?|\s(?:{join})\s?){pinpoint})*)", re.IGNORECASE),
        re.compile(rf"\s?(?:[,،]|{join})\s?(?P<part>{'|'.join(['[A-Z]', *part_words(language)])})(?![\w’'.])"),
    )


class _Reader:
    def __init__(self, document_id: str, symbol: str | None, organ: str | None, language: str) -> None:
        self.document_id, self.symbol, self.organ, self.language = document_id, symbol, organ, language
        self.rows: list[Row] = []
        self.candidates: list[Row] = []
        self.pages: list[tuple[int | None, int | None]] = []
        self._antecedent: Row | None = None
        self._antecedents: list[Row] = []
        """What the note before cites: its last citation, and all of them."""
        self._named: dict[tuple[str, str], str] = {}
        """What a number stood for where the document named the body: later mentions may leave it out."""
        self.ibid, self.records, self.pinpoint, self.more_parts = _patterns(language)

    def read(self, unit: Unit) -> None:
        """Add the citations of one unit."""
        first = len(self.rows)
        ibid = bool(unit.footnote_id) and bool(self.ibid.match(unit.text))
        tokens = find_tokens(unit.text, self.language)
        if unit.clause_id is None and unit.footnote_id is None:
            tokens = [t for t in tokens if t.form == "symbol"]
        readings = read_numbers(unit.text, tokens, self.language, self.organ) if tokens else {}
        for i, token in enumerate(tokens):
            before, after = (tokens[i - 1] if i else None), (tokens[i + 1] if i + 1 < len(tokens) else None)
            self._token(unit, token, before, after, readings.get(i), ibid=ibid and i == 0)
        if ibid and len(self.rows) == first and not tokens:
            self._bare_ibid(unit)
        if unit.footnote_id:
            self._antecedents = self.rows[first:]
            self._antecedent = self._antecedents[-1] if self._antecedents else None

    def _token(self, unit: Unit, token: Token, before: Token | None, after: Token | None, reading: Reading | None, *, ibid: bool) -> None:
        if token.form == "treaty":
            self._treaty(unit, token)
            return
        if token.form == "url":
            self._add(unit, token.start, token.end, "url")
            return
        if token.form == "symbol":
            self._symbol(unit, token, before, ibid=ibid)
            return
        link = _link_on(unit, token.start, token.end)
        linked = symbols.read_link(link).symbol if link else None
        reading = reading or _by_link(token, linked)
        if reading is None:
            return
        if linked in reading.candidates and linked is not None:  # a link settles what the words leave open, and nothing else
            reading = Reading(reading.kind, linked)
        cited_on = _date_with(token, before, after, unit.text, self.language)
        reading = dated(reading, token.base.split("/")[0], cited_on.year if cited_on else None)
        known = self._named.get((reading.kind, token.base))
        if not reading.named and known:
            reading = Reading(reading.kind, known)
        target = symbols.canonical(reading.target) if reading.target else None
        if target is not None and target == self.symbol:
            return
        if reading.named and target:
            self._named.setdefault((reading.kind, token.base), target)
        row = self._add(unit, token.start, token.end, reading.kind, target=target)
        row["cited_on"] = cited_on if _is_of_its_year(row["target_symbol"], cited_on) else None
        if target is None:
            self._open(row, reading)
        self._parts(unit, token, row)

    def _parts(self, unit: Unit, token: Token, row: Row) -> None:
        """“53/243 A and B”: the second part is a citation of its own."""
        end = token.end
        while token.part and row["target_symbol"] and (match := self.more_parts.match(unit.text, end)):
            base = row["target_symbol"].rsplit(" ", 1)[0]
            self._add(
                unit, match.start("part"), match.end("part"), row["kind"], target=symbols.canonical(f"{base} {latin(match['part'], self.language)}")
            )
            end = match.end()

    def _symbol(self, unit: Unit, token: Token, before: Token | None, *, ibid: bool) -> None:
        if token.base == self.symbol:
            return
        records = None
        for match in self.records.finditer(unit.text, before.end if before else 0, token.start):
            records = match.start()
        if ibid and records is None:
            records = len(unit.text) - len(unit.text.lstrip())
        kind = _kind_of(token.base)
        if records is None or unit.text[token.start - 1 : token.start] not in "(（":
            self._add(unit, token.start, token.end, kind, target=token.base)
            return
        closed = unit.text[token.end : token.end + 1] in ")）"
        recorded = next((r for r in self._antecedents if r["kind"] == "official_record"), None)
        kind = "official_record" if not ibid or recorded else kind
        row = self._add(unit, records, token.end + closed, kind, target=token.base)
        antecedent = recorded or self._antecedent
        if ibid and antecedent is not None:
            row["ibid_of"] = antecedent["citation_id"]

    def _treaty(self, unit: Unit, token: Token) -> None:
        series = token.series
        if token.ibid:
            if self._antecedent is None or not self._antecedent["treaty_series"]:
                return  # what is the same is not known: the chain is broken
            series = self._antecedent["treaty_series"]
        row = self._add(unit, token.start, token.end, "treaty")
        row |= {"treaty_series": series, "treaty_volume": token.volume, "treaty_number": token.registration}
        if token.ibid and self._antecedent:
            row["ibid_of"] = self._antecedent["citation_id"]
        self.rows[-1] = row

    def _bare_ibid(self, unit: Unit) -> None:
        match = self.ibid.match(unit.text)
        if match is None or self._antecedent is None:
            return
        end = match.end() + (unit.text[match.end() : match.end() + 1] == ".")
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        source = self._antecedent
        row = self._add(unit, start, end, source["kind"], target=source["target_symbol"])
        row |= {k: source[k] for k in ("treaty_series", "treaty_volume", "treaty_number")} | {"ibid_of": source["citation_id"]}
        self.rows[-1] = row

    def _add(self, unit: Unit, start: int, end: int, kind: str, *, target: str | None = None) -> Row:
        link = _link_on(unit, start, end)
        linked = symbols.read_link(link).symbol if link else None
        pinpoint = self.pinpoint.match(unit.text, end)
        row: Row = {
            "citation_id": f"{self.document_id}#c{len(self.rows) + 1}", "document_id": self.document_id, "position": len(self.rows) + 1,
            "clause_id": unit.clause_id, "footnote_id": unit.footnote_id, "text": unit.text[start:end], "char_start": unit.start + start,
            "char_end": unit.start + end, "kind": kind, "target_symbol": target, "cited_on": None,
            "pinpoint": _balanced(pinpoint[1]) if pinpoint else None, "treaty_series": None, "treaty_volume": None, "treaty_number": None,
            "ibid_of": None, "link_uri": link, "link_symbol": linked, "link_status": _status(link, linked, target),
        }  # fmt: skip
        self.rows.append(row)
        self.pages.append((unit.page_start, unit.page_end))
        return row

    def _open(self, row: Row, reading: Reading) -> None:
        for position, candidate in enumerate(reading.candidates, 1):
            self.candidates.append({
                "citation_id": row["citation_id"], "document_id": self.document_id, "position": position, "candidate_symbol": candidate,
                "reason": "the number is possible for this body, but the words name none",
            })  # fmt: skip


def _balanced(text: str) -> str:
    """A pinpoint without the stop or bracket that closes behind it: “(A/190/441, para. 18)”."""
    text = text.rstrip(".,;")
    while text.endswith((")", "）", "]")) and sum(c in ")）]" for c in text) > sum(c in "(（[" for c in text):
        text = text[:-1].rstrip()
    return text


def _kind_of(symbol: str) -> str:
    series = symbols.parse(symbol).series
    return "resolution" if series == "RES" else "decision" if series == "DEC" else "document"


def _by_link(token: Token, linked: str | None) -> Reading | None:
    """A number without a governing word whose hyperlink leads to a resolution of that number."""
    if linked is None or _tail(linked) != token.base.replace(" ", ""):
        return None
    kind = _kind_of(linked)
    return Reading(kind, linked) if kind != "document" and is_possible(linked) else None


def _tail(symbol: str) -> str:
    """The number of a resolution's symbol without part letter: A/HRC/RES/23/5 → 23/5."""
    match = re.search(r"/(?:RES|DEC)/((?:E?S-)?\d+(?:/\d+|\s\([^)]*\))?)", symbol)
    return match[1].replace(" ", "") if match else ""


def _link_on(unit: Unit, start: int, end: int) -> str | None:
    return next((x.uri for x in unit.links if x.start < end and x.end > start), None)


def _status(link: str | None, linked: str | None, target: str | None) -> str:
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


def _date_with(token: Token, before: Token | None, after: Token | None, text: str, language: str) -> date | None:
    """The date printed with a number: behind it, in Chinese before it."""
    if words(language, "citations")["word_after_number"]:
        floor = before.end if before else 0
        stop = max(text.rfind(sign, floor, token.start) for sign in "，；。")
        near = find_dates(text, language, max(floor, stop + 1), token.start)
        return near[-1].date if near else None
    ceiling = after.start if after else len(text)
    gap = _GAP.match(text, token.end, min(ceiling, token.end + NEAR))
    if gap is None or not _YEAR.search(text, gap.end(), min(ceiling, gap.end() + LONGEST_DATE)):
        return None
    near = find_dates(text, language, token.end, min(ceiling, gap.end() + LONGEST_DATE))
    return near[0].date if near and near[0].start <= gap.end() else None


_GAP = re.compile(r"[^\d;؛(]*")
_YEAR = re.compile(r"\d{4}")


def _is_of_its_year(symbol: str | None, day: date | None) -> bool:
    """Whether a resolution of the Council can be of a day: its symbol has the year. Else the day is another's, such as the
    end of a mandate that is extended “until” it.
    """
    year = _COUNCIL_YEAR.match(symbol or "")
    return day is None or year is None or int(year[1]) == day.year


_COUNCIL_YEAR = re.compile(r"S/RES/\d+ \((\d{4})\)")


def _match_loose(rows: list[Row], pages: list[tuple[int | None, int | None]], links: list[tuple[str, int | None]]) -> None:
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
            same |= {"link_uri": uri, "link_symbol": linked, "link_status": _status(uri, linked, same["target_symbol"])}
