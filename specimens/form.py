"""What stands on every specimen in each language, and the reading of the sources."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
SPECIMEN = "SPECIMEN: not a document of the United Nations"
ORGANISATION = {
    "en": "United Nations",
    "fr": "Nations Unies",
    "es": "Naciones Unidas",
    "ru": "Организация Объединенных Наций",
    "ar": "الأمم المتحدة",
    "zh": "联合国",
}
BODY = {
    "general_assembly": {
        "en": "General Assembly",
        "fr": "Assemblée générale",
        "es": "Asamblea General",
        "ru": "Генеральная Ассамблея",
        "ar": "الجمعية العامة",
        "zh": "大会",
    },
    "security_council": {
        "en": "Security Council",
        "fr": "Conseil de sécurité",
        "es": "Consejo de Seguridad",
        "ru": "Совет Безопасности",
        "ar": "مجلس الأمن",
        "zh": "安全理事会",
    },
}
DISTRIBUTION = {"fr": ("Distr. générale", "Distr. limitée"), "es": ("Distr. general", "Distr. limitada")}
COMMA = {"ar": "،", "zh": "，"}
MONTHS = {
    "fr": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    "es": ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
}
LETTER = {"ar": "A", "zh": "C", "en": "E", "fr": "F", "ru": "R", "es": "S"}
_CALL = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True)
class Specimen:
    """One source file: facts that all editions share, and the words of each language."""

    slug: str
    facts: dict[str, Any]

    def words(self, language: str) -> dict[str, Any]:
        """The words of one language."""
        words: dict[str, Any] = self.facts["languages"][language]
        return words

    @property
    def symbol(self) -> str:
        """The symbol, as printed."""
        return str(self.facts["symbol"])

    def distribution(self, language: str) -> str:
        """The line of distribution."""
        limited = self.facts["kind"].startswith("draft")
        general, restricted = DISTRIBUTION.get(language, ("Distr.: General", "Distr.: Limited"))
        return restricted if limited else general

    def issued(self, language: str) -> str:
        """The date on the cover: English in four languages, as the United Nations prints it."""
        day: date = self.facts["issued_on"]
        if language in MONTHS:
            month = MONTHS[language][day.month - 1]
            return f"{day.day} {month} {day.year}" if language == "fr" else f"{day.day} de {month} de {day.year}"
        return f"{day.day} {day:%B} {day.year}"

    def cover(self, language: str) -> list[str]:
        """The lines of the cover under the masthead, without the title."""
        words = self.words(language)
        names = ("session", "committee", "agenda", "agenda_title", "resolution", "adopted", "source", "sponsors")
        return [words[name] for name in names if name in words]

    def title(self, language: str) -> str | None:
        """The title with the number of the resolution, None where it has none."""
        title = self.words(language).get("title")
        number = self.facts.get("number")
        return f"{number}. {title}" if title and number else title

    def formula(self, language: str) -> str | None:
        """The enacting formula, None where there is no body."""
        words = self.words(language)
        return f"{words['formula']}{COMMA.get(language, ',')}" if "formula" in words else None

    def body(self, language: str) -> list[tuple[str, str, str, str]]:
        """(path, label, lead, rest) of every paragraph; none in a list of additional sponsors."""
        return [tuple(row) for row in self.words(language).get("body", [])]

    def notes(self, language: str) -> list[tuple[str, str]]:
        """(marker, text) of every note."""
        return [(str(n), text) for n, text in enumerate(self.words(language).get("notes", []), 1)]


def specimens() -> list[Specimen]:
    """Every source, in the order of file names."""
    return [Specimen(p.stem, yaml.safe_load(p.read_text(encoding="utf-8"))) for p in sorted((HERE / "source").glob("*.yml"))]


def pieces(text: str) -> list[tuple[str, str | None]]:
    """A text cut at its calls: (words, marker called behind them)."""
    parts = _CALL.split(text)
    return [(parts[i], parts[i + 1] if i + 1 < len(parts) else None) for i in range(0, len(parts), 2)]


def plain(text: str) -> str:
    """A text without the calls of notes."""
    return _CALL.sub("", text)
