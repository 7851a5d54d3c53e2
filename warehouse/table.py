"""Rows as a table for the eye that fits the terminal; where the columns have no room side by side, one block a row.

Widths are those of a terminal: a Chinese character takes two columns. A narrow column keeps its whole width, so that symbols
and dates are not broken; what is left goes to the wide ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import IO

from rich.cells import cell_len

BETWEEN = 3
"""Columns of the terminal between two columns of the table."""
LONGEST_WORD = 30
"""Longer words may be broken."""
LEAST = 6
"""Least width of a column that is cut."""
_WORD = re.compile(r"[^\s⺀-鿿豈-﫿＀-￯]+")


def print_table(stream: IO[str], names: Sequence[str], numeric: Sequence[bool], rows: Sequence[Sequence[str]], last: str, width: int | None) -> None:
    """Write the rows and a last line; width: of the terminal, found out when None."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, width=width, highlight=False)
    cells = [[name, *(row[i] for row in rows)] for i, name in enumerate(names)]
    widths = fitted([_words(column) for column in cells], [_natural(column) for column in cells], console.width)
    if widths is None and rows:
        _print_blocks(console, names, rows)
    else:
        _print_columns(console, names, numeric, rows, widths or [_natural(column) for column in cells])
    console.print(Text(last))


def fitted(least: Sequence[int], natural: Sequence[int], width: int) -> list[int] | None:
    """The width of each column, None when they have no room: least first, then the narrowest get all that they ask for."""
    room = width - BETWEEN * (len(natural) - 1)
    if sum(natural) <= room:
        return list(natural)
    if sum(least) > room:
        return None
    widths = list(least)
    room -= sum(widths)
    open_columns = sorted(range(len(natural)), key=lambda i: natural[i] - least[i])
    for done, i in enumerate(open_columns):
        more = min(natural[i] - least[i], room // (len(open_columns) - done))
        widths[i] += more
        room -= more
    return widths


def _natural(cells: Iterable[str]) -> int:
    """Width of the widest line."""
    return max((cell_len(line) for cell in cells for line in cell.split("\n")), default=0)


def _words(cells: Sequence[str]) -> int:
    """Least width that breaks no word but very long ones."""
    longest = max((cell_len(word) for cell in cells for word in _WORD.findall(cell)), default=0)
    return min(_natural(cells), max(min(longest, LONGEST_WORD), LEAST))


def _print_columns(console: object, names: Sequence[str], numeric: Sequence[bool], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    assert isinstance(console, Console)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, right, columns in zip(names, numeric, widths, strict=True):
        table.add_column(Text(name), justify="right" if right else "left", overflow="fold", width=columns)
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)


def _print_blocks(console: object, names: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    assert isinstance(console, Console)
    for number, row in enumerate(rows, 1):
        console.rule(f"row {number}", align="left", style="dim", characters="─")
        block = Table.grid(padding=(0, 2))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            if cell:
                block.add_row(Text(name), Text(cell))
        console.print(block)
