"""Data Docs: what Great Expectations shows of its suites, one page a table, without anything fetched from elsewhere.

The pages that Great Expectations renders take their style and scripts from servers of others; here those references are
removed and a small style sheet stands in the page.
"""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any

from expectations.columns import Tally

_OUTSIDE = re.compile(
    r"<script\b[^>]*\bsrc=[^>]*>\s*</script>|<link\b[^>]*>|<script\b.*?</script>|<img\b[^>]*>|@import[^;]*;", re.DOTALL | re.IGNORECASE
)
_ADDRESS = re.compile(r"""\s(?:href|src)=["'](?:https?:)?//[^"']*["']""")
STYLE = """<style>
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 1.5rem auto; padding: 0 1rem; color: #1c2733 }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 1rem }
th, td { text-align: left; padding: .25rem .6rem; border-bottom: 1px solid #e6eaee; vertical-align: top }
ul { list-style: none; padding-left: 0 }
h1, h2, h3, h4, h5 { line-height: 1.25 } .badge { background: #eef1f4; border-radius: .3rem; padding: 0 .4rem }
.fa-check-circle::before { content: "\\2713"; color: #2e8b57 } .fa-times::before { content: "\\2717"; color: #c0392b }
.fa-exclamation-triangle::before { content: "!"; color: #d9822b } nav, .navbar, button, .modal, .walkthrough-container { display: none }
</style>"""


def write_data_docs(folder: Path, tallies: dict[str, list[Tally]]) -> None:
    """Write `index.html` and a page for every table that was checked into a fresh folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shown = {name: found for name, found in tallies.items() if any(t.outcomes for t in found)}
    for name, found in shown.items():
        (folder / f"{name}.html").write_text(self_contained(_page(name, found)), encoding="utf-8")
    rows = "\n".join(_line(name, found) for name, found in shown.items())
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Data Docs</title></head>'
    table = f"<table><tr><th>table</th><th>expectations</th><th>met</th></tr>{rows}</table>"
    (folder / "index.html").write_text(self_contained(f"{head}<body><h1>Data Docs</h1>{table}</body></html>"), encoding="utf-8")


def _line(name: str, found: list[Tally]) -> str:
    met = sum(t.status == "passed" for t in found)
    return f'<tr><td><a href="{html.escape(name)}.html">{html.escape(name)}</a></td><td>{len(found)}</td><td>{met}</td></tr>'


def self_contained(page: str) -> str:
    """A page without references to other places, with our style sheet."""
    page = _ADDRESS.sub("", _OUTSIDE.sub("", page))
    return page.replace("</head>", f"{STYLE}</head>", 1)


def _page(name: str, tallies: list[Tally]) -> str:
    """The page of one table, rendered by Great Expectations from the outcomes of all batches added up."""
    from great_expectations.core.expectation_validation_result import ExpectationSuiteValidationResult
    from great_expectations.render.renderer import ValidationResultsPageRenderer  # type: ignore[attr-defined]
    from great_expectations.render.view import DefaultJinjaPageView  # type: ignore[attr-defined]

    results = [_added_up(tally) for tally in tallies if tally.outcomes]
    met = sum(bool(r.success) for r in results)
    whole = ExpectationSuiteValidationResult(
        success=met == len(results),
        results=results,
        suite_name=name,
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": met,
            "unsuccessful_expectations": len(results) - met,
            "success_percent": 100 * met / max(len(results), 1),
        },
        meta={"great_expectations_version": "", "run_id": {"run_name": name, "run_time": ""}, "active_batch_definition": {"data_asset_name": name}},
    )
    return str(
        DefaultJinjaPageView().render(  # type: ignore[no-untyped-call]
            ValidationResultsPageRenderer(run_info_at_end=True).render(whole)
        )
    )


def _added_up(tally: Tally) -> Any:
    """The outcome of the last batch that fell, or of the last, with the counts of all batches."""
    outcome = next((o for o in reversed(tally.outcomes) if not o.success), tally.outcomes[-1])
    if "element_count" in outcome.result:
        share = 100 * tally.unexpected / max(tally.checked, 1)
        outcome.result |= {
            "element_count": tally.checked,
            "unexpected_count": tally.unexpected,
            "unexpected_percent": share,
            "partial_unexpected_list": tally.values,
        }
    return outcome
