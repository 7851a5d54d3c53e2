"""What can go wrong with a warehouse or a release, said in one line."""

from __future__ import annotations


class WarehouseError(ValueError):
    """The warehouse cannot be built or opened; the message names the file, the table or the row, and the cause."""
