"""The pages of a printed document put together again: furniture, notes and running text, in this order."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby

from pipeline.extract.page import PageModel
from pipeline.parse.actions import find_lead
from pipeline.parse.calls import find_calls
from pipeline.parse.furniture import Furniture
from pipeline.parse.joining import KnownWords, known_words, to_paragraph
from pipeline.parse.labels import read_label
from pipeline.parse.lines import Layout, Line, measure, to_lines
from pipeline.parse.model import Dropped, Paragraph, Rebuilt
from pipeline.parse.notelines import NoteLines, note_zone, read_notes, unfinished
from pipeline.parse.parting import TERMINAL, marks, stretches
from pipeline.parse.sponsor_lines import opens_addendum
from pipeline.parse.structure import Structure, structure
from pipeline.parse.tabular import find_tables, in_order
from pipeline.parse.textjoining import TextJoining
from pipeline.parse.textnotes import text_apart
from pipeline.parse.texttails import with_title_tail
from pipeline.parse.textzones import numbers_page
from pipeline.parse.unopened import LONGEST_HEAD, without_formula


def rebuild_printed(model: PageModel, language: str) -> Rebuilt:
    """Paragraphs and notes of a document that keeps only printed lines."""
    lines, dropped = to_lines(model)
    form = structure(language)
    layout = measure(lines, measured=all(x.block.box for x in lines))
    heights = {n: size[1] for n, size in enumerate(model.page_sizes, 1)}
    furniture = Furniture(lines, layout, form, heights)
    pages: dict[int, list[Line]] = defaultdict(list)
    rules: dict[int, int] = {}
    for line in lines:
        reason = furniture.reason(line)
        if reason is None:
            pages[line.page].append(line)
            continue
        dropped.append(Dropped(line.index, reason))
        if reason == "rule":
            rules[line.page] = len(pages[line.page])
    tables = [row for table in find_tables(pages[page] for page in sorted(pages)) for row in in_order(table)] if layout.size else []
    tabular = {line.index: row for row in tables for line in row}
    body, notes = _apart(pages, layout, rules, tabular) if layout.size else text_apart(pages, rules, language)
    markers = {(n.lines[0].page, n.marker) for n in notes}
    if not layout.size:  # a number alone in the midst of a page of text: of the page, where no note has it
        numbers = {x.index for x in body if numbers_page(x) and x.text.strip() not in {marker for _, marker in markers}}
        dropped += [Dropped(index, "page number") for index in sorted(numbers)]
        body = [x for x in body if x.index not in numbers]
    known = known_words(lines)
    rebuilt = Rebuilt(dropped=dropped, job_number=furniture.job_number)
    rebuilt.notes = [_note(n, layout, known) for n in notes]
    rebuilt.paragraphs = _paragraphs(body, layout, known, form, language, markers, tabular)
    if not layout.size:  # text keeps no raised characters
        find_calls(rebuilt.paragraphs, rebuilt.notes, language, placed=layout.measured)
    return rebuilt


def _apart(pages: dict[int, list[Line]], layout: Layout, rules: dict[int, int], tabular: dict[int, list[Line]]) -> tuple[list[Line], list[NoteLines]]:
    """Running text and notes; the numbers of notes go on from page to page, and a table holds none."""
    body: list[Line] = []
    notes: list[NoteLines] = []
    expected = 1
    for page in sorted(pages):
        lines = pages[page]
        first = max((i for i, line in enumerate(lines, 1) if line.index in tabular), default=0)
        rule = rules[page] - first if page in rules and rules[page] >= first else None
        start = first + note_zone(lines[first:], layout, rule, open_note=unfinished(notes), expected=expected)
        expected = read_notes(lines[start:], notes, expected)
        body += lines[:start]
    return body, notes


def _note(note: NoteLines, layout: Layout, known: KnownWords) -> Paragraph:
    paragraph = to_paragraph([*note.lines, *note.rest], layout, known, note.first)
    paragraph.role, paragraph.note, paragraph.centred = "note", note.marker, False
    return paragraph


def _paragraphs(
    lines: list[Line],
    layout: Layout,
    known: KnownWords,
    form: Structure,
    language: str,
    markers: set[tuple[int, str]],
    tabular: dict[int, list[Line]],
) -> list[Paragraph]:
    """Lines of the cover stay apart (each is a field, or part of one); those of the body are joined, but for tables."""
    texts = [x.text for x in lines]
    without = len(lines) if any(opens_addendum(text, language) for text in texts) else 0  # sponsors that join later: there is no body
    opened = next((i for i in range(len(lines)) if form.formula_at(texts, i)), None)
    start = opened if opened is not None else without or form.statement_at(texts[:LONGEST_HEAD]) or without_formula(texts, language) or 0
    covering = lines[:start] if layout.size else with_title_tail(lines[:start])
    behind = [*(x.text for x in covering[1:]), *texts[start : start + 1], ""]
    cover = [to_paragraph([x], layout, known, after=behind[i]) for i, x in enumerate(covering)]
    for paragraph in cover:
        paragraph.centred = False
    running = [x for x in lines[start:] if x.index not in tabular]
    own = measure(running, measured=layout.measured)  # the cover has margins and spacing of its own
    if not layout.size:
        return cover + _of_text(TextJoining(running, language, markers), own, known)
    words = _Words(language)
    begun = marks(running, own, words)
    body: list[Paragraph] = []
    for table, group in groupby(lines[start:], key=lambda x: x.index in tabular):
        if table:
            body += _table(list(group), own, known, tabular)
        else:
            body += [to_paragraph(s, own, known) for s in stretches(list(group), own, words, begun)]
    return cover + body


def _of_text(text: TextJoining, layout: Layout, known: KnownWords) -> list[Paragraph]:
    paragraphs = []
    for lines in text.stretches():
        paragraph = to_paragraph(lines, layout, known)
        if text.is_heading(lines):
            paragraph.role = "heading"
        paragraphs.append(paragraph)
    return paragraphs


def _table(lines: list[Line], layout: Layout, known: KnownWords, tabular: dict[int, list[Line]]) -> list[Paragraph]:
    """The rows of tables, a paragraph each."""
    rows = {id(tabular[line.index]): tabular[line.index] for line in lines}
    paragraphs = [to_paragraph(row, layout, known) for row in rows.values()]
    for paragraph in paragraphs:
        paragraph.role, paragraph.centred = "table", False
    return paragraphs


class _Words:
    """What the words of one language say about lines."""

    def __init__(self, language: str) -> None:
        self.language, self.form = language, structure(language)

    def labelled(self, line: Line) -> bool:
        """Whether a line begins with a label."""
        return read_label(line.text, self.language) is not None

    def label_alone(self, line: Line) -> bool:
        """Whether a line is a label and nothing else."""
        label = read_label(f"{line.text} ", self.language)
        return label is not None and label.end >= len(line.text)

    def is_formula(self, line: Line) -> bool:
        """Whether a line is the enacting formula."""
        return self.form.organ_of(line.text) is not None

    def opens_annex(self, line: Line) -> bool:
        """Whether a line is the heading of an annex."""
        return self.form.annex.match(line.text) is not None

    def capital(self, line: Line) -> bool:
        """Whether a line begins with a capital letter."""
        return line.text[:1].isupper()

    def begins(self, last: Line, line: Line) -> bool:
        """Whether a paragraph begins: a stop or comma before, a label or an action phrase here."""
        if last.text.rstrip()[-1:] not in TERMINAL and not last.text.rstrip()[-1:].isdecimal():
            return False
        if self.labelled(line):
            return True
        if self.form.quoted.match(line.text):
            return True
        return any(find_lead(line.text, self.language, side) is not None for side in ("preambular", "operative"))
