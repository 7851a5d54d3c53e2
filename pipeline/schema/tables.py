"""Every table: its columns in order, its grain, key and references.

The first columns of a table are those promised to users; more may be appended, none may be renamed, retyped or dropped
without a line in the change log of a release. Everything else that knows the tables (Arrow schemas, DDL, expectations,
Dagster metadata, the data dictionary) is rendered from here.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from pipeline.schema import fields as f


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: `columns` of this table are null or name the `key` of `table`."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    grain: what one row is; columns: in order; key: columns that identify a row (and the order in which rows are
    written); references: foreign keys; layer: `content` (what documents say), `ledger` (what was done to get it).
    """

    name: str
    grain: str
    columns: tuple[f.Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    layer: str = "content"

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema: exact types, nullability, descriptions as metadata."""
        return pa.schema([c.arrow for c in self.columns], metadata={"table": self.name, "description": self.grain})

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [c.name for c in self.columns]


OF_DOCUMENT = Reference(("document_id",), "documents", ("document_id",))
OF_CLAUSE = Reference(("clause_id",), "clauses", ("clause_id",))
OF_FOOTNOTE = Reference(("footnote_id",), "footnotes", ("footnote_id",))

documents = Table(
    "documents", "one row per document in one language",
    (f.document_id, f.symbol.optional, f.language, f.document_kind, f.revision, f.organ, f.committee, f.session, f.agenda_items,
     f.agenda_title, f.title, f.adopted_on, f.issued_on, f.meeting, f.proposed_in, f.source_uri, f.media_type, f.content_sha256,
     f.retrieved_at, f.pages, f.parser_version, f.document_text, f.job_number),
    ("document_id",),
)  # fmt: skip
clauses = Table(
    "clauses", "one row per paragraph that carries meaning, in document order",
    (f.clause_id, f.document_id, f.position, f.clause_kind, f.path, f.parent_id, f.depth, f.label, f.lead, f.action, f.text_,
     f.char_start, f.char_end, f.page_start, f.page_end, f.act),
    ("document_id", "position"),
    (OF_DOCUMENT, Reference(("parent_id",), "clauses", ("clause_id",))),
)  # fmt: skip
footnotes = Table(
    "footnotes", "one row per note",
    (f.footnote_id, f.document_id, f.position, f.marker, f.text_, f.char_start, f.char_end, f.page),
    ("document_id", "position"), (OF_DOCUMENT,),
)  # fmt: skip
footnote_refs = Table(
    "footnote_refs", "one row per place where a note is called",
    (f.document_id, f.footnote_id.but("the note that is called; null when the marker has no note").optional, f.marker, f.position,
     f.clause_id.but("the clause that calls it; null when called from title or header").optional, f.offset),
    ("document_id", "position"), (OF_DOCUMENT, OF_CLAUSE, OF_FOOTNOTE),
)  # fmt: skip
citations = Table(
    "citations", "one row per thing cited, body first, then notes",
    (f.citation_id, f.document_id, f.position, f.clause_id.but("the clause that cites, if it is one").optional,
     f.footnote_id.but("the note that cites, if it is one").optional, f.text_.but("the mention as printed"), f.char_start, f.char_end,
     f.citation_kind, f.target_symbol, f.cited_on, f.pinpoint, f.treaty_series, f.treaty_volume, f.treaty_number, f.ibid_of,
     f.link_uri, f.link_symbol, f.link_status),
    ("document_id", "position"),
    (OF_DOCUMENT, OF_CLAUSE, OF_FOOTNOTE, Reference(("ibid_of",), "citations", ("citation_id",))),
)  # fmt: skip
citation_candidates = Table(
    "citation_candidates", "one row per symbol that an ambiguous citation may stand for",
    (f.citation_id, f.document_id, f.position.but("1… within the citation"), f.candidate_symbol, f.reason.but("why the candidate is possible")),
    ("document_id", "citation_id", "position"), (OF_DOCUMENT, Reference(("citation_id",), "citations", ("citation_id",))),
)  # fmt: skip
sponsors = Table(
    "sponsors", "one row per name printed in the sponsor line",
    (f.document_id, f.position, f.name, f.sponsor_kind, f.iso3, f.m49, f.name_en, f.on_behalf_of, f.repeat_of),
    ("document_id", "position"), (OF_DOCUMENT,),
)  # fmt: skip
votes = Table(
    "votes", "one row per State in the recorded vote that the official XML lists",
    (f.document_id, f.position, f.name, f.iso3, f.vote), ("document_id", "position"), (OF_DOCUMENT,),
)  # fmt: skip
steps = Table(
    "steps", "one row per workflow step that the official XML lists",
    (f.document_id, f.position, f.happened_on, f.step, f.symbol.but("document of the step").optional,
     f.text_.but("sponsors or remarks, as the source has them").optional),
    ("document_id", "position"), (OF_DOCUMENT,),
)  # fmt: skip
subjects = Table(
    "subjects", "one row per subject term that the official XML gives",
    (f.document_id, f.position, f.scheme, f.term, f.uri.optional), ("document_id", "position"), (OF_DOCUMENT,),
)  # fmt: skip
links = Table(
    "links", "one row per hyperlink in a document",
    (f.document_id, f.position, f.uri, f.symbol.but("symbol in the address").optional, f.language.but("language in the address").optional, f.page),
    ("document_id", "position"), (OF_DOCUMENT,),
)  # fmt: skip
dropped_blocks = Table(
    "dropped_blocks", "one row per block of a document that carries no meaning and was left out, with the reason",
    (f.document_id, f.position, f.page, f.text_.but("the text left out, as extracted"), f.reason.but("why it was left out")),
    ("document_id", "position"), (OF_DOCUMENT,),
)  # fmt: skip
unmapped_phrases = Table(
    "unmapped_phrases", "one row per opening phrase of a document that has no lemma",
    (f.document_id, f.language, f.side, f.phrase, f.count), ("document_id", "side", "phrase"), (OF_DOCUMENT,),
)  # fmt: skip
unmapped_names = Table(
    "unmapped_names", "one row per name of a document that stands in no table of States, observers and groups",
    (f.document_id, f.language, f.name, f.count), ("document_id", "name"), (OF_DOCUMENT,),
)  # fmt: skip
lead_conflicts = Table(
    "lead_conflicts", "one row per paragraph whose printed style and whose language data give different leads",
    (f.document_id, f.clause_id, f.lead.but("lead by printed style"), f.phrase.but("lead by language data")),
    ("document_id", "clause_id"), (OF_DOCUMENT, OF_CLAUSE),
)  # fmt: skip
corrections = Table(
    "corrections", "one row per known error of a source, corrected in the tables for a stated reason",
    (f.document_id, f.position, f.table_name, f.column_name, f.source_value, f.corrected_value, f.correction_status, f.reason, f.reviewed_on),
    ("document_id", "position"), (OF_DOCUMENT,),
)  # fmt: skip
readings = Table(
    "readings", "one row per file that was read, or that could not be read, with the reason",
    (f.source_uri, f.content_sha256.optional, f.media_type.optional, f.size, f.symbol.optional, f.language.optional,
     f.document_id.but("the document it became, or the one that superseded it").optional, f.reading_status, f.error, f.parser_version),
    ("source_uri",), layer="ledger",
)  # fmt: skip
fetches = Table(
    "fetches", "one row per attempt to fetch, never deleted",
    (f.link, f.symbol.optional, f.language.optional, f.requested_at, f.fetch_status, f.http_status, f.hops, f.final_uri,
     f.media_type.optional, f.size, f.sha256, f.etag, f.last_modified, f.error),
    ("requested_at", "link"), layer="ledger",
)  # fmt: skip
quarantine = Table(
    "quarantine", "one row per rule that keeps a document out of the released tables",
    (f.document_id, f.rule, f.severity, f.reason, f.count.but("rows that break the rule")), ("document_id", "rule"), layer="ledger",
)  # fmt: skip

TABLES: dict[str, Table] = {
    t.name: t
    for t in (
        documents, clauses, footnotes, footnote_refs, citations, sponsors, votes, steps, subjects, links, fetches,
        citation_candidates, dropped_blocks, unmapped_phrases, unmapped_names, lead_conflicts, corrections, readings, quarantine,
    )
}  # fmt: skip
PARSED = tuple(t.name for t in TABLES.values() if t.layer == "content")
"""Tables whose rows come from the reading of one document."""
