"""Write every edition of every specimen, and what the tables must hold for it: `python -m specimens.render`."""

from __future__ import annotations

import json
from pathlib import Path

from specimens.akn import akn
from specimens.docx import docx
from specimens.expected import expected
from specimens.form import HERE, LANGUAGES, specimens
from specimens.pdf import pdf
from specimens.text import text


def render(folder: Path = HERE) -> int:
    """Write the editions under `folder`/documents and the expectations under `folder`/expected; returns the files written."""
    written = 0
    manifest = ["slug\tsymbol\tlanguage"]
    for specimen in specimens():
        for language in LANGUAGES:
            editions = {"xml": akn(specimen, language), "docx": docx(specimen, language), "pdf": pdf(specimen, language)}
            editions["txt"] = text(specimen, language).encode()
            for suffix, data in editions.items():
                path = folder / "documents" / suffix / language / f"{specimen.slug}.{suffix}"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                written += 1
            goal = folder / "expected" / language / f"{specimen.slug}.json"
            goal.parent.mkdir(parents=True, exist_ok=True)
            goal.write_text(json.dumps(expected(specimen, language), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            manifest.append(f"{specimen.slug}\t{specimen.symbol}\t{language}")
    (folder / "documents" / "manifest.tsv").write_text("\n".join(manifest) + "\n", encoding="utf-8")
    return written


if __name__ == "__main__":
    print(f"{render()} files")
