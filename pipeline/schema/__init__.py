"""The single source of truth: columns (`fields`), tables (`tables`), codes (`vocabulary`)."""

from pipeline.schema.fields import Field
from pipeline.schema.tables import PARSED, TABLES, Reference, Table

__all__ = ["PARSED", "TABLES", "Field", "Reference", "Table"]
