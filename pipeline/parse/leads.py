"""The lead of every preambular and operative paragraph: from the printed style where there is one, and from language data.

Both must agree where both exist; disagreements are counted, and the printed style wins: it is the document's own word.
"""

from __future__ import annotations

from pipeline.parse.actions import Lead, find_action, find_lead, opening
from pipeline.parse.model import Clause, Rich
from pipeline.parse.structure import structure

LONGEST_STYLED = 100
"""Code points: a longer styled stretch at the start is emphasis or a quotation, not a lead."""
COUNCIL = "security_council"
_EDGES = " \t,،，:：;."


def set_leads(
    clauses: list[Clause], language: str, *, statement: bool = False, organ: str | None = None
) -> tuple[list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Set lead and action of the clauses at depth 0.

    statement: the document is a presidential statement, whose paragraphs name the body before the phrase; organ: the body
    that speaks. Where a document has no styles the lead is what this body would print in italics. Returns the
    opening words without lemma as (side, phrase), and the conflicts as (path, lead by style, lead by data).
    """
    unmapped: list[tuple[str, str]] = []
    conflicts: list[tuple[str, str, str]] = []
    led = [c for c in clauses if not c.depth and c.kind in ("preambular", "operative")]
    printed = 0
    for clause in led:
        data = _by_words(clause, language, statement=statement)
        styled = styled_lead(clause.rich, data.start if data else 0)
        printed += styled is not None
        if styled and data and _breaks_a_word(styled, data.text):
            styled = data.text
        if styled and data and _bare(styled) != _bare(data.text):
            conflicts.append((clause.path, styled, data.text))
        clause.lead = styled or (data.text if data else None)
        if data and clause.lead and _of_one_phrase(clause.lead, data, clause.rich.text):
            clause.action = data.action
        elif clause.lead:
            clause.action = find_action(clause.lead, language, clause.kind) or find_action(clause.lead, language, _OTHER[clause.kind])
    if not printed and organ == COUNCIL:
        for clause in led:
            clause.lead = _as_the_council_prints(clause.lead, language)
    for clause in led:
        if clause.action is None and (clause.lead or _has_a_phrase(clause, language, statement=statement, styled=2 * printed > len(led))):
            unmapped.append((clause.kind, clause.lead or opening(clause.rich.text[_after_subject(clause, language, statement=statement) :])))
    return unmapped, conflicts


def _as_the_council_prints(lead: str | None, language: str) -> str | None:
    """The part of a phrase that resolutions of the Security Council set in italics: less than those of the Assembly."""
    ends = structure(language).lead_ends
    found = ends.search(lead) if ends and lead else None
    return lead[: found.start()] if lead and found and found.start() else lead


def _by_words(clause: Clause, language: str, *, statement: bool) -> Lead | None:
    """The lead that language data finds, at the start or, in a statement, behind the name of the body."""
    text = clause.rich.text
    start = _after_subject(clause, language, statement=statement)
    for side in (clause.kind, _OTHER[clause.kind]):
        if start and (found := find_lead(text[start:], language, side)):
            return Lead(found.start + start, found.end + start, found.text, found.action)
        if found := find_lead(text, language, side):
            return found
    return None


def _after_subject(clause: Clause, language: str, *, statement: bool) -> int:
    """Where the words behind “The Security Council” begin, in a statement; else 0."""
    subject = structure(language).subject.match(clause.rich.text) if statement else None
    return subject.end() if subject else 0


def _has_a_phrase(clause: Clause, language: str, *, statement: bool, styled: bool) -> bool:
    """Whether a paragraph without known or printed lead has an action phrase all the same, which language data lacks.

    A statement's paragraph has one behind the name of the body. Where a document sets its phrases in italics or bold, a
    paragraph without them has none (“The Working Capital Fund shall be established”); where it sets none, any may.
    """
    if not clause.rich.text:
        return False
    return _after_subject(clause, language, statement=statement) > 0 if statement else not styled


_OTHER = {"preambular": "operative", "operative": "preambular"}


def styled_lead(rich: Rich, expected: int) -> str | None:
    """The words set in italics or bold at the start of a paragraph (or where language data expects the lead)."""
    for style in rich.styles:
        if style.start > max(expected, 1):
            return None
        text = rich.text[style.start : style.end].strip(_EDGES)
        if text and style.end < len(rich.text.rstrip(_EDGES)) and style.end - style.start <= LONGEST_STYLED:
            return text
    return None


def _of_one_phrase(printed: str, data: Lead, text: str) -> bool:
    """Whether the style covers a part of the phrase, more than it, or a word of its opening (“*对*…表示关切”)."""
    styled, phrase = _bare(printed), _bare(data.text)
    return styled in phrase or phrase in styled or styled in _bare(text[: data.start])


def _breaks_a_word(styled: str, phrase: str) -> bool:
    """Whether the style ends inside a word of the phrase, as in “*Observando con preocupació*n”: a slip of the markup."""
    spaced = not any("\u3400" <= c <= "\u9fff" for c in phrase)
    return spaced and phrase.startswith(styled) and phrase[len(styled) : len(styled) + 1].isalpha()


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()
