-- every clause, folded once, so that a search folds only its own words
SELECT clause_id, document_id, fold(text) FROM clauses ORDER BY clause_id
