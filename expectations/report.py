"""The quality report of a run: Markdown to read beside the tables, HTML with charts, JSON for releases, Data Docs."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import jinja2

from expectations.charts import charts
from expectations.columns import Tally
from expectations.data_docs import write_data_docs
from expectations.facts import facts_of
from expectations.result import Report

JSON, MARKDOWN, HTML, DOCS = "report.json", "report.md", "report.html", "data_docs"


def write_reports(tables: Path, out: Path, report: Report, tallies: dict[str, list[Tally]]) -> None:
    """Write every form of the report into the folder `out`; tallies: what Data Docs show, none where there is nothing."""
    out.mkdir(parents=True, exist_ok=True)
    facts = facts_of(tables)
    templates = jinja2.Environment(loader=jinja2.FunctionLoader(_template), autoescape=_is_html, trim_blocks=True, lstrip_blocks=True)
    templates.filters["cell"] = _cell
    told = {"report": report, "facts": facts, "charts": charts(facts), "docs": DOCS if tallies else None}
    for name in (MARKDOWN, HTML):
        (out / name).write_text(templates.get_template(f"{name}.jinja").render(told), encoding="utf-8")
    if tallies:
        write_data_docs(out / DOCS, tallies)
    report.write(out / JSON)


def _template(name: str) -> str:
    return resources.files("expectations.templates").joinpath(name).read_text(encoding="utf-8")


def _is_html(name: str | None) -> bool:
    return bool(name and ".html" in name)


def _cell(value: object) -> str:
    """A value as it stands in a cell of a Markdown table."""
    return str(value).replace("|", "\\|").replace("\n", " ")
