"""Why a file cannot be read: one exception, whose status is a code of the reading ledger."""

from __future__ import annotations


class Unreadable(Exception):
    """The bytes cannot be turned into a page model.

    status: a code of `vocabulary.READING_STATUS`; the message names the cause in one line, with the position in the
    file (byte, line, part or page) where that is known.
    """

    def __init__(self, status: str, cause: str) -> None:
        super().__init__(cause)
        self.status = status
