"""unres: United Nations resolutions as tables."""

from __future__ import annotations


def main() -> None:
    raise SystemExit("unres: not built yet")
