"""The DuckDB warehouse over the Parquet tables: build, connect, views, and the derived tables they need."""
