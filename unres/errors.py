"""What a user can mend: one clear line, exit code 2."""

from __future__ import annotations


class UserError(Exception):
    """The message names the option, file or address at fault, and what would be right."""
