"""Options that several commands share, and how their values are read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from unres.errors import UserError

LANGUAGES = "ar,zh,en,fr,ru,es"

Source = Annotated[str, typer.Option(metavar="SOURCE", help="specimen, a folder, or a base URL such as https://undocs.org", envvar="UNRES_SOURCE")]
Links = Annotated[
    Path | None, typer.Option(metavar="FILE", help="documents to fetch: a link, a symbol or a range of symbols a line", envvar="UNRES_LINKS")
]
Languages = Annotated[str, typer.Option(metavar="LIST", help="languages to fetch, by comma", envvar="UNRES_LANGUAGES")]
Data = Annotated[Path, typer.Option(metavar="DIR", help="data folder: raw store, tables, warehouse", envvar="UNRES_DATA")]
Processes = Annotated[int, typer.Option(metavar="N", min=1, help="worker processes that read documents")]
Follow = Annotated[int, typer.Option(metavar="N", min=0, help="follow citations and links N steps from what is asked for")]
Budget = Annotated[int, typer.Option(metavar="N", min=0, help="documents that following may add in one run")]
Rate = Annotated[float | None, typer.Option(metavar="N", min=0, help="requests a second and host; 0: no limit, for a mirror of your own")]
Formats = Annotated[str | None, typer.Option(metavar="LIST", help="formats to ask for, the preferred first: docx,pdf")]

DATA = Path("data")


def split(text: str, known: str, option: str) -> list[str]:
    """The values of a comma-separated option. Raises UserError for one that is not known."""
    values = [value.strip() for value in text.split(",") if value.strip()]
    wrong = [value for value in values if value not in known.split(",")]
    if wrong or not values:
        raise UserError(f"{option}: {', '.join(wrong) or 'empty'}: known are {known}")
    return list(dict.fromkeys(values))


def one_of(value: str, known: str, option: str) -> str:
    """The value of an option that takes one. Raises UserError for another."""
    if value not in known.split(","):
        raise UserError(f"{option}: {value}: known are {known}")
    return value


def existing(folder: Path, what: str) -> Path:
    """A folder that must be there. Raises UserError."""
    if not folder.is_dir():
        raise UserError(f"{folder}: {'a file, where a folder is expected' if folder.exists() else 'no such folder'} ({what})")
    return folder


def tables_of(folder: Path) -> Path:
    """The folder of Parquet tables: `folder` itself or its `tables`. Raises UserError where neither holds any."""
    existing(folder, "a data folder or a folder of tables")
    for candidate in (folder, folder / "tables"):
        if (candidate / "documents.parquet").is_file():
            return candidate
    raise UserError(f"{folder}: holds no tables (documents.parquet); make them with: unres build --data {folder}")
