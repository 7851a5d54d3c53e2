"""Tables computed from the others when a warehouse is built, because a view would be too slow or SQL cannot say them."""

from __future__ import annotations

import duckdb


def derive(connection: duckdb.DuckDBPyConnection) -> None:
    """Create and fill the derived tables in the database in use."""
