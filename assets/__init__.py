"""The job as Dagster assets. Every line of logic lives in `pipeline`, `expectations` and `warehouse`."""
