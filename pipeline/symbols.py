"""The grammar of United Nations document symbols: parse and format, inverse of each other.

A symbol is a row of elements between slashes: organ, subsidiary body, session or year, series, number, modifiers
(`A/C.3/68/L.24/Rev.1`). Rules: https://research.un.org/en/docs/symbols and the UN Editorial Manual ("Identification of
resolutions and decisions"). `parse` accepts what is printed and what stands in links (any case, any spacing, typographic
hyphens, reissue asterisks, Cyrillic look-alikes); `str` gives the one canonical spelling, and parse(str(s)) == s.

Links: every address form of undocs.org, docs.un.org and the older document servers, read and written here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlsplit


class SymbolError(ValueError):
    """The text is no symbol."""


REMEMBERED = 8192
"""Spellings whose reading is kept: documents name the same symbols again and again."""

# Canonical spelling of the words of symbols, by their lower-case form; a word not listed keeps its capitals. Words that
# carry a number after a point ("Add.1") are a table of their own, as the case may differ ("RES" but "Res.14").
_PLAIN = {w.lower(): w for w in ("RES", "DEC", "PRST", "INF", "HRC", "NGO", "PET", "REC", "Agenda", "Summary", "Corrigendum")}
_POINTED = {
    w.lower(): w
    for w in ("AC", "C", "CN", "CONF", "GC", "PC", "SC", "Sub", "WG", "CRP", "INF", "L", "NGO", "PET", "PV", "R", "SR", "WP", "PRST", "SS", "HLS",
              "Add", "Amend", "Corr", "Rev", "EA", "HA", "EB", "Res", "Dec", "Pro")
}  # fmt: skip
_QUALIFIED = re.compile(r"(parts?|vols?|sects?|resumption|prog)\s*\.?\s*(.+)$", re.IGNORECASE)
_QUALIFIER = {"part": "Part", "parts": "Parts", "vol": "Vol.", "vols": "Vols.", "sect": "Sect.", "sects": "Sects.",
              "resumption": "Resumption", "prog": "Prog."}  # fmt: skip
_PAIR = re.compile(r"([IVXLC]+)\s*(and|[^\W\dIVXLC]{1,3}|-)\s*([IVXLC]+)", re.IGNORECASE)
_GROUPS = {"supp": "SUPP", "supplement": "SUPP", "introduction": "Introduction", "planoutline": "Plan outline", "summary": "Summary"}
_COMMITTEES = ("C.1", "C.2", "C.3", "C.4", "C.5", "C.6", "BUR", "SPC")
_SERIES = ("RES", "DEC", "PRST", "L", "PV", "SR", "CRP", "WP", "INF", "NGO", "PET", "R", "REC", "AGENDA")

_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТХаеосрх‐‑‒–—―−\u00a0\u2009\u202f", "ABEKMHOPCTXaeocpx-------   ")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_JOINT = re.compile(r"\s*-\s*(?=(?:[ASET]|ST|TD|ISBA|CEDAW|CCPR|CERD|CRC|HRI|GC\(\d+\))/)", re.IGNORECASE)
_PARTED = re.compile(r"(?<=/(?:Add|Rev|Res|Dec)\.)\s+(?=\d)|(?<=/Corr\.)\s+(?=\d)", re.IGNORECASE)  # "/Add. 1"
_FUSED = re.compile(r"(?<=\d)(?=(?:Add|Corr|Rev|Amend)\.\d)", re.IGNORECASE)  # "A/75/7Add.2": the slash is missing
_NUMBERED = re.compile(  # what follows /RES/ or /DEC/: 217 A (III), 217 (III) A, 74/255 A-B, 1325 (2000), 204[A]
    r"(?P<number>\d{1,4})\s*(?P<part>[A-Z]{1,2}(?:(?:\s*-\s*|\s+and\s+|\s+to\s+)[A-Z]{1,2})?)?\s*"
    r"(?:\((?P<session>(?:E?S-)?[IVXLC]+\)|\d{4}(?:\)|$)))?\s*(?P<part_after>[A-Z])?(?P<catalogue>\[[A-Z]{1,2}\])?$",
    re.IGNORECASE,
)
_CANONICAL = re.compile(  # spellings in most common use that are canonical as they stand
    r"(?:[ASE]|A/HRC)/(?:RES|DEC)/(?:E?S-)?[0-9]{1,4}(?:/[0-9]{1,4})?(?: [A-Z])?(?: \((?:[0-9]{4}|[IVXLC]+)\))?"
    r"|[A-Z]{1,6}(?:/(?:AC|C|CN|CONF|HRC|PRST|INF|NGO|WG)(?:\.[0-9]+)?)*(?:/[0-9]{1,5})+(?:/(?:L|PV|SR|WP)\.[0-9]+)?(?:/(?:Add|Corr|Rev|Amend)\.[0-9]+)*"
)
_ELEMENT = re.compile(r"(?P<base>[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*)(?P<groups>(?:\s*\([^()/]*\))*)(?P<catalogue>\[[A-Z]{1,2}\])?$")


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol: its elements in canonical spelling, and the symbol that it is joined with (`A/69/711-S/2015/1`)."""

    elements: tuple[str, ...]
    joint: Symbol | None = None

    def __str__(self) -> str:
        return "/".join(self.elements) + (f"-{self.joint}" if self.joint else "")

    @property
    def organ(self) -> str | None:
        """Code of the organ that issued it (vocabulary ORGAN); None for bodies that the vocabulary does not hold."""
        first, second = self.elements[0], self.elements[1]
        if first == "E" and len(self.elements) > 2 and second in ("CN.4", "CN.6"):
            named = {"CN.4": "commission_on_human_rights", "CN.6": "commission_on_the_status_of_women"}[second]
            return None if self.elements[2].startswith("Sub.") else named
        if first == "E" and re.match(r"(?:C|CN|AC|ECE|ESCAP|ECLAC|LC|ECA|ESCWA|ICEF|INCB)\b", second):
            return None
        if first == "UNEP" and second.startswith("EA."):
            return "environment_assembly"
        if first == "A" and second == "HRC":
            return "human_rights_council"
        return {"A": "general_assembly", "S": "security_council", "E": "economic_and_social_council", "T": "trusteeship_council"}.get(first)

    @property
    def session(self) -> str | None:
        """Session of the organ in digits: 68, ES-11, S-32; None where the symbol counts by year or not at all."""
        *inner, _ = self.elements[1:]
        if self.is_resolution and (old := re.search(r"\((E?S-)?([IVXLC]+)\)", str(self))):
            return f"{old[1] or ''}{roman(old[2])}"
        if self.elements[0] != "A" or re.match(r"(?:AC|CN|CONF|WG)\.", self.elements[1]):
            return None
        numbers = (e for e in inner if e[0].isdigit() or re.match(r"E?S-\d", e))
        first = next(numbers, None)
        return first if first and re.fullmatch(r"1?\d{1,2}|E?S-\d{1,2}", first) else None

    @property
    def committee(self) -> str | None:
        """Main committee that the document is before: C.1 … C.6, BUR, SPC."""
        return self.elements[1] if self.elements[0] == "A" and self.elements[1] in _COMMITTEES else None

    @property
    def series(self) -> str | None:
        """Series of documents: RES, DEC, PRST, L, PV, SR, …; None for a document of the general series."""
        return next((word for e in self.elements[1:] if (word := e.partition(".")[0].upper()) in _SERIES), None)

    @property
    def is_draft(self) -> bool:
        """Whether it stands in the limited series, where drafts are issued."""
        return self.series == "L"

    @property
    def is_resolution(self) -> bool:
        return self.series == "RES"

    @property
    def revision(self) -> int | None:
        return self._modifier("Rev.")

    @property
    def addendum(self) -> int | None:
        return self._modifier("Add.")

    @property
    def is_catalogue(self) -> bool:
        """Whether it is a pseudo-symbol of the library's catalogue (`A/RES/50/204[A]`), unknown to the document server."""
        return "[" in str(self)

    def _modifier(self, word: str) -> int | None:
        numbers = [int(m[1]) for e in self.elements if (m := re.fullmatch(re.escape(word) + r"(\d+)", e))]
        return numbers[-1] if numbers else None


@lru_cache(maxsize=REMEMBERED)
def parse(text: str) -> Symbol:
    """Read one symbol as it is printed or stands in a link.

    Raises SymbolError when the text is no symbol, or more than one (joint symbols are one).
    """
    if _CANONICAL.fullmatch(text):
        return Symbol(tuple(text.split("/")))
    clean = _INVISIBLE.sub("", text).translate(_LOOK_ALIKE).strip().strip("/").rstrip(".,;:* ")
    clean = clean[:-1] if clean.endswith(")") and "(" not in clean.rpartition("/")[2] else clean
    clean = _PARTED.sub("", clean)
    head, *tail = _JOINT.split(_FUSED.sub("/", clean), maxsplit=1)
    raw = [part.strip() for part in head.split("/")]
    if len(raw) < 2 or not raw[0][:1].isalpha() or not any(ch.isdigit() for ch in head):
        raise SymbolError(f"not a United Nations symbol: {text!r}")
    elements: list[str] = []
    for part in raw:
        element = (_numbered(part) if "RES" in elements or "DEC" in elements else None) or _element(part)
        if element is None:
            raise SymbolError(f"not a United Nations symbol: {text!r} ({part!r} is no element of one)")
        elements.append(element)
    return Symbol(tuple(elements), parse(tail[0]) if tail else None)


def _numbered(part: str) -> str | None:
    """The canonical number of a resolution or decision: its part letters, then its session or year in parentheses."""
    if not (m := _NUMBERED.match(part)):
        return None
    letters = [p.upper() for p in re.split(r"\s*-\s*|\s+(?:and|to)\s+", m["part"] or m["part_after"] or "", flags=re.IGNORECASE) if p]
    if len(letters) == 1 and len(letters[0]) == 2 and letters[0][0] != letters[0][1]:
        letters = list(letters[0])  # "80AB" is 80 A-B, but 53/77 AA is the part after Z
    session = f" ({m['session'].rstrip(')').upper()})" if m["session"] else ""
    return m["number"] + (f" {'-'.join(letters)}" if letters else "") + session + (m["catalogue"] or "").upper()


def _element(part: str) -> str | None:
    if not (m := _ELEMENT.match(part)):
        return None
    word, point, rest = m["base"].partition(".")
    base = _POINTED.get(word.lower(), word) + point + rest if point else _PLAIN.get(word.lower(), word)
    if base.islower():
        base = base.upper()
    for group in re.findall(r"\(([^()]*)\)", m["groups"]):
        if (content := _group(group)) is None:
            return None
        base += f"({content})" if base[-1].isalpha() and len(base) > 1 else f" ({content})"
    return base + (m["catalogue"] or "").upper()


def _group(content: str) -> str | None:
    """Canonical content of a pair of parentheses: Part I, Parts I and II, Vol. I, Sect. 3, SUPP, 14, DTIE."""
    content = " ".join(content.split())
    if m := _QUALIFIED.match(content):
        values = " ".join(v if v.lower() == "and" else v.upper() for v in m[2].replace(".", "").split())
        if (pair := _PAIR.fullmatch(m[2].replace(".", ""))) and (pair[2].lower() == "and" or roman(pair[3].upper()) == roman(pair[1].upper()) + 1):
            values = f"{pair[1].upper()} and {pair[3].upper()}"  # with “and” in any language, or as a range of two
        word = m[1].lower()
        return f"{_QUALIFIER[f'{word}s' if ' and ' in values and f'{word}s' in _QUALIFIER else word]} {values}"
    known = _GROUPS.get(content.replace(" ", "").replace(".", "").lower())
    return known or (content.upper() if re.fullmatch(r"[A-Za-z]{1,6}(?:-[IVXLC]+)?|\d{1,4}", content) else None)


@lru_cache(maxsize=REMEMBERED)
def canonical(text: str) -> str | None:
    """The canonical spelling of a symbol; None when the text is no symbol."""
    try:
        return str(parse(text))
    except SymbolError:
        return None


def roman(numeral: str) -> int:
    """The value of a Roman numeral in capitals."""
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[ch] for ch in numeral]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What an address names: a canonical symbol and a language (ISO 639-1); None where it does not say."""

    symbol: str | None
    language: str | None


_LANGUAGE = {"a": "ar", "c": "zh", "e": "en", "f": "fr", "r": "ru", "s": "es", "ch": "zh", "sp": "es"} | {
    code: code for code in ("ar", "zh", "en", "fr", "ru", "es")
}
_OTHER_LANGUAGES = ("ot", "de", "o", "g")  # German translations: no official language
_HOSTS = re.compile(
    r"(?:www\.)?undocs\.org|docs\.un\.org|(?:www\.)?un\.org|documents(?:-dds-ny)?\.un\.org|daccess-?(?:ods|dds)(?:-ny)?\.un\.org"
    r"|daccessdds\.un\.org|ap\.ohchr\.org|unbisnet\.un\.org"
)
_SHORT_LINK = re.compile(r"https?://undocs\.org/(?:(ar|zh|ch|en|fr|ru|es|sp)/)?([ASE](?:/[A-Za-z0-9.()-]+)+)")
"""The address form of the official XML."""
_SYMBOL_KEYS = ("symbol", "finalsymbol", "ds", "s", "si")
_LANGUAGE_KEYS = ("language", "lang", "l")


@lru_cache(maxsize=REMEMBERED)
def read_link(uri: str) -> LinkTarget:
    """Read the symbol and the language out of an address of a United Nations document server.

    Every form is read: undocs.org/{lang}/{symbol}, undocs.org/pdf?symbol=en/…, docs.un.org, documents.un.org/api/symbol/access,
    daccess-ods.un.org/access.nsf/Get?Open&DS=…, view_doc.asp?symbol=…; language codes in words (`/ch/`, `/sp/` too) and in
    letters. An address that names no symbol gives LinkTarget(None, …).
    """
    if short := _SHORT_LINK.fullmatch(uri):
        return LinkTarget(canonical(short[2]), _LANGUAGE.get(short[1] or ""))
    address = re.sub(r"%09|%20|\s", " ", uri.strip()).strip()
    try:
        parts = urlsplit((address if "://" in address else f"//{address}").replace(" ", "%20"))
    except ValueError:
        return LinkTarget(None, None)
    if not _HOSTS.fullmatch((parts.hostname or "").lower()):
        return LinkTarget(None, None)
    query = {key.lower(): value for key, value in parse_qsl(parts.query, keep_blank_values=True)}
    named = next((query[key] for key in _SYMBOL_KEYS if query.get(key)), None)
    language = next((query[key] for key in _LANGUAGE_KEYS if query.get(key)), None)
    path = unquote(named if named is not None else parts.path).strip().lstrip("/")
    first, _, rest = path.partition("/")
    if first.lower() in _LANGUAGE or first.lower() in _OTHER_LANGUAGES:
        code_like = len(first) == 2 or not rest[:1].isdigit()
        if code_like and first.lower() not in ("a", "e", "s"):  # organs, not letters of languages
            language, path = first, rest
    if named is None and (parts.hostname or "").endswith("un.org") and not (parts.hostname or "").startswith("docs."):
        return LinkTarget(None, _LANGUAGE.get((language or "").lower()))
    return LinkTarget(canonical(path), _LANGUAGE.get((language or "").lower()))


def make_link(symbol: str, language: str, base: str = "https://undocs.org") -> str:
    """The address of a document in one language, e.g. https://undocs.org/en/S/RES/1325(2000).

    Raises SymbolError for what is no symbol and for pseudo-symbols of the catalogue, which no server knows.
    """
    parsed = parse(symbol)
    if parsed.is_catalogue:
        raise SymbolError(f"{symbol!r} is a pseudo-symbol of the library catalogue: no document server knows it")
    return f"{base.rstrip('/')}/{_LANGUAGE[language.lower()]}/{quote(str(parsed).replace(' ', ''), safe='/()-.')}"


def file_stem(symbol: str) -> str:
    """The symbol as the stem of a file name: A_C.3_68_L.24_Rev.1, S_RES_1325(2000)."""
    return str(parse(symbol)).replace("/", "_").replace(" ", "")


def from_file_stem(stem: str) -> str | None:
    """The symbol that a file is named after; None when it is named otherwise.

    Read too: stems without parentheses (S_RES_25112020), with the job number and language letter of the official files
    (A_RES_78_135-2325915E), and with a language at the end (A_RES_77_1-en).
    """
    bare = re.sub(r"[-_ ]+reiss?ue(?=$|[-_][ACEFGRS]$)", "", stem, flags=re.IGNORECASE)
    bare = re.sub(
        r"(?:[-_ ]+N?\d{7}[A-Za-z]?|[-._](?:ar|zh|en|fr|ru|es)|(?<=[\d)])[-_][ACEFGRS]|(?<=\d[A-Z])_[ACEFGRS]|(?<=\d [A-Z])_[ACEFGRS])+$", "", bare
    )
    bare = re.sub(r"^(S_RES_\d{1,4})[_ ]?\(?((?:19|20)\d{2})\)?[A-Za-z]?$", r"\1(\2)", bare)
    bare = re.sub(r"^(A_RES_\d{1,4})_?([A-HJ-UWYZ]?)((?:E?S-)?[IVX]+)$", r"\1\2(\3)", bare)
    if not re.match(r"[A-Z]+(?:\.\d+)?(?:\([A-Z]+\))?_", bare) or re.fullmatch(r"S_RES_\d+.*(?<!\))", bare):
        return None  # S/RES without its year is no complete symbol
    return canonical(bare.replace("_", "/"))
