"""The library of unres: bytes of UN documents in, tables out.

Pure Python over bytes, text and Arrow. No Dagster, no Great Expectations, no DuckDB in here.
"""
