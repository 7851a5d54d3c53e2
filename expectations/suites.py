"""Expectations about single columns, rendered from the schema as data; `columns` hands them to Great Expectations.

Nothing is declared here twice: order of columns, nullability, vocabularies, patterns and bounds are those of the schema.
The few lengths are facts about documents of the United Nations, with the figure that they rest on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pipeline.schema import Field, Table


@dataclass(frozen=True, slots=True)
class Expected:
    """One expectation: its type in Great Expectations, its arguments, and why it is held."""

    type: str
    arguments: dict[str, Any] = field(hash=False)
    reason: str

    @property
    def column(self) -> str | None:
        """The column it is about, if it is about one."""
        return self.arguments.get("column")


LENGTHS = {
    ("documents", "title"): (1, 1200, "a title is a line or a few; the longest of the official XML has 610 characters"),
    ("clauses", "label"): (1, 12, "a label is a number or a letter with its brackets"),
    ("clauses", "lead"): (1, 160, "an action phrase is a few words"),
    ("sponsors", "name"): (2, 120, "a State's name; the longest formal names have about 60 letters"),
    ("citations", "text"): (1, 400, "a mention is a number, a symbol or one phrase"),
    ("footnotes", "text"): (1, 6000, "a note is a reference; the longest of the official XML has about 3,000 characters"),
}


def suite(table: Table) -> list[Expected]:
    """All expectations about the columns of a table, in the order of the columns."""
    found = [Expected("expect_table_columns_to_match_ordered_list", {"column_list": table.names}, "columns and their order are promised")]
    for column in table.columns:
        found += _of_column(table, column)
    return found


def _of_column(table: Table, column: Field) -> list[Expected]:
    about = {"column": column.name}
    found = []
    if not column.nullable:
        found.append(Expected("expect_column_values_to_not_be_null", about, "the column is promised to hold a value in every row"))
    if column.vocabulary:
        found.append(Expected("expect_column_values_to_be_in_set", {**about, "value_set": list(column.vocabulary)}, "only declared codes are used"))
    if column.pattern:
        found.append(Expected("expect_column_values_to_match_regex", {**about, "regex": column.pattern}, "values have the declared form"))
    if column.minimum is not None or column.maximum is not None:
        bounds = {"min_value": column.minimum, "max_value": column.maximum}
        found.append(Expected("expect_column_values_to_be_between", {**about, **bounds}, "numbers lie within the declared bounds"))
    if (table.name, column.name) in LENGTHS:
        low, high, reason = LENGTHS[table.name, column.name]
        found.append(Expected("expect_column_value_lengths_to_be_between", {**about, "min_value": low, "max_value": high}, reason))
    return found
