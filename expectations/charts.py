"""Charts of the quality report, as SVG that stands in the page: no file beside it, nothing fetched."""

from __future__ import annotations

import io
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from expectations.facts import Facts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BLUE, GREEN, RED, GREY = "#1f6fb2", "#2e8b57", "#c0392b", "#b8c0c8"
COLOURS = {"parsed": GREEN, "superseded": GREY, "quarantined": RED}
OTHERS = ["#d9822b", "#8e5ea2", "#c45850", "#3cba9f", "#5b4b8a", "#7f8c8d", "#e8c3b9", "#34495e"]


def charts(facts: Facts) -> dict[str, str]:
    """SVG by the name of the section that it belongs to; a section without figures has none."""
    drawn: dict[str, str] = {}
    if facts.readings:
        drawn["readings"] = _svg(lambda axes: _readings(axes, facts), len({r[0] for r in facts.readings}))
    if facts.fill:
        drawn["fill"] = _svg(lambda axes: _shares(axes, [(n, s) for n, s in facts.fill]), len(facts.fill))
    if facts.agreement and facts.agreement[0][1]:
        drawn["agreement"] = _svg(lambda axes: _shares(axes, [(n, equal / of) for n, of, equal in facts.agreement]), len(facts.agreement))
    return drawn


def _svg(draw: Any, bars: int) -> str:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "unres", "font.family": "sans-serif", "font.size": 9, "svg.fonttype": "none"}):
        figure = Figure(figsize=(8, 0.6 + 0.26 * bars), layout="constrained")
        axes = figure.add_subplot()
        axes.spines[["top", "right", "left"]].set_visible(False)
        axes.tick_params(axis="y", length=0)
        draw(axes)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
    return written.getvalue()[written.getvalue().index("<svg") :]


def _readings(axes: Axes, facts: Facts) -> None:
    """Files by language, one bar each, a colour for every status."""
    by_status: dict[str, dict[str, int]] = defaultdict(dict)
    for language, status, files in facts.readings:
        by_status[status][language] = files
    languages = sorted({language for language, *_ in facts.readings}, reverse=True)
    spare = iter(OTHERS * 3)
    left = dict.fromkeys(languages, 0)
    for status in sorted(by_status, key=lambda s: (s != "parsed", s)):
        widths = [by_status[status].get(language, 0) for language in languages]
        axes.barh(languages, widths, left=[left[x] for x in languages], color=COLOURS.get(status) or next(spare), label=status)
        left = {language: left[language] + width for language, width in zip(languages, widths, strict=True)}
    axes.set_xlabel("files")
    axes.legend(frameon=False, ncols=4, loc="lower left", bbox_to_anchor=(0, 1))


def _shares(axes: Axes, shares: list[tuple[str, float]]) -> None:
    names = [name for name, _ in reversed(shares)]
    values = [100 * share for _, share in reversed(shares)]
    axes.barh(names, [100] * len(values), color="#eef1f4")
    axes.barh(names, values, color=BLUE)
    for y, value in enumerate(values):
        axes.text(101, y, f"{value:.1f} %", va="center")
    axes.set_xlim(0, 112)
    axes.set_xlabel("per cent")
