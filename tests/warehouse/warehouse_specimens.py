"""A handful of documents of our own wording: a draft, its revision, the resolution, and the resolution of the year before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from pipeline.schema import PARSED, TABLES
from pipeline.store import write_table

Rows = dict[str, list[dict[str, Any]]]

LAST_YEAR = [
    ("enacting", "The General Assembly,", None, None),
    ("pp1", "Recalling its resolution 70/1 of 25 September 2015,", "Recalling", "recall"),
    ("pp2", "Noting that rivers cross borders,", "Noting", "note"),
    ("op1", "Calls upon States to share their rivers;", "Calls upon", "call_upon"),
    ("op2", "Encourages the planting of willows;", "Encourages", "encourage"),
    ("op3", "Requests the Secretary-General to submit a report to the General Assembly at its seventy-seventh session.", "Requests", "request"),
]
DRAFT = [
    ("enacting", "The General Assembly,", None, None),
    ("pp1", "Recalling its resolutions 70/1 of 25 September 2015 and 76/101 of 16 December 2021,", "Recalling", "recall"),
    ("pp2", "Noting that rivers cross borders,", "Noting", "note"),
    ("op1", "Calls upon all States to share their rivers;", "Calls upon", "call_upon"),
    ("op2", "Requests the Secretary-General to submit a report to the General Assembly at its seventy-eighth session.", "Requests", "request"),
]
FINAL = [
    *DRAFT[:3],
    ("pp3", "Deeply concerned at droughts,", "Deeply concerned", "concern"),
    ("op1", "Calls upon all States to share their rivers and lakes;", "Calls upon", "call_upon"),
    ("op2", "Requests the Secretary-General:", "Requests", "request"),
    ("op2.a", "To measure every river;", None, None),
    ("op2.b", "To submit a report to the General Assembly at its seventy-eighth session.", None, None),
]
FRENCH = [
    ("enacting", "L’Assemblée générale,", None, None),
    (
        "pp1",
        "Rappelant ses résolutions 70/1 du 25 septembre 2015 et 76/101 du 16 décembre 2021,",
        "Rappelant",
        "recall",
    ),
    ("pp2", "Notant que les fleuves traversent les frontières,", "Notant", "note"),
    ("pp3", "Vivement préoccupée par les sécheresses,", "Vivement préoccupée", "concern"),
    ("op1", "Engage tous les États à partager leurs fleuves et leurs lacs ;", "Engage", "call_upon"),
    ("op2", "Prie le Secrétaire général :", "Prie", "request"),
    ("op2.a", "De mesurer chaque fleuve ;", None, None),
    ("op2.b", "De présenter un rapport à l’Assemblée générale à sa soixante-dix-huitième session.", None, None),
]
ARABIC = [
    ("enacting", "إن الجمعية العامة،", None, None),
    ("pp1", "إذ تشير إلى أنّ الأنهار تعبر الحدود،", "إذ تشير", "recall"),
]
TITLE = {"en": "Sharing rivers", "fr": "Partage des fleuves", "ar": "تقاسم الأنهار"}


def add_document(rows: Rows, symbol: str, language: str, clauses: list[Any], **more: Any) -> str:
    """One document with its clauses; returns its key."""
    key, text = f"{symbol}@{language}", ""
    for position, (path, words, lead, action) in enumerate(clauses, 1):
        parent = path.rpartition(".")[0]
        kind = "enacting" if path == "enacting" else "preambular" if path.startswith("pp") else "operative"
        rows["clauses"].append(
            {
                "clause_id": f"{key}#{path}", "document_id": key, "position": position, "kind": kind, "path": path,
                "parent_id": f"{key}#{parent}" if parent else None, "depth": path.count("."), "lead": lead, "action": action,
                "text": words, "char_start": len(text), "char_end": len(text) + len(words),
            }
        )  # fmt: skip
        text += words + "\n"
    rows["documents"].append(
        {
            "document_id": key, "symbol": symbol, "language": language, "kind": "resolution", "revision": "/Rev." in symbol,
            "organ": "general_assembly", "session": "77", "agenda_items": ["9"], "title": TITLE[language], "source_uri": f"{key}.txt",
            "media_type": "text/plain", "content_sha256": hashlib.sha256(text.encode()).hexdigest(), "parser_version": "1", "text": text, **more,
        }
    )  # fmt: skip
    return key


def cite(rows: Rows, key: str, path: str, words: str, target: str | None, **more: Any) -> None:
    """A citation of `words` in the clause at `path`."""
    clause = next(c for c in rows["clauses"] if c["clause_id"] == f"{key}#{path}")
    start = clause["char_start"] + max(clause["text"].find(words), 0)
    n = 1 + sum(c["document_id"] == key for c in rows["citations"])
    row = {
        "citation_id": f"{key}#c{n}", "document_id": key, "position": n, "clause_id": clause["clause_id"], "text": words,
        "char_start": start, "char_end": start + len(words), "kind": "resolution", "target_symbol": target, "link_status": "none",
    }  # fmt: skip
    rows["citations"].append({**row, **more})


def sponsor(rows: Rows, key: str, *names: tuple[str, str]) -> None:
    """A sponsor line of (name, iso3)."""
    for position, (name, iso3) in enumerate(names, 1):
        row = {"document_id": key, "position": position, "name": name, "kind": "state", "iso3": iso3, "name_en": name}
        rows["sponsors"].append(row)


def specimen_rows() -> Rows:
    """Rows of every table."""
    rows: Rows = {name: [] for name in TABLES}
    last_year = add_document(rows, "A/RES/76/101", "en", LAST_YEAR, session="76", adopted_on=dt.date(2021, 12, 16))
    draft = add_document(rows, "A/C.2/77/L.9", "en", DRAFT, kind="draft_resolution", committee="C.2", issued_on=dt.date(2022, 10, 20))
    revised = add_document(rows, "A/C.2/77/L.9/Rev.1", "en", FINAL[:6], kind="draft_resolution", committee="C.2")
    final = add_document(rows, "A/RES/77/102", "en", FINAL, adopted_on=dt.date(2022, 12, 14))
    french = add_document(rows, "A/RES/77/102", "fr", FRENCH, adopted_on=dt.date(2022, 12, 14))
    add_document(rows, "A/RES/77/102", "ar", ARABIC, adopted_on=dt.date(2022, 12, 14))
    cite(rows, last_year, "pp1", "70/1", "A/RES/70/1", cited_on=dt.date(2015, 9, 25))
    for key in (draft, revised, final, french):
        cite(rows, key, "pp1", "70/1", "A/RES/70/1", cited_on=dt.date(2015, 9, 25))
        cite(rows, key, "pp1", "76/101", "A/RES/76/101", cited_on=dt.date(2021, 12, 16))
    cite(rows, final, "op1", "rivers", None, kind="treaty", treaty_series="UNTS", treaty_volume="1249", treaty_number="20378")
    cite(
        rows, final, "op2.a", "river", "A/77/1", kind="document", link_uri="https://undocs.org/A/77/2", link_symbol="A/77/2", link_status="conflicts"
    )
    rows["footnotes"].append(
        {"footnote_id": f"{final}#fn1", "document_id": final, "position": 1, "marker": "1", "text": "S/RES/1.", "char_start": 0, "char_end": 8}
    )
    rows["footnote_refs"].append(
        {"document_id": final, "footnote_id": f"{final}#fn1", "marker": "1", "position": 1, "clause_id": f"{final}#pp2", "offset": 4}
    )
    cite(rows, final, "pp1", "S/RES/1", "S/RES/1 (1946)")
    rows["citations"][-1] |= {"clause_id": None, "footnote_id": f"{final}#fn1"}
    sponsor(rows, draft, ("Benin", "BEN"), ("Qatar", "QAT"))
    sponsor(rows, revised, ("Benin", "BEN"), ("Chile", "CHL"), ("Qatar", "QAT"))
    for document in rows["documents"]:
        reading = {k: document[k] for k in ("source_uri", "symbol", "language", "document_id", "parser_version", "content_sha256", "media_type")}
        rows["readings"].append({**reading, "status": "parsed"})
    rows["readings"].append({"source_uri": "scan.pdf", "symbol": "A/C.2/77/L.9", "language": "fr", "status": "no_text_layer", "parser_version": "1"})
    asked = {"link": "https://undocs.org/ru/A/RES/77/102", "symbol": "A/RES/77/102", "language": "ru", "hops": 0}
    for hour, status in enumerate(("not_found_provisional", "timeout")):
        rows["fetches"].append({**asked, "requested_at": dt.datetime(2026, 11, 1, hour, tzinfo=dt.UTC), "status": status})
    return rows


def write_rows(folder: Path, rows: Rows) -> Path:
    """The rows as the Parquet tables of a data folder."""
    for name in (*PARSED, "readings", "fetches", "quarantine"):
        write_table(folder, name, rows[name])
    return folder


def gold_tables(corpus: Path, folder: Path) -> Path:
    """The tables that a faultless reading of the corpus would give."""
    sys.path.insert(0, str(corpus / "tools"))
    import self_tables

    golds = {(g["symbol"], g["language"]): g for g in (json.loads(p.read_text()) for p in sorted((corpus / "gold").rglob("*.json")))}
    rows: Rows = {name: [] for name in TABLES} | self_tables.build(golds.values())
    for name, table in TABLES.items():
        defaults = {c.name: 0 for c in table.columns if c.name in ("char_start", "char_end")}
        rows[name] = [{**defaults, **{k: v for k, v in row.items() if k in table.names}} for row in rows[name]]
    return write_rows(folder, rows)
