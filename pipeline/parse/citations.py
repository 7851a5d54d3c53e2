"""Citations of a document: every resolution, decision, document, treaty, Official Record and address that it names.

Units are read in order (cover, body, notes). “Ibid.” stands for what the note before it cites; a note in which nothing was
recognised breaks the chain. Hyperlinks are matched to the words that they lie on, or, where they were printed apart, to
the words on the same page that name the same number.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline import symbols
from pipeline.languages import words
from pipeline.parse.citation_context import Reading, dated, is_likely, read_numbers
from pipeline.parse.citation_council import again, is_of_council, with_undated
from pipeline.parse.citation_dates import date_with, is_of_its_year
from pipeline.parse.citation_links import by_link, kind_of, link_on, match_loose, status
from pipeline.parse.citation_more import more_modifiers, more_parts
from pipeline.parse.citation_tokens import Token, find_tokens
from pipeline.parse.model import Row, Unit


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
    match_loose(reader.rows, reader.pages, loose_links)
    return reader.rows, reader.candidates


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = words(language, "citations")
    join, pinpoint = data["join"], rf"{data['pinpoint']}(?:\s?[\w.()–-]+)?"
    return (
        re.compile(rf"[\s(«“]*(?:{data['ibid']})", re.IGNORECASE),
        re.compile(data["official_records"]),
        re.compile(rf"[\s,،，]*({pinpoint}(?:(?:[,،，、]\s?|\s(?:{join})\s?){pinpoint})*)", re.IGNORECASE),
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
        self._named: dict[tuple[str, str, str | None], str] = {}
        """What a number stood for where the document named the body: later mentions may leave it out."""
        self._council: dict[str, str] = {}
        """Resolutions of the Security Council that the document has named in full, by their numbers."""
        self.ibid, self.records, self.pinpoint = _patterns(language)

    def read(self, unit: Unit) -> None:
        """Add the citations of one unit."""
        first = len(self.rows)
        ibid = bool(unit.footnote_id) and bool(self.ibid.match(unit.text))
        tokens = with_undated(unit.text, find_tokens(unit.text, self.language), self.language)
        self._council |= {t.base.split()[0]: t.base for t in tokens if is_of_council(t)}
        tokens = again(unit.text, tokens, self._council, self.language)
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
        link = link_on(unit, token.start, token.end)
        linked = symbols.read_link(link).symbol if link else None
        reading = reading or by_link(token, linked)
        if reading is None:
            return
        if linked in reading.candidates and linked is not None and is_likely(linked):  # a link settles what the words leave open, and nothing else
            reading = Reading(reading.kind, linked)
        cited_on = date_with(token, before, after, unit.text, self.language)
        reading = dated(reading, token.base.split("/")[0], cited_on.year if cited_on else None)
        known = self._named.get((reading.kind, token.base, token.part))
        if not reading.named and known:
            reading = Reading(reading.kind, known)
        target = symbols.canonical(reading.target) if reading.target else None
        if target is not None and target == self.symbol:
            return
        if reading.named and target:
            self._named.setdefault((reading.kind, token.base, token.part), target)
        row = self._add(unit, token.start, token.end, reading.kind, target=target)
        row["cited_on"] = cited_on if is_of_its_year(row["target_symbol"], cited_on) else None
        if target is None:
            self._open(row, reading)
            return
        if token.part:
            for start, end, part in more_parts(unit.text, token.end, target, self.language):
                self._add(unit, start, end, reading.kind, target=part)

    def _symbol(self, unit: Unit, token: Token, before: Token | None, *, ibid: bool) -> None:
        if token.base != self.symbol:
            self._document(unit, token, before, ibid=ibid)
        for start, end, symbol in more_modifiers(unit.text, token.end, token.base, self.language):
            self._add(unit, start, end, kind_of(token.base), target=symbol)

    def _document(self, unit: Unit, token: Token, before: Token | None, *, ibid: bool) -> None:
        """A symbol, alone or in brackets behind the words for the Official Records that it is of."""
        records = None
        for match in self.records.finditer(unit.text, before.end if before else 0, token.start):
            records = match.start()
        if ibid and records is None:
            records = len(unit.text) - len(unit.text.lstrip())
        kind = kind_of(token.base)
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
        link = link_on(unit, start, end)
        linked = symbols.read_link(link).symbol if link else None
        pinpoint = self.pinpoint.match(unit.text, end)
        row: Row = {
            "citation_id": f"{self.document_id}#c{len(self.rows) + 1}", "document_id": self.document_id, "position": len(self.rows) + 1,
            "clause_id": unit.clause_id, "footnote_id": unit.footnote_id, "text": unit.text[start:end], "char_start": unit.start + start,
            "char_end": unit.start + end, "kind": kind, "target_symbol": target, "cited_on": None,
            "pinpoint": _balanced(pinpoint[1]) if pinpoint else None, "treaty_series": None, "treaty_volume": None, "treaty_number": None,
            "ibid_of": None, "link_uri": link, "link_symbol": linked, "link_status": status(link, linked, target),
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
