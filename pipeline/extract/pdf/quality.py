"""Whether what a PDF's text layer holds is text."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.errors import Unreadable
from pipeline.extract.page import Block


def require_readable(blocks: Iterable[Block], pages: int) -> None:
    """Raise `Unreadable` when the blocks hold no text, or none that can be in any script.

    pages: how many pages there are, for the message.
    """
    if not any(block.text for block in blocks):
        raise Unreadable("no_text_layer", f"PDF: none of its {pages} pages has a text layer")
