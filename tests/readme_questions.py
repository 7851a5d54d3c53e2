"""The questions of the README, asked of the specimens: python -m tests.readme_questions writes them into it.

The output is that of `unres sql` on the warehouse that `make dataset` leaves.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from pipeline.reading import read, sources_in
from warehouse.build import build

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PLACE = re.compile(r"<!-- questions -->.*?<!-- /questions -->", re.DOTALL)
QUESTIONS = {
    "Which States sponsor which draft?": """
SELECT d.symbol, s.position, s.name AS printed, s.iso3, s.name_en
FROM sponsors s JOIN documents d USING (document_id)
WHERE d.language = 'fr' ORDER BY d.symbol, s.position""",
    "Which document cites which, where, and with which verb?": """
SELECT symbol, path, action, target_symbol, cited_on
FROM citation_graph
WHERE language = 'en' AND action IS NOT NULL ORDER BY symbol, position""",
    "Who is asked to report to whom, and by which session?": """
SELECT symbol, path, asked, receiver, session, len(languages) AS languages, agreed
FROM requests_for_reports""",
    "How does one paragraph read in six languages?": """
SELECT path, action, ar, zh, en, fr, ru, es
FROM clause_alignment
WHERE symbol = 'A/RES/190/7' AND path = 'op2'""",
    "What became of a draft, clause by clause?": """
SELECT earlier_symbol, symbol, basis, status, path, diff
FROM draft_history('A/RES/190/9')
WHERE language = 'en' AND status <> 'kept'""",
    "What do the bodies do, in the language-neutral lemma of their verbs?": """
SELECT d.organ, c.kind, c.action, count(*) AS times
FROM clauses c JOIN documents d USING (document_id)
WHERE d.language = 'zh' AND c.action IS NOT NULL
GROUP BY ALL ORDER BY times DESC, organ, kind, action LIMIT 6""",
}


def answer(data: Path, query: str) -> str:
    """What `unres sql` prints for a query, 110 columns wide."""
    command = [sys.executable, "-m", "unres", "sql", query, "--data", str(data)]
    environment = {**os.environ, "COLUMNS": "110", "NO_COLOR": "1"}
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment).stdout
    return "\n".join(line.rstrip() for line in told.strip().splitlines())


def written(data: Path) -> str:
    """The chapter of the README."""
    parts = [f"**{title}**\n\n```sql\n{query.strip()}\n```\n```text\n{answer(data, query)}\n```" for title, query in QUESTIONS.items()]
    return "<!-- questions -->\n" + "\n\n".join(parts) + "\n<!-- /questions -->"


def warehouse_of_specimens(data: Path) -> Path:
    """A data folder with the warehouse of the specimens, from the editions that the job prefers: the others are superseded."""
    read(sources_in([ROOT / "specimens" / "documents" / "xml"]), data / "tables")
    build(data / "tables", data / "warehouse" / "unres.duckdb")
    return data


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        chapter = written(warehouse_of_specimens(Path(folder)))
    README.write_text(PLACE.sub(lambda _: chapter, README.read_text(encoding="utf-8")), encoding="utf-8")
