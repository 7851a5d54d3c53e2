"""The derived tables, declared in the same form as the tables of the schema; they exist in the warehouse and in releases."""

from __future__ import annotations

import pyarrow as pa

from pipeline.schema import Field, Reference, Table
from pipeline.schema import fields as f
from pipeline.schema.tables import OF_CLAUSE, OF_DOCUMENT

RELATION = {
    "revision": "the later document is a revision of the earlier draft",
    "adoption": "the later document is the earlier draft as adopted",
    "annual": "the later resolution is the successor, under the same title, of one of an earlier session",
}
BASIS = {
    "symbol": "the symbols say so: L.24/Rev.1 revises L.24",
    "cover": "the cover of the later document names the earlier",
    "steps": "the official list of workflow steps names the earlier",
    "title": "the same body and title (numbers apart), and no other document fits",
}
CHANGE = {
    "kept": "the same words",
    "changed": "other words in the same clause",
    "added": "the clause is new",
    "dropped": "the clause is gone",
}

clause_search = Table(
    "clause_search", "one row per clause, its text folded for search: lower case, without diacritics, one form of every Arabic letter",
    (f.clause_id, f.document_id, f.text("folded", "the text of the clause as fold() gives it")),
    ("clause_id",), (OF_DOCUMENT, OF_CLAUSE), layer="derived",
)  # fmt: skip
citation_edges = Table(
    "citation_edges", "one row per pair of citing and cited symbol, all languages together",
    (f.symbol.but("symbol of the citing document"), f.target_symbol.but("symbol of what is cited", nullable=False), f.citation_kind,
     f.number("mentions", "how often it is cited, in the language that cites it most", minimum=1),
     Field("languages", pa.list_(pa.string()), "languages in which the citation was read"),
     Field("actions", pa.list_(pa.string()), "lemmas of the paragraphs that cite, e.g. recall, reaffirm"),
     f.path.but("the first paragraph that cites, or that calls the citing note").optional,
     f.cited_on.but("the date printed with the citation"),
     Field("held", pa.bool_(), "whether the cited document is in these tables")),
    ("symbol", "target_symbol"), layer="derived",
)  # fmt: skip
document_pairs = Table(
    "document_pairs", "one row per pair of documents of which the later grew out of the earlier",
    (f.symbol.but("the later document"), f.text("earlier_symbol", "the earlier document", pattern=f.SYMBOL_PATTERN),
     f.text("relation", "how the later grew out of the earlier", vocabulary=RELATION), f.text("basis", "how that is known", vocabulary=BASIS),
     Field("cites", pa.bool_(), "whether the later document cites the earlier"),
     Field("held", pa.bool_(), "whether the earlier document is in these tables")),
    ("symbol", "earlier_symbol", "relation"), layer="derived",
)  # fmt: skip
text_changes = Table(
    "text_changes", "one row per clause of two documents of a pair in one language, aligned",
    (f.document_id.but("the later document"),
     f.text("earlier_document_id", "the earlier document", pattern=f.document_id.pattern),
     f.position.but("1… in the order of the later document, dropped clauses where they stood"),
     f.text("status", "what happened to the clause", vocabulary=CHANGE),
     f.clause_id.but("the clause of the later document; null when it was dropped").optional,
     f.text("earlier_clause_id", "the clause of the earlier document; null when it was added", nullable=True),
     Field("similarity", pa.float64(), "share of words in common, rare words counting more; null for added and dropped", nullable=True),
     f.text("diff", "the words: {+added+}, [-dropped-], the rest kept")),
    ("document_id", "earlier_document_id", "position"),
    (OF_DOCUMENT, Reference(("earlier_document_id",), "documents", ("document_id",)), OF_CLAUSE,
     Reference(("earlier_clause_id",), "clauses", ("clause_id",))),
    layer="derived",
)  # fmt: skip
report_requests = Table(
    "report_requests", "one row per operative paragraph or sub-paragraph, in one language, that requests a report",
    (f.clause_id, f.document_id, f.text("asked", "who is asked: the first body named in the paragraph; null when none is known", nullable=True),
     f.text("receiver", "the body that is to receive the report, when one is named", nullable=True),
     f.session.but("session by which it is due, when one is named")),
    ("clause_id",), (OF_CLAUSE, OF_DOCUMENT), layer="derived",
)  # fmt: skip

DERIVED: dict[str, Table] = {t.name: t for t in (clause_search, citation_edges, document_pairs, text_changes, report_requests)}
