"""Characters of symbol fonts: <w:sym> and bullets name a place in a font, not a character of Unicode."""

from __future__ import annotations

SYMBOL = dict(
    zip(
        range(0x21, 0x7F),
        "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
        strict=True,
    )
) | dict(
    zip(
        range(0xA1, 0xFF),
        "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪€〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
        strict=True,
    )
)
"""The font Symbol, by byte (Adobe's Symbol encoding)."""
WINGDINGS = {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xFC: "✓", 0xFE: "☑"}
"""What lists are marked with in the font Wingdings, by byte."""
ASTERISKS = {"∗": "*"}
"""Symbol's asterisk operator is what typists use for the asterisk of a note."""


def symbol_character(character: str, font: str) -> str:
    """The Unicode character for a character of a symbol font; the character itself where the font is not known.

    Symbol fonts use the bytes 20–FF, which Word shifts to U+F020–F0FF.
    """
    byte = ord(character) & 0xFF if 0xF020 <= ord(character) <= 0xF0FF else ord(character)
    if font.lower() == "symbol" and byte in SYMBOL:
        return ASTERISKS.get(SYMBOL[byte], SYMBOL[byte])
    if font.lower().startswith("wingdings"):
        return WINGDINGS.get(byte, character)
    return character
