"""Right-to-left text in the order of reading.

Extractors leave Arabic in one of two disorders. With bidi controls: a line is an embedding from right to left, and what is
not Arabic in it (numbers, brackets, commas) is an embedding from left to right whose characters stand as on paper. Without
them: the whole line stands as on paper, every letter reversed, and a change of type on the line breaks it into pieces of
their own. Both are turned round by the script of the characters alone.
Measured on texts that poppler and pdfminer made of the same pages.
"""

from __future__ import annotations

import re

from pipeline.extract.stretches import embedded_signs, unstretched
from pipeline.extract.text_articles import articles_apart, join_articles
from pipeline.extract.text_rows import in_one_line, mirrored

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTERS = "\u0621-\u064a"
_EMBEDDED = re.compile("\u202a([^\u202a-\u202c]*)\u202c")
_LATIN = r"[A-Za-z][^\u0590-\u08ff\n()،؛]*(?:\([^()\n]*\)[^\u0590-\u08ff\n()،؛]*)*[A-Za-z0-9]|[A-Za-z]"
_NUMBER = r"\d+(?:[./,:]\d+)*"
_SYMBOL = r"[A-Z]{1,5}(?:\.\d+)?/(?:[A-Za-z0-9./-]*[A-Za-z0-9]|\([A-Za-z0-9.]+\))+(?: \((?:[A-Za-z][\w .]*|\d{4})\))?"
_CLOSED_BEFORE = re.compile("(?:(\\()\\s*)?\\)(\\s*)\u202a([^\u202a-\u202c]*\\([^()\u202a-\u202c]*)\u202c")
"""A closing bracket that stands before the Latin words whose last bracket it closes."""
_GLUED = re.compile("\u202c(?=[ ]?\u202b)|(?<=\u202c)(?<=\u202c\u202c)(?=[\u0621-\u064a])")
"""Where one line's embedding ends and another's begins: poppler sometimes leaves no line break between them."""
_JOB = re.compile(r"\d{2}-\d{5}(?: \([A-Z]\))?(?: \d{6})?|\d{1,2} [A-Z][a-z]+ \d{4}")
"""What stands on lines of its own and is set from left to right: job numbers, the English date of the cover."""
_TOKEN = re.compile(f"{_SYMBOL}|{_LATIN}|{_NUMBER}|.", re.DOTALL)
_MARK_AFTER_SPACE = re.compile(r"\s+(?=[\u064b-\u0652])")
_MARK_BEFORE_LETTER = re.compile(r"(?<=\s)([\u064e-\u0650]+)([\u0621-\u064a])")
"""Short vowels that were printed before their letter, at the beginning of a word (a doubled letter begins none)."""
_MARK_WITHIN = re.compile("(?<=[\u0621-\u0652])\\s([\u064b-\u0652]*[\u064b-\u064d\u0651][\u064b-\u0652]*)([\u0621-\u064a])")
"""Signs within a word (of a doubled letter, of an ending), set apart before their letter."""
_ENDING_BEFORE = re.compile("[\u0621-\u064a] [\u064b\u064d]\u0627(?![\u0621-\u064a])")
_ENDING_BEHIND = re.compile("\u0627 \u064b(?![\u0621-\u064a])")
_CONTROLS = re.compile("[\u202a-\u202c]")
_LETTER_APART = re.compile("(?<=[\u064b-\u0652])\\s(?=[\u0621-\u0647\u0649\u064a](?:[\\s،؛.,]|$))")
"""The space before a last letter that its vowel sign was set apart from: no word but “and” has one letter."""
_AND_APART = re.compile("(?:(?<=\\s\u0648)|(?<=^\u0648)|(?<=\u202b\u0648)) (?=[\u0621-\u064a]{2})")
"""The space between “and” and its word: the letter is written on to it."""
_BETWEEN_SCRIPTS = re.compile("(?<=[\u0621-\u064a])(?=\u202a?[A-Z]{1,5}/)")
"""Where a symbol follows Arabic without a space: they stood at two places of one row."""
_FINAL = "ةى"
"""Letters that Arabic writes only at the end of a word: at its beginning they show that the text is in visual order."""
LABEL = re.compile(r"\s*\d{1,3}\s?[-–]\s*|\s*[-–]\s?\d{1,3}\s*")
_MARKER = re.compile(r"\s*\(\d{1,3}\)\s*")
_PUNCTUATION = re.compile(r"\s*[.,،؛:]\s*")
_MIRROR = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_SIGNS = re.compile(r"[\s\d().,،؛:؟*/\"“”]+")


def in_reading_order(text: str, *, laid_out: bool = False) -> str:
    """A text whose right-to-left lines are in the order of reading; other texts as they are.

    laid_out: the text keeps the columns of the page; then they are counted from the right edge, where its lines begin.
    """
    if "\u202b" in text:
        signs = embedded_signs(text)
        text = unstretched(text, signs)
        if laid_out:
            lines = mirrored(text.split("\n"))
        else:
            pages = _GLUED.sub("\u202c\n", text).split("\f")
            lines = "\f".join("\n".join(in_one_line(page.split("\n"))) for page in pages).split("\n")
        before = _before_their_letters(text)
        text = unstretched("\n".join(_unembedded(line, before=before) if "\u202b" in line else line for line in lines), signs)
        return join_articles(text) if articles_apart(text) else text
    words = re.findall(f"[{_LETTERS}]{{3,}}", text)
    first, last = sum(w[0] in _FINAL for w in words), sum(w[-1] in _FINAL for w in words)
    return "\f".join(_page_turned(page) for page in text.split("\f")) if first > 2 * last else text


def _before_their_letters(text: str) -> bool:
    """Whether vowel signs stand before the letters that they are on: a sign of the ending “-an” before its alef, not behind it, or
    the hamza of the word behind an article as one of its own.
    """
    shown = _CONTROLS.sub("", text)
    before, behind = len(_ENDING_BEFORE.findall(shown)), len(_ENDING_BEHIND.findall(shown))
    return before > behind or (before == behind == 0 and articles_apart(shown))


def _unembedded(line: str, *, before: bool = False) -> str:
    head = "\f" if line.startswith("\f") else ""
    line = _CLOSED_BEFORE.sub(lambda m: f"{m[1] or m[2]}\u202a{m[3]})\u202c", line)
    line = _EMBEDDED.sub(lambda m: m[1] if _JOB.fullmatch(m[1]) else _reversed_tokens(m[1]), line.lstrip("\f"))
    return head + _BETWEEN_SCRIPTS.sub(" ", _marks_placed(line, before=before))


def _marks_placed(line: str, *, before: bool = False) -> str:
    """Vowel signs behind their letters: one that opens a word is of its first letter, one that stands alone of the word before.

    before: in this text it is of the letter behind it, within a word too.
    """
    line = _MARK_WITHIN.sub(r"\2\1", line) if before else line
    return _AND_APART.sub("", _LETTER_APART.sub("", _MARK_AFTER_SPACE.sub("", _MARK_BEFORE_LETTER.sub(r"\2\1", line))))


def _reversed_tokens(text: str) -> str:
    """Tokens in reverse, each as it is: numbers, symbols and Latin phrases read from left to right."""
    return "".join(reversed(_TOKEN.findall(text)))


def _page_turned(page: str) -> str:
    """The lines of one page put together from their pieces and turned round."""
    rows: list[list[str]] = []
    blanks: list[int] = []
    blank = 0
    for line in page.split("\n"):
        if not line.strip():
            blank += 1
            continue
        if rows and _one_line(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
            blanks.append(blank)
        blank = 0
    turned = ["\n" * min(before, 1) + _row_turned(row) for row, before in zip(rows, blanks, strict=True)]
    return "\n".join(turned) + "\n"


def _one_line(left: str, right: str) -> bool:
    """Whether two pieces that follow one another stand on one line: a space between them was kept, or one is mere signs."""
    if LABEL.fullmatch(left):
        return False
    if _MARKER.fullmatch(right) or _PUNCTUATION.fullmatch(left):
        return True
    if not RTL.search(left + right) or (_PUNCTUATION.fullmatch(right) and not left.endswith(" ")):
        return False
    return bool(LABEL.fullmatch(right) or _SIGNS.fullmatch(left)) or left.endswith(" ") or right.startswith(" ")


def _row_turned(row: list[str]) -> str:
    if not RTL.search("".join(row)):
        return " ".join(piece.strip() for piece in reversed(row)).replace(" .", ".")
    label = f"{row.pop().strip()} " if len(row) > 1 and LABEL.fullmatch(row[-1]) else ""
    turned = "".join(reversed(_TOKEN.findall("".join(row)))).translate(_MIRROR)
    return _marks_placed(label + turned.strip())
