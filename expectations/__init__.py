"""Whether the tables can be trusted: suites rendered from the schema, references, rules with reasons, baselines, one report."""
