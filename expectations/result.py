"""What a check says of the tables, and what all checks together say.

A check that fell has *failed*; a check that could not be made has *errored*: the two are never mixed up. A critical check
is answered by keeping the documents at fault out of what is released; where the rows at fault belong to no single
document there is nothing to keep out, and the check blocks.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

Status = Literal["passed", "failed", "errored"]
Kind = Literal["schema", "column", "key", "reference", "rule", "baseline", "quarantine"]
Severity = Literal["critical", "warning"]

ORDER: dict[Status, int] = {"errored": 0, "failed": 1, "passed": 2}


@dataclass(frozen=True, slots=True)
class Result:
    """One check of one table.

    name: unique among all checks; count: rows that break it; checked: rows looked at, where that is known; documents: how
    many rows of each document break it; sample: some of these rows; blocking: whether a release must stop for it;
    error: why the check could not be made.
    """

    name: str
    table: str
    kind: Kind
    severity: Severity
    reason: str
    status: Status
    count: int = 0
    checked: int | None = None
    documents: dict[str, int] = field(default_factory=dict)
    sample: list[dict[str, Any]] = field(default_factory=list)
    blocking: bool = False
    error: str | None = None

    @property
    def line(self) -> str:
        """The result in one line."""
        if self.status == "errored":
            return f"could not be checked: {self.error}"
        return f"{self.count:,} rows{f' of {self.checked:,}' if self.checked else ''} in {len(self.documents):,} documents: {self.reason}"


@dataclass(slots=True)
class Report:
    """All results, what fell first; quarantine: rows of the table of that name; kept_since: when the checks were made, where
    the report is that of an earlier run on the same tables.
    """

    results: list[Result]
    quarantine: list[dict[str, Any]] = field(default_factory=list)
    kept_since: str | None = None

    @property
    def blocking(self) -> list[Result]:
        """Blocking checks that did not pass."""
        return [r for r in self.results if r.blocking and r.status != "passed"]

    @property
    def fallen(self) -> list[Result]:
        """All checks that did not pass."""
        return [r for r in self.results if r.status != "passed"]

    @property
    def counts(self) -> Counter[str]:
        """How many checks passed, failed, errored."""
        return Counter(r.status for r in self.results)

    def write(self, path: Path) -> None:
        """Write the report as JSON, the form that releases read."""
        content = {"counts": dict(self.counts), "results": [asdict(r) for r in self.results], "quarantine": self.quarantine}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, indent=1, ensure_ascii=False, default=str) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Report | None:
        """A report that was written; None where there is none of this form."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return cls([Result(**result) for result in content["results"]], content["quarantine"])
        except (OSError, ValueError, KeyError, TypeError):
            return None


def ordered(results: list[Result]) -> list[Result]:
    """Results by status (what could not be checked, what fell, what passed), blocking ones first, then by table and name."""
    return sorted(results, key=lambda r: (ORDER[r.status], not r.blocking, r.severity, r.table, r.name))
