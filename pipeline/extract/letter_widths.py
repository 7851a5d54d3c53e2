"""How wide a text is in type of many widths: letters as they are wide on the average in the common faces.

Measured by shaping running text of six languages in faces with and without serifs (eight of Latin and Cyrillic type,
four of Arabic); the unit is the average small letter. Arabic letters are wide by their form; the figure is the average of
the forms as they come in running text.
"""

from __future__ import annotations

from pipeline.extract.page import width

_LATIN = {
    0.5: ",.'’ ",
    0.6: ":;ijlíîI|!`[]",
    0.7: "()-‑/ft",
    0.8: 'Jr”"',
    0.9: "s“",
    1.0: "cçz",
    1.1: "aegkvxy«»àáâèéê",
    1.2: "0123456789FLSTbdhnopquñóôúû",
    1.3: "EPÉ",
    1.4: "ABCKRVXYZ",
    1.5: "DGQU",
    1.6: "HNOw",
    1.8: "mœ",
    1.9: "MW",
    2.0: "—",
}
_CYRILLIC = {
    0.9: "г",
    1.0: "Гзстэ",
    1.1: "абвекоухчья",
    1.2: "дийлнпрцъ",
    1.3: "ВКСУ",
    1.4: "АДЛЯмф",
    1.5: "ИНОПРЭБжыю",
    1.6: "ЖШш",
    1.7: "щ",
    1.8: "МЮЩ",
}
_ARABIC = {
    0.5: "ـ",
    0.6: "آأإا",
    0.8: "لئ،",
    0.9: "بزي",
    1.0: "ءؤةرنو؛",
    1.1: "تثفقمه",
    1.2: "ذعغ",
    1.3: "د",
    1.5: "جخك",
    1.6: "حطظى",
    1.7: "سش",
    2.1: "ض",
    2.3: "ص",
}
_WIDTHS = {c: w for w, letters in [*_LATIN.items(), *_CYRILLIC.items(), *_ARABIC.items()] for c in letters}
_WIDE = 2.3
"""A Chinese character, which is as wide as type is high."""


def type_width(text: str) -> float:
    """Average small letters that a text takes in print; marks that stand over letters take nothing."""
    return sum(_width(c) for c in text)


def _width(c: str) -> float:
    known = _WIDTHS.get(c)
    if known is not None:
        return known
    columns = width(c)
    return _WIDE if columns > 1 else float(columns) * (1.3 if c.isupper() else 1.0)
