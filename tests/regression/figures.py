"""Scores of every document of the dev corpus, kept in git as numbers: python -m tests.regression.figures renews them.

The scorer is the corpus's own (`tools/score.py`); UNRES_CORPUS names the corpus. Of the PDFs, which take longest, every third
is read.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.reading import read, sources_in

FIGURES = Path(__file__).with_name("figures.tsv")
METRICS = ("paths", "clauses", "leads", "labels", "footnotes", "footnote_refs", "citations", "sponsors")
FORMATS = {
    "akn": "akn",
    "docx": "rendered/docx",
    "txt": "rendered/txt",
    "pdf": "rendered/pdf",
    "real": "real/txt",
    "hand": "akn",
    "seed": "seed.txt",
    "ods": "real/pdf",
}
"""What is read, by its name in the figures, and where it lies in the corpus."""
GOLD = {"real": "real-txt", "hand": "hand", "seed": "hand", "ods": "hand"}
EVERY = {"pdf": 3}
Key = tuple[str, str, str]
Scores = dict[str, float]


def scorer(corpus: Path) -> ModuleType:
    """The scorer of a corpus."""
    spec = importlib.util.spec_from_file_location("corpus_score", corpus / "tools" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def measure(corpus: Path, kind: str, out: Path) -> dict[Key, Scores]:
    """(format, language, symbol) → metric → F1, or recall where the gold lists only some, of one format."""
    sources = list(sources_in([corpus / "corpus" / FORMATS[kind]]))[:: EVERY.get(kind, 1)]
    read(sources, out, processes=2)
    wanted = {("zh" if s.path.stem == "seed" else s.path.parent.name, s.path.stem) for s in sources}
    score = scorer(corpus)
    found: dict[Key, Scores] = {}
    for scores in score.score(corpus / "gold" / GOLD.get(kind, "rendered"), out):
        language, symbol = scores.groups["language"], scores.symbol
        if (language, score.slug_of(symbol)) not in wanted:
            continue
        tallies = {name: scores.tallies[name] for name in METRICS if name in scores.tallies}
        found[kind, language, symbol] = {n: round(_figure(t), 3) for n, t in tallies.items()}
    return found


def _figure(tally: Any) -> float:
    """F1, or recall where the gold lists only some; 1 where there is nothing to find and nothing was found."""
    value = tally.f1 if tally.has_precision else tally.recall
    return float(tally.right) if value is None else float(value)


def kept() -> dict[Key, Scores]:
    """The figures in git."""
    found: dict[Key, Scores] = {}
    for line in FIGURES.read_text(encoding="utf-8").splitlines()[1:]:
        kind, language, symbol, *values = line.split("\t")
        found[kind, language, symbol] = {name: float(value) for name, value in zip(METRICS, values, strict=True) if value}
    return found


def keep(figures: dict[Key, Scores]) -> None:
    """Write the figures, one document a line."""
    lines = ["\t".join(("format", "language", "symbol", *METRICS))]
    for key in sorted(figures):
        lines.append("\t".join((*key, *(f"{figures[key][m]:.3f}" if m in figures[key] else "" for m in METRICS))))
    FIGURES.write_text("\n".join(lines) + "\n", encoding="utf-8")


def changes(before: dict[Key, Scores], now: dict[Key, Scores]) -> Iterable[tuple[Key, str, float, float]]:
    """(document, metric, before, now) where a figure differs by more than rounding."""
    for key in sorted(now):
        for metric, value in now[key].items():
            old = before.get(key, {}).get(metric)
            if old is not None and abs(old - value) > 0.0011:
                yield key, metric, old, value


if __name__ == "__main__":
    figures: dict[Key, Scores] = {}
    for name in FORMATS:
        with tempfile.TemporaryDirectory() as folder:
            figures |= measure(Path(os.environ["UNRES_CORPUS"]).resolve(), name, Path(folder))
        print(name, len([k for k in figures if k[0] == name]), "documents", file=sys.stderr)
    for (kind, language, symbol), metric, old, new in changes(kept() if FIGURES.exists() else {}, figures):
        print(f"{kind} {symbol}@{language} {metric}: {old:.3f} → {new:.3f}", file=sys.stderr)
    keep(figures)
