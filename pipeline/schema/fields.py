"""Every column of every table, declared once.

A `Field` says what a column is called, of which Arrow type it is, what it means, and which values it may hold. The same
name means the same thing in every table; where a table narrows the meaning it says so with `Field.but`. What belongs
here: names, types, meanings, value constraints. What does not: keys and order (`tables`), and any rendering.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from pipeline.schema import vocabulary as v

TIMESTAMP = pa.timestamp("us", tz="UTC")
SYMBOL_PATTERN = r"^[A-Z][A-Za-z]*([./][^\s]|[^\s]| [A-Z(\d&]).*$"
SHA256_PATTERN = r"^[0-9a-f]{64}$"
PATH_PATTERN = (
    r"^((?:[A-Z]{1,6}\.){0,3}(?:enacting|pp\d+(?:\.[a-z]{1,2}(?:\.[ivxlc]+(?:\.\d+)?)?)?|op\d+(?:\.[a-z]{1,2}(?:\.[ivxlc]+(?:\.\d+)?)?)?)"
    r"|h\d+|annex\d*\.\d+)$"
)


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    name: column name; type: Arrow type; description: one sentence for the dictionary, the DDL comment and the Arrow
    field metadata; nullable: whether null is a value; vocabulary: the allowed codes with definitions; pattern: a
    regular expression that every value matches; minimum, maximum: inclusive bounds of numbers.
    """

    name: str
    type: pa.DataType
    description: str
    nullable: bool = False
    vocabulary: dict[str, str] | None = None
    pattern: str | None = None
    minimum: int | None = None
    maximum: int | None = None

    def but(self, description: str | None = None, **changes: Any) -> Field:
        """The same column with a meaning or constraint that one table narrows."""
        if description:
            changes["description"] = description
        return replace(self, **changes)

    @property
    def optional(self) -> Field:
        """The same column, nullable."""
        return replace(self, nullable=True)

    @property
    def arrow(self) -> pa.Field:
        """The Arrow field, with the description as its metadata."""
        return pa.field(self.name, self.type, self.nullable, metadata={"description": self.description})


def text(name: str, description: str, **more: Any) -> Field:
    return Field(name, pa.string(), description, **more)


def number(name: str, description: str, minimum: int = 0, **more: Any) -> Field:
    return Field(name, pa.int32(), description, minimum=minimum, **more)


# identity ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
document_id = text("document_id", "the document in one language: {symbol}@{language}, or sha256-{first 12 hex}@{language} where no symbol is known", pattern=r"^.+@(ar|zh|en|fr|ru|es)$")
symbol = text("symbol", "canonical UN symbol, e.g. A/C.3/68/L.24/Rev.1, S/RES/1325 (2000)", pattern=SYMBOL_PATTERN)
language = text("language", "language of the document, ISO 639-1", vocabulary=v.LANGUAGE)
position = number("position", "1… in document order", minimum=1)

# documents ────────────────────────────────────────────────────────────────────────────────────────────────────────────
document_kind = text("kind", "what the document is", vocabulary=v.DOCUMENT_KIND)
revision = Field("revision", pa.bool_(), "printed as a revised draft, or a /Rev.n symbol")
organ = text("organ", "the body that speaks in the enacting formula, or that issued the document", vocabulary=v.ORGAN, nullable=True)
committee = text("committee", "main committee that the document is before", vocabulary=v.COMMITTEE, nullable=True)
session = text("session", "session of the organ: 68, ES-11, S-32", nullable=True, pattern=r"^(\d{1,3}|E?S-\d{1,2})$")
agenda_items = Field("agenda_items", pa.list_(pa.string()), "numbers of the agenda items, e.g. 108, 16(a); empty where none is printed")
agenda_title = text("agenda_title", "title of the agenda item as printed", nullable=True)
title = text("title", "title as printed, on one line, without the resolution number", nullable=True)
adopted_on = Field("adopted_on", pa.date32(), "date of adoption", nullable=True)
issued_on = Field("issued_on", pa.date32(), "date on the cover", nullable=True)
meeting = number("meeting", "number of the plenary or Council meeting that adopted it", minimum=1, nullable=True)
proposed_in = text("proposed_in", "symbol of the draft or report named on the cover", nullable=True, pattern=SYMBOL_PATTERN)
source_uri = text("source_uri", "link or file that it was read from")
media_type = text("media_type", "type by magic bytes")
content_sha256 = text("content_sha256", "SHA-256 of the bytes as fetched, hexadecimal", pattern=SHA256_PATTERN)
retrieved_at = Field("retrieved_at", TIMESTAMP, "when the bytes were fetched; null for local files", nullable=True)
pages = number("pages", "number of pages, for paged formats", minimum=1, nullable=True)
parser_version = text("parser_version", "version of the parser that wrote the rows")
document_text = text("text", "the whole document as one normalised text: the ground that all char_* offsets refer to")
job_number = text("job_number", "job number printed at the foot, e.g. 18-18418", nullable=True)

# clauses ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
clause_id = text("clause_id", "{document_id}#{path}")
clause_kind = text("kind", "what the paragraph is", vocabulary=v.CLAUSE_KIND)
path = text("path", "place in the document, the same in every language: enacting, pp7, pp7.a, op4.b.ii, A.op3, annex.1, h2", pattern=PATH_PATTERN)
parent_id = text("parent_id", "clause_id one level up", nullable=True)
depth = number("depth", "0 for paragraphs, 1 for (a), 2 for (i), 3 for 1.", maximum=3)
label = text("label", "label as printed, without layout: 1., (a), a), 1 -, (أ), ㈠", nullable=True)
lead = text("lead", "opening action phrase as printed, for preambular and operative paragraphs of depth 0", nullable=True)
action = text("action", "language-neutral lemma of the lead, English, snake_case", nullable=True, pattern=r"^[a-z]+(_[a-z]+)*$")
act = text("act", "kind of speech act that the lemma stands for; coarser than the lemma, which not every language tells apart", nullable=True, vocabulary=v.ACT)
text_ = text("text", "the text, without labels and markers of notes")
char_start = number("char_start", "offset of the first character in documents.text, in code points")
char_end = number("char_end", "offset after the last character in documents.text, in code points")
page_start = number("page_start", "first page, 1-based, for paged formats", minimum=1, nullable=True)
page_end = number("page_end", "last page, 1-based, for paged formats", minimum=1, nullable=True)

# notes ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
footnote_id = text("footnote_id", "{document_id}#fn{n}, n from 1")
marker = text("marker", "marker as printed, bare: 1, *", pattern=r"^(\d{1,4}|\*{1,6}|[†‡§a-z])$")
page = number("page", "page, 1-based, for paged formats", minimum=1, nullable=True)
offset = number("offset", "number of characters of clauses.text before the marker, in code points", nullable=True)

# citations ────────────────────────────────────────────────────────────────────────────────────────────────────────────
citation_id = text("citation_id", "{document_id}#c{n}, n from 1")
citation_kind = text("kind", "what is cited", vocabulary=v.CITATION_KIND)
target_symbol = text("target_symbol", "canonical symbol of what is cited; null for treaties, addresses and ambiguous mentions", nullable=True, pattern=SYMBOL_PATTERN)
cited_on = Field("cited_on", pa.date32(), "the date printed with the citation", nullable=True)
pinpoint = text("pinpoint", "the part that is cited, as printed: para. 4, annex II", nullable=True)
treaty_series = text("treaty_series", "treaty series", vocabulary=v.TREATY_SERIES, nullable=True)
treaty_volume = text("treaty_volume", "volume or volumes in the series, as printed", nullable=True)
treaty_number = text("treaty_number", "registration number, as printed", nullable=True)
ibid_of = text("ibid_of", "citation_id that an “Ibid.” stands for; the target columns are filled from it", nullable=True)
link_uri = text("link_uri", "hyperlink that the document itself attaches to this mention", nullable=True)
link_symbol = text("link_symbol", "symbol in that hyperlink", nullable=True)
link_status = text("link_status", "whether the hyperlink and the words agree", vocabulary=v.LINK_STATUS)
candidate_symbol = text("candidate_symbol", "a symbol that the mention may stand for", pattern=SYMBOL_PATTERN)
reason = text("reason", "why")

# States ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
name = text("name", "name as printed")
sponsor_kind = text("kind", "what the name stands for", vocabulary=v.SPONSOR_KIND)
iso3 = text("iso3", "ISO 3166-1 alpha-3; former States by their ISO 3166-3 alpha-3 code", nullable=True, pattern=r"^[A-Z]{3}$")
m49 = text("m49", "UN M49 code, three digits", nullable=True, pattern=r"^\d{3}$")
name_en = text("name_en", "UN short name, in English", nullable=True)
on_behalf_of = text("on_behalf_of", "group on whose behalf the State sponsors, in English", nullable=True)
repeat_of = number("repeat_of", "position of the first mention, where the line names a State twice", minimum=1, nullable=True)

# what the official XML adds ───────────────────────────────────────────────────────────────────────────────────────────
vote = text("vote", "how the State voted", vocabulary=v.VOTE)
happened_on = Field("happened_on", pa.date32(), "date of the step; the placeholder 0001-01-01 of the source is null", nullable=True)
step = text("step", "step of the workflow", vocabulary=v.STEP)
scheme = text("scheme", "vocabulary that the term is taken from: UNBIS Thesaurus, SDGO, EuroVoc")
term = text("term", "subject term, as the source spells it")
uri = text("uri", "address")

# ledgers ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
link = text("link", "the link that was asked for")
requested_at = Field("requested_at", TIMESTAMP, "when the attempt began")
fetch_status = text("status", "how the attempt ended", vocabulary=v.FETCH_STATUS)
http_status = number("http_status", "status of the last HTTP answer", minimum=100, maximum=599, nullable=True)
hops = number("hops", "redirects, frames and refreshes followed")
final_uri = text("final_uri", "address of the last answer", nullable=True)
size = Field("bytes", pa.int64(), "size in bytes", nullable=True, minimum=0)
sha256 = text("sha256", "SHA-256 of the stored bytes, hexadecimal", nullable=True, pattern=SHA256_PATTERN)
etag = text("etag", "ETag of the answer", nullable=True)
last_modified = text("last_modified", "Last-Modified of the answer", nullable=True)
error = text("error", "what went wrong, in one line", nullable=True)
reading_status = text("status", "how the reading ended", vocabulary=v.READING_STATUS)
phrase = text("phrase", "the opening words, as printed")
side = text("side", "which kind of paragraph the phrase opens", vocabulary=v.CLAUSE_SIDE)
count = number("count", "how often it occurs", minimum=1)
table_name = text("table_name", "the table that holds the value")
column_name = text("column_name", "the column that holds the value")
source_value = text("source_value", "what the source says", nullable=True)
corrected_value = text("corrected_value", "what is right", nullable=True)
correction_status = text("status", "whether the correction was made", vocabulary=v.CORRECTION_STATUS)
reviewed_on = Field("reviewed_on", pa.date32(), "date of the review")
rule = text("rule", "name of the rule")
severity = text("severity", "severity of the rule", vocabulary=v.SEVERITY)
