"""Page furniture: running heads and feet, page numbers, job lines, bar codes, rules, printer's notices.

What repeats on every page, or has a form that nothing else has, is dropped with the reason; the job number is kept as
metadata. Forms: editorial manual, and un-numbered oddities counted over the corpus.
"""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.extract.page import width
from pipeline.parse.cover import find_symbol
from pipeline.parse.lines import Layout, Line
from pipeline.parse.structure import Structure

JOB = re.compile(r"^(?P<job>\d{2}-\d{5}|\d{5}-\d{2})\b\s*(?:\(\s?\w\s?\))?\s*(?:\d{6})?\s*\*?(?:\d{7}\*)?$")
_TURNED_JOB = re.compile(r"^\d{6}\s*[()]\w[()]\s*(?P<job>\d{2}-\d{5}|\d{5}-\d{2})$")
_JOB_DATE = re.compile(r"^(?:\(\w\)\s*)?\d{6}$|^\([A-Z]\)$")
_BAR_CODE = re.compile(r"^\*?\s?\d{7}[A-Z]?\s?\*$|^\*\d{7}\*?$")
_RULE = re.compile(r"^[_‗—–\-=*\s.]{5,}$|^_{3,}$")
_PAGE = re.compile(r"^(?:\w+\s)?\d{1,4}\s?/\s?\d{1,4}$|^\d{1,4}$|^[-–]\s?\d{1,4}\s?[-–]$")
_PAGE_AND_JOB = re.compile(r"^(?:\d{1,4}\s?/\s?\d{1,4}\s+(?P<a>\d{2}-\d{5}|\d{5}-\d{2})|(?P<b>\d{2}-\d{5}|\d{5}-\d{2})\s+\d{1,4}\s?/\s?\d{1,4})$")
_BARE_PAGE_AND_JOB = re.compile(r"^(?:\d{1,4}\s+(?P<a>\d{2}-\d{5}|\d{5}-\d{2})|(?P<b>\d{2}-\d{5}|\d{5}-\d{2})\s+\d{1,4})$")
_WORD_AND_PAGE = re.compile(r"^(\D{1,12}?)\s?(\d{1,3})\D?$")
_MORE = re.compile(r"^(?:\.\s?){3,}$|^/\s?(?:\.\s?){2,}$|^(?:\.\s?){2,}/$")
_LABEL = re.compile(r"^\(?\w{1,4}[.)]$")
"""The label of a paragraph, which an extractor may put between the lines of a head."""
_BREAKS = re.compile(r"[\s\u00ad\u2010\u2011-]")
SMALLER = 0.8
"""Points by which the type of a running head is smaller than that of the text, where it is."""
MARGIN = 0.12
"""Share of a page's height at its top and bottom where running heads and feet stand."""

DEEP = 0.18
"""The same down to where the last lines of long titles stand, which other pages repeat."""
SET_OFF = 1.5
"""Heights of a row: a wider gap below it sets a running head off from the text."""
FOOT = 0.1
"""Share of a page's height at its bottom where running feet stand."""
COVER_LINES = 2
"""Lines at the top of a page among which the symbol is no running foot."""
TITLE = 15
"""Columns of a line of text that repeats words of the title, at least."""
FEW_PAGES = 3
"""Pages of a document among which words at one height on all of them are no chance."""


class Furniture:
    """Finds the furniture of a document; `job_number` is the first job number that was met."""

    def __init__(self, lines: list[Line], layout: Layout, form: Structure, heights: dict[int, float]) -> None:
        self.form, self.layout, self.heights = form, layout, heights
        self.job_number: str | None = None
        self.pages: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            self.pages[line.page].append(line)
        self.symbol = next((s for line in self.pages.get(1, lines)[:25] if (s := find_symbol(line.text))), None)
        texts = [x.text for x in self.pages.get(1, [])[:40]]
        formula = next((i for i in range(len(texts)) if form.formula_at(texts, i)), len(texts))
        self._cover = _bare("".join(texts[:formula]))
        self._heads = self._running_heads()

    def reason(self, line: Line) -> str | None:
        """Why a line is furniture, None where it is not."""
        text = line.text
        if line.block.role == "footer":
            return "link at page end"
        bare = _BARE_PAGE_AND_JOB.match(text) if self._at_edge(line) else None
        if match := JOB.match(text) or _PAGE_AND_JOB.match(text) or _TURNED_JOB.match(text) or bare:
            number = next(g for g in match.groups() if g)
            self.job_number = self.job_number or (number if number[2] == "-" else f"{number[6:]}-{number[:5]}")  # set from right to left
            return "job line"
        if _BAR_CODE.match(text):
            return "bar code"
        if _RULE.match(text) and len(text) >= 3:
            return "rule"
        if _MORE.match(text):
            return "continuation dots"
        if self.form.furniture.match(text):
            return "printer's notice"
        if line.index in self._heads:
            return self._heads[line.index]
        if self._is_foot(line):
            return "running foot"
        if _JOB_DATE.match(text) and self._at_edge(line):
            return "job line"
        if (_PAGE.match(text) and self._at_edge(line)) or self._counts_page(line):
            return "page number"
        return None

    def _counts_page(self, line: Line) -> bool:
        """“Page 3” at the top of the third page of a text; another word than that of the language, if “… 4” is at the top of the fourth."""
        found = None if self.layout.size else _WORD_AND_PAGE.match(line.text)
        if found is None or int(found[2]) != line.page:
            return False
        if self.form.page.match(line.text):
            return any(x.index == line.index for x in self.pages[line.page][:6])
        others = (
            x
            for page, lines in self.pages.items()
            if page != line.page
            for x in lines[:6]
            if (m := _WORD_AND_PAGE.match(x.text)) and m[1] == found[1] and int(m[2]) == x.page
        )
        return any(x.index == line.index for x in self.pages[line.page][:6]) and any(others)

    def _at_edge(self, line: Line) -> bool:
        """In the margin of a page, or among the last or first lines of one where positions are not known."""
        height = self.heights.get(line.page)
        if height and self.layout.measured:
            return line.bottom > (1 - MARGIN) * height or line.top < MARGIN * height * 0.7
        page = self.pages[line.page]
        if line.page > 1 and str(line.page) in re.split(r"\s?/\s?", line.text)[:2] and "/" in line.text:
            return True  # "2/9" on the second page, wherever an extractor put it
        if line.page > 1 and line.text[0] in "-–" and line.text.strip("-– ") == str(line.page):
            return True  # "– 2 –"
        if _JOB_DATE.match(line.text):
            return any(JOB.match(x.text) for x in page)
        place = next(i for i, x in enumerate(page) if x.index == line.index)
        return ("/" in line.text and (place >= len(page) - 6 or place < 3)) or (place >= len(page) - 1 and len(self.pages) > 1 and line.page > 1)

    def _is_foot(self, line: Line) -> bool:
        """The symbol, or what every page but one repeats at the same height, in the margin at the bottom of a page.

        Where no place is known, the symbol as the last line of a page, or set off from the lines around it.
        """
        height = self.heights.get(line.page)
        if not height or not self.layout.measured:
            return line.text == self.symbol and self._is_set_off(line)
        if line.bottom < (1 - FOOT) * height:
            return False
        if line.text == self.symbol:
            return True
        alike = {page for page, lines in self.pages.items() for other in lines[-6:] if other.text == line.text and abs(other.top - line.top) < 4}
        return len(self.pages) > FEW_PAGES and len(alike) >= len(self.pages) - 1

    def _is_set_off(self, line: Line) -> bool:
        """Whether a line of a text is the last of its page, or stands between blank lines, behind the cover."""
        lines = self.pages[line.page]
        place = next(i for i, x in enumerate(lines) if x.index == line.index)
        if place < COVER_LINES:
            return False
        if place + 1 == len(lines):
            return True
        return line.page > 1 and line.block.blank_before > 0 and lines[place + 1].block.blank_before > 0

    def _running_heads(self) -> dict[int, str]:
        heads: dict[int, str] = {}
        pages = [p for p in sorted(self.pages) if p > 1]
        for page in pages:
            lines = [line for line in self.pages[page] if not self._is_foot(line)]
            heads |= dict.fromkeys(self._head_of(lines, page), "running head")
        return heads

    def _head_of(self, lines: list[Line], page: int) -> list[int]:
        """Symbol and title at the top of a page: in the margin above the text, or the first lines of a text page."""
        height = self.heights.get(page)
        if self.layout.measured and height:
            top = [x for x in lines if x.top < MARGIN * height or (x.top < DEEP * height and self._repeats(x))]
            body = [x for x in lines if not any(x is y for y in top)]
            return [x.index for x in self._block_with_symbol(top, body)]
        return [x.index for x in self._text_head(lines)]

    def _block_with_symbol(self, top: list[Line], body: list[Line]) -> list[Line]:
        """The lines of the head at the top of a page, none where they are no head.

        They reach down to the gap that sets the head off from the text, but not beyond the last row that shows itself to be
        one: it has the symbol, is set in smaller type, repeats the title or the same row of another page.
        """
        taken: list[Line] = []
        shown, titled = 0, False
        rest = sorted(top, key=lambda x: x.top)
        while rest:
            row = [x for x in rest if x.beside(rest[0]) or x is rest[0]]
            rest = [x for x in rest if x not in row]
            taken += row
            small = not titled and all(0 < x.size < self.layout.size - SMALLER for x in row)
            if small or any(self._is_head(x) or self._begins_title(x) for x in row):
                shown = len(taken)
            bottom, height = max(x.bottom for x in row), max(x.bottom - x.top for x in row)
            after = min((x.top for x in [*rest, *body]), default=bottom)
            if after - bottom >= height and self._is_title([x for x in taken if x.text != self.symbol]):
                shown, titled = len(taken), True
            if after - bottom > SET_OFF * height:
                break
        return taken[:shown] if titled or any(self._is_head(x) for x in taken) else []

    def _is_title(self, lines: list[Line]) -> bool:
        """Whether lines are the whole title, before which the cover has the number of a resolution or what stands in brackets."""
        words = _bare("".join(x.text for x in lines))
        before = self._cover.removesuffix(words)
        return len(words) > 3 and before != self._cover and before[-1:] in ".]"

    def _is_head(self, line: Line) -> bool:
        symbol = find_symbol(line.text)
        if symbol is not None and (symbol == self.symbol or symbol == line.text.strip("* ")):
            return True
        return (self.symbol is not None and line.text.startswith(self.symbol)) or self._repeats(line)

    def _repeats(self, line: Line) -> bool:
        """The same words at the same height on another page."""
        bare = re.sub(r"\d+", "0", line.text)
        return any(
            re.sub(r"\d+", "0", other.text) == bare and abs(other.top - line.top) < 4
            for page, lines in self.pages.items()
            if page != line.page and page > 1
            for other in lines[:6]
        )

    def _text_head(self, lines: list[Line]) -> list[Line]:
        """The symbol alone among the first lines of a page, and the title lines before and after it that other pages repeat."""
        place = next((i for i, x in enumerate(lines[:6]) if self._symbol_line(x)), None)
        if place is None:
            return [x for x in lines[:4] if self._repeats_text(x, 4)]
        end = place
        while end + 1 < min(len(lines), 6) and (self._repeats_text(lines[end + 1], 6) or not any(map(str.isalnum, lines[end + 1].text))):
            end += 1
        quoted = end + 1 < len(lines) and lines[place + 1].block.blank_before and not lines[end + 1].block.blank_before
        if end > place and quoted and not self._is_title(lines[place + 1 : end + 1]):
            end = place  # set off from the symbol, not from the text: this quotes the title
        return [x for x in lines[: end + 1] if not _LABEL.match(x.text)]

    def _symbol_line(self, line: Line) -> bool:
        """Whether a line is the symbol, alone or beside the title, which may be glued to it."""
        if self.symbol is None:
            return False
        title = line.text.removeprefix(self.symbol).removesuffix(self.symbol)
        if title != line.text and _bare(title) in self._cover:
            return True
        return find_symbol(line.text) == self.symbol and len(line.text) < len(self.symbol) + 120

    def _repeats_text(self, line: Line, depth: int) -> bool:
        return (
            len(line.text) > 3
            and any(other.text == line.text for page, lines in self.pages.items() if page not in (1, line.page) for other in lines[:depth])
        ) or (line.page > 1 and self._in_text_title(line))

    def _in_text_title(self, line: Line) -> bool:
        """Words of the title, wide enough to be no chance, that a page of text repeats at its top however it breaks them."""
        return width(line.text) > TITLE and _bare(line.text) in self._cover

    def _begins_title(self, line: Line) -> bool:
        """The first words of the first page's title, apart from it in type: text that quotes the title is set as text."""
        apart = line.bold or abs(line.size - self.layout.size) > SMALLER
        return apart and len(line.text) > 3 and self._in_title(line)

    def _in_title(self, line: Line) -> bool:
        """Words of the first page's title, as running heads repeat them."""
        return any(line.text in other.text or other.text in line.text for other in self.pages.get(1, [])[:40] if len(other.text) > 15)


def _bare(text: str) -> str:
    """A text without its spaces and hyphens, which change with the width of lines."""
    return _BREAKS.sub("", text)
