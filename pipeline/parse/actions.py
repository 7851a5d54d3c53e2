"""Action phrases: the words that open a preambular or operative paragraph, and their lemma.

A lead is composed, not listed: adverbs and openers may stand before, inside and after a head ("*Strongly* condemns",
"Recalling *also*", "prend *également* note"), inner words only between its words ("expresses *its deep* concern"), and a
conjunction joins a second head ("welcomes and encourages"). `actions.tsv` of a language lists heads with their lemma,
and the words of the other roles; so combinations that nobody has listed are read too. What a lead embraces follows the
italics of the official XML (bold in Chinese). The lemma is that of the first head; adverbs and qualifiers such as "with
appreciation" never change it.

Roles in `actions.tsv`: head (with action), adverb, before (an adverb that never closes a lead), inner, and, opening
(stands before the lead and is no part of it; "…" stands for any words up to a comma), context. A word may be given in
several forms: recalling/recalls. In a role of `and`, a trailing hyphen marks a conjunction that is written together with
the next word.

One phrase may have two meanings that the words behind it tell apart: French "demande" requests the Secretary-General and
calls upon States. A row of the role `context` repeats a head and says which lemma it has where `followed_by` (a regular
expression) matches right behind the lead; an adverb with `followed_by` closes a lead only where it matches.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

from pipeline.languages import table

LONGEST_LEAD = 120
"""Code points in which a lead must end; the longest in the official XML of three sessions has 96."""
OPENING_WORDS = 12
"""Words recorded for a paragraph whose lead is not known."""

_MARKS = r"\u064b-\u0655\u0670"  # Arabic vowel signs: printed or not, the word is the same
_WORD = re.compile(rf"[\u3400-\u9fff]|[^\W_\u3400-\u9fff](?:[^\W_\u3400-\u9fff]|[{_MARKS}]|[-\u2010\u2011’'](?=[^\W_]))*")
_WORD_AND_SPACE = re.compile(rf"({_WORD.pattern})\s*")
_FOLD = str.maketrans({"\u2010": "-", "\u2011": "-", "'": "’", "ё": "е", "\u0640": None} | {chr(c): None for c in (*range(0x64B, 0x656), 0x670)})


@dataclass(frozen=True, slots=True)
class Lead:
    """text[start:end] opens the paragraph; offsets in code points; action is None where the head has no lemma."""

    start: int
    end: int
    text: str
    action: str | None


class _Token(NamedTuple):
    word: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """A node of a tree of words; `final` when a phrase ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    final: bool = False
    action: str = ""
    contexts: list[tuple[re.Pattern[str], str]] = field(default_factory=list)

    def add(self, words: Sequence[str]) -> _Node:
        """The node at which the phrase of these words ends."""
        node = self
        for word in words:
            node = node.next.setdefault(word, _Node())
        node.final = True
        return node

    def action_before(self, text: str) -> str | None:
        """The lemma of the phrase where `text` follows the lead."""
        return next((action for pattern, action in self.contexts if pattern.match(text)), self.action) or None


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The phrases of one language by role."""

    heads: _Node
    adverbs: _Node
    leading: _Node
    inner: _Node
    conjunctions: _Node
    attached: list[str]
    openings: list[re.Pattern[str]]
    closing: list[tuple[list[str], re.Pattern[str]]]
    """Adverbs that close a lead only before certain words."""

    def opens(self, text: str, start: int) -> bool:
        """Whether the word at `start` begins a head, or what may stand before one."""
        found = _WORD.match(text, start, start + LONGEST_LEAD)
        word = folded(found.group()) if found else ""
        return word in self.heads.next or word in self.adverbs.next or word in self.leading.next


@lru_cache(maxsize=2048)  # headings, paragraphs and leads ask about the same paragraph one after another
def find_lead(text: str, language: str, side: str) -> Lead | None:
    """The opening action phrase of a paragraph, from language data alone; None when no known head opens it.

    text: the paragraph without its label; side: "preambular" or "operative". The longest reading wins.
    """
    grammar = _grammar(language, side)
    for start in _starts(text, grammar):
        if not grammar.opens(text, start):  # true of most lines: no words are made for those
            continue
        tokens = _tokens(text, start)
        if readings := list(_leads(grammar, tokens, 0)):
            last, _, head = max(readings, key=lambda reading: (*reading[:2], reading[2].action))
            last = _without_loose_adverb(grammar, tokens[:last], text)
            end = tokens[last - 1].end
            return Lead(start, end, text[start:end], head.action_before(text[end:].lstrip()))
    return None


def _without_loose_adverb(grammar: _Grammar, tokens: Sequence[_Token], text: str) -> int:
    """How many of the tokens are the lead, where an adverb at its end may belong to the words behind ("further efforts")."""
    rest = text[tokens[-1].end :].lstrip()
    for words, pattern in grammar.closing:
        if len(tokens) > len(words) and [t.word for t in tokens[-len(words) :]] == words and not pattern.match(rest):
            return len(tokens) - len(words)
    return len(tokens)


def find_action(phrase: str, language: str, side: str) -> str | None:
    """The lemma of a lead as printed (for example from the italics); None when it is not known."""
    lead = find_lead(phrase, language, side)
    return lead.action if lead else None


def opening(text: str) -> str:
    """The words to record for a paragraph whose lead is not known: up to the first punctuation, twelve words at most."""
    stop = re.search(r"[^\w\s’'\-\u2010\u2011" + _MARKS + "]", text)
    words = _tokens(text[: stop.start()] if stop else text, 0)[:OPENING_WORDS]
    return text[words[0].start : words[-1].end] if words else text[:LONGEST_LEAD].strip()


def _starts(text: str, grammar: _Grammar) -> Iterator[int]:
    """Where a lead may begin: at the first word, or after an opening that is no part of it."""
    first = _WORD.search(text, 0, LONGEST_LEAD)
    if first:
        yield first.start()
        for pattern in grammar.openings:
            if found := pattern.match(text, first.start()):
                yield found.end()


@lru_cache(maxsize=64)  # both sides ask for those of the same paragraph
def _tokens(text: str, start: int) -> tuple[_Token, ...]:
    """Words in a row from `start`, folded, up to the first character that is neither word nor space."""
    tokens: list[_Token] = []
    position = start
    while found := _WORD_AND_SPACE.match(text, position, start + LONGEST_LEAD):
        tokens.append(_Token(folded(found[1]), position, found.end(1)))
        position = found.end()
    return tuple(tokens)


def _leads(grammar: _Grammar, tokens: Sequence[_Token], position: int) -> Iterator[tuple[int, int, _Node]]:
    """Every reading from token `position` as (end, words of heads, first head): the greatest reaches farthest."""
    anywhere = (grammar.adverbs,)
    before = (grammar.adverbs, grammar.leading)
    for begin in (position, *_past_fillers(before, grammar, tokens, position)):
        for end, words, head in _phrases(grammar.heads, (*before, grammar.inner), grammar, tokens, begin):
            for close in (end, *_past_fillers(anywhere, grammar, tokens, end)):
                yield close, words, head
                for after, rest in _past_conjunction(grammar, tokens, close):
                    yield from ((last, words + more, head) for last, more, _ in _leads(grammar, rest, after))


def _phrases(tree: _Node, fillers: tuple[_Node, ...], grammar: _Grammar, tokens: Sequence[_Token], position: int) -> Iterator[tuple[int, int, _Node]]:
    """Phrases of `tree` that begin at `position`, fillers allowed between their words: (end, words, last node)."""
    stack = [(tree, position, 0)]
    while stack:
        node, at, words = stack.pop()
        if node.final:
            yield at, words, node
        places = [at] if not words else [at, *_past_fillers(fillers, grammar, tokens, at)]
        for place in places if node.next else ():
            if place < len(tokens) and (child := node.next.get(tokens[place].word)):
                stack.append((child, place + 1, words + 1))


def _past_fillers(fillers: tuple[_Node, ...], grammar: _Grammar, tokens: Sequence[_Token], position: int) -> Iterator[int]:
    """Positions after one or more filler phrases."""
    for tree in fillers:
        within = (grammar.inner,) if tree is not grammar.inner else ()
        for end, _, _ in _phrases(tree, within, grammar, tokens, position):
            yield end
            yield from _past_fillers(fillers, grammar, tokens, end)


def _past_conjunction(grammar: _Grammar, tokens: Sequence[_Token], position: int) -> Iterator[tuple[int, Sequence[_Token]]]:
    """Positions after a conjunction, with the tokens to read on in (a conjunction may be written onto the next word)."""
    for end, _, _ in _phrases(grammar.conjunctions, (), grammar, tokens, position):
        yield end, tokens
    if position < len(tokens):
        token = tokens[position]
        for prefix in grammar.attached:
            if token.word.startswith(prefix) and len(token.word) > len(prefix):
                yield position, [*tokens[:position], _Token(token.word[len(prefix) :], token.start, token.end), *tokens[position + 1 :]]


@cache
def _grammar(language: str, side: str) -> _Grammar:
    grammar = _Grammar(_Node(), _Node(), _Node(), _Node(), _Node(), [], [], [])
    trees = {"head": grammar.heads, "adverb": grammar.adverbs, "before": grammar.leading, "inner": grammar.inner, "and": grammar.conjunctions}
    for row in table(language, "actions"):
        role, phrase = row["role"], row["phrase"]
        if row["side"] not in ("", side):
            continue
        if role == "opening":
            grammar.openings.append(_opening_pattern(phrase))
        elif role == "and" and phrase.endswith("-"):
            grammar.attached.append(phrase[:-1])
        elif role in trees:
            for words in _spellings(phrase):
                trees[role].add(words).action = row["action"]
                if row["followed_by"]:
                    grammar.closing.append((words, re.compile(row["followed_by"], re.IGNORECASE)))
        elif role == "context":
            pattern = re.compile(row["followed_by"], re.IGNORECASE)
            for words in _spellings(phrase):
                grammar.heads.add(words).contexts.append((pattern, row["action"]))
        else:
            raise ValueError(f"pipeline/languages/{language}/actions.tsv: {phrase!r} has the unknown role {role!r}")
    return grammar


def _spellings(phrase: str) -> Iterator[list[str]]:
    """The word sequences that a phrase stands for: each word may have several forms, written a/b."""
    parts = [[_words(form) for form in part.split("/")] for part in phrase.split()]
    yield from ([word for words in choice for word in words] for choice in product(*parts))


def _words(part: str) -> list[str]:
    """Folded words of a phrase; a script without spaces gives one word a character."""
    return [folded(word) for word in _WORD.findall(part)]


def _opening_pattern(phrase: str) -> re.Pattern[str]:
    """An opening as a pattern; what follows "…" is where the lead begins."""
    before, _, lead = phrase.partition("…")
    pattern = re.escape(before) + (rf"[^，,。；;]{{1,{LONGEST_LEAD}}}?(?={re.escape(lead)})" if lead else r"[，,]?\s*")
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=4096)  # running text repeats its words
def folded(word: str) -> str:
    """A word or phrase without what print varies in it: case, kinds of hyphens and apostrophes, vowel signs."""
    return unicodedata.normalize("NFC", word.casefold()).translate(_FOLD)
