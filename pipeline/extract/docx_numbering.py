"""Automatic numbers of paragraphs (ECMA-376 part 1, 17.9): from numbering.xml to the label that Word prints.

Counters belong to the abstract definition, so that several lists of one definition go on counting; a list that overrides
the start of a level begins again when it is first used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.extract.docx_numerals import format_number
from pipeline.extract.docx_package import qualified
from pipeline.extract.docx_styles import VAL, Styles, is_on
from pipeline.extract.docx_symbols import symbol_character

DEEPEST = 9


@dataclass(slots=True)
class Level:
    """One level of a list definition; restart: None restarts after any higher level, 0 never, n after level n only."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    font: str = ""


@dataclass(slots=True)
class List:
    """A list that paragraphs refer to: its definition, changed levels and overridden starts."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    started: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Number:
    """An automatic number: the label as printed, the level of the list from 0."""

    label: str
    level: int


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(qualified(name))
    return None if child is None else child.get(VAL)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default


def _level(element: etree._Element) -> Level:
    # A format that older programs do not know stands in mc:AlternateContent, with a plain one as the last resort.
    formats = [f.get(VAL, "decimal") for f in element.iter(qualified("w:numFmt"))]
    restart, legal = _value(element, "w:lvlRestart"), element.find(qualified("w:isLgl"))
    fonts = element.find("/".join(map(qualified, ("w:rPr", "w:rFonts"))))
    return Level(
        _integer(_value(element, "w:start"), 0),
        formats[-1] if formats else "decimal",
        _value(element, "w:lvlText") or "",
        None if restart is None else _integer(restart, 0),
        legal is not None and is_on(legal),
        _value(element, "w:pStyle"),
        "" if fonts is None else fonts.get(qualified("w:ascii"), ""),
    )


def _levels(parent: etree._Element) -> dict[int, Level]:
    return {_integer(e.get(qualified("w:ilvl")), 0): _level(e) for e in parent.findall(qualified("w:lvl"))}


class Numbering:
    """The counters of one document, fed with its paragraphs in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstracts = {e.get(qualified("w:abstractNumId"), ""): e for e in root.iter(qualified("w:abstractNum"))}
        self._named = {link: key for key, e in abstracts.items() if (link := _value(e, "w:styleLink"))}
        for num in root.findall(qualified("w:num")):
            abstract = self._definition(abstracts, _value(num, "w:abstractNumId") or "")
            if abstract not in abstracts:
                continue
            levels, starts = _levels(abstracts[abstract]), {}
            for override in num.findall(qualified("w:lvlOverride")):
                index = _integer(override.get(qualified("w:ilvl")), 0)
                levels |= _levels(override)
                if (start := _value(override, "w:startOverride")) is not None:
                    starts[index] = _integer(start, 1)
            self._lists[num.get(qualified("w:numId"), "")] = List(abstract, levels, starts)

    def _definition(self, abstracts: dict[str, etree._Element], abstract: str) -> str:
        """The definition that a link to a numbering style stands for."""
        if abstract in abstracts and (link := _value(abstracts[abstract], "w:numStyleLink")):
            return self._named.get(link, abstract)
        return abstract

    def number(self, direct: etree._Element | None, paragraph_style: str | None) -> Number | None:
        """Count a paragraph: <w:numPr> of its own and its style. None when it is in no list."""
        list_id, level = self._place(direct, paragraph_style)
        chosen = self._lists.get(list_id or "")
        if chosen is None or level not in chosen.levels:
            return None
        self._count(chosen, level)
        definition = chosen.levels[level]
        if definition.format == "bullet":
            label = "".join(symbol_character(c, definition.font) for c in definition.text)
        else:
            label = re.sub(r"%(\d)", lambda match: self._part(chosen, int(match[1]) - 1, level), definition.text)
        return Number(label.strip(), level)

    def _place(self, direct: etree._Element | None, paragraph_style: str | None) -> tuple[str | None, int]:
        list_id = level = None
        if direct is not None:
            list_id, level = _value(direct, "w:numId"), _value(direct, "w:ilvl")
        for style_id, style in self._styles.chain(paragraph_style or self._styles.default_paragraph):
            if list_id is not None and level is not None:
                break
            if style.numbering is None or (direct is not None and list_id is not None):
                continue
            list_id = list_id or _value(style.numbering, "w:numId")
            level = level or _value(style.numbering, "w:ilvl") or self._level_of_style(list_id, style_id)
        return (None if list_id == "0" else list_id), min(_integer(level, 0), DEEPEST - 1)

    def _level_of_style(self, list_id: str | None, style_id: str) -> str | None:
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((str(index) for index, level in levels.items() if level.style == style_id), None)

    def _count(self, chosen: List, level: int) -> None:
        counters = self._counters.setdefault(chosen.abstract, {})
        if level in chosen.starts and level not in chosen.started:
            counters[level] = chosen.starts[level]
        else:
            counters[level] = counters[level] + 1 if level in counters else chosen.levels[level].start
        chosen.started.add(level)
        for deeper, definition in chosen.levels.items():
            restart = definition.restart
            if deeper > level and (restart is None or level < restart):
                counters.pop(deeper, None)

    def _part(self, chosen: List, index: int, level: int) -> str:
        """The number that one placeholder of the level's text stands for."""
        definition = chosen.levels.get(index)
        if definition is None or index > level:
            return ""
        number = self._counters[chosen.abstract].get(index, definition.start)
        return format_number(number, "decimal" if chosen.levels[level].legal else definition.format)
