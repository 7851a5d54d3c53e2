"""unres show: what the parser sees in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unres.errors import UserError
from unres.options import LANGUAGES, one_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Rows = dict[str, list[dict[str, Any]]]
COLOURS = {"enacting": "magenta", "preambular": "cyan", "operative": "green", "heading": "bold yellow", "annex": "blue"}
COVER = (
    "document_id", "symbol", "language", "kind", "revision", "organ", "committee", "session", "agenda_items", "agenda_title", "title",
    "adopted_on", "issued_on", "meeting", "proposed_in", "job_number", "media_type", "pages",
)  # fmt: skip


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a document: PDF, DOCX, text, Akoma Ntoso")],
    language: Annotated[str | None, typer.Option(metavar="L", help="language, where the document does not say")] = None,
    symbol: Annotated[str | None, typer.Option(metavar="S", help="symbol, where it is not printed")] = None,
) -> int:
    """What the parser sees: cover, clauses with path and lead, notes, citations, what was dropped and why."""
    from rich.console import Console

    from pipeline.batches import read_file
    from pipeline.reading import sources_in
    from unres.progress import one_line

    if language:
        one_of(language, LANGUAGES, "--language")
    if not file.is_file():
        raise UserError(f"{file}: {'a folder; unres parse reads folders' if file.is_dir() else 'no such file'}")
    (source,) = sources_in([file], symbol, language)
    outcome, rows = read_file(source)
    if rows is None:
        typer.echo(one_line(f"{file}: {outcome.status}: {outcome.error}"), err=True)
        return 1
    print_document(Console(highlight=False), rows)
    return 0


def print_document(console: Console, rows: Rows) -> None:
    """Everything that was read, in the order of the document, part after part."""
    document = rows["documents"][0]
    _heading(console, "Cover", None)
    for name in COVER:
        if document.get(name) not in (None, [], ""):
            console.print(f"  {name:<14}", end="", style="dim")
            console.print(str(document[name]), markup=False)
    _sponsors(console, rows["sponsors"])
    _heading(console, "Clauses", len(rows["clauses"]))
    _clauses(console, rows)
    _heading(console, "Notes", len(rows["footnotes"]))
    for note in rows["footnotes"]:
        console.print(f"  {note['marker']:>4}  ", end="", style="bold red")
        console.print(note["text"], markup=False)
    _citations(console, rows["citations"])
    _heading(console, "Dropped", len(rows["dropped_blocks"]))
    for block in rows["dropped_blocks"]:
        console.print(f"  {block['reason']}: ", end="", style="yellow")
        console.print(block["text"], markup=False, style="dim")


def _heading(console: Console, title: str, count: int | None) -> None:
    console.print(f"\n{title}" if count is None else f"\n{title} ({count:,})", style="bold underline")


def _sponsors(console: Console, sponsors: list[dict[str, Any]]) -> None:
    if sponsors:
        _heading(console, "Sponsors", len(sponsors))
        names = [f"{s['name']} ({s.get('iso3') or s['kind']}{', again' if s.get('repeat_of') else ''})" for s in sponsors]
        console.print("  " + "; ".join(names), markup=False)


def _clauses(console: Console, rows: Rows) -> None:
    """Path in the margin, then label, text and lemma, set in by depth."""
    from rich.padding import Padding
    from rich.table import Table

    grid = Table.grid(padding=(0, 1))
    grid.add_column(min_width=10)
    grid.add_column()
    for clause in rows["clauses"]:
        grid.add_row(f"  [{COLOURS[clause['kind']]}]{clause['path']}[/]", Padding(_clause(clause, rows), (0, 0, 0, 4 * clause["depth"])))
    console.print(grid)


def _clause(clause: dict[str, Any], rows: Rows) -> Text:
    """One clause: label, text with its lead in bold and the markers of its notes in red, lemma."""
    from rich.text import Text

    words = Text(clause["text"])
    lead: str = clause.get("lead") or ""
    start = clause["text"].find(lead) if lead else -1
    if start >= 0:
        words.stylize("bold", start, start + len(lead))
    calls = [r for r in rows["footnote_refs"] if r.get("clause_id") == clause["clause_id"] and r.get("offset") is not None]
    for call in sorted(calls, key=lambda r: -r["offset"]):
        words = Text.assemble(words[: call["offset"]], (f"[{call['marker']}]", "bold red"), words[call["offset"] :])
    lemma = (f"  ← {clause['action']}", "italic dim") if clause.get("action") else ""
    return Text.assemble((f"{clause['label']} " if clause.get("label") else "", "dim"), words, lemma)


def _citations(console: Console, citations: list[dict[str, Any]]) -> None:
    _heading(console, "Citations", len(citations))
    for c in citations:
        place = (c.get("clause_id") or c.get("footnote_id") or "#cover").rpartition("#")[2]
        target = c.get("target_symbol") or " ".join(filter(None, (c.get("treaty_series"), c.get("treaty_volume"), c.get("treaty_number")))) or "?"
        extra = [str(c[name]) for name in ("cited_on", "pinpoint") if c.get(name)]
        extra += [f"ibid of {c['ibid_of'].rpartition('#')[2]}"] if c.get("ibid_of") else []
        extra += [f"link conflicts: {c['link_symbol']}"] if c["link_status"] == "conflicts" else []
        console.print(f"  {place:<10} ", end="", style="dim")
        console.print(f"{c['kind']:<16} {target}", end="", style="green" if target != "?" else "red", markup=False)
        console.print(f"  “{c['text']}”  {'; '.join(extra)}", markup=False)
