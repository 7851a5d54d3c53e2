-- table: clauses
-- severity: critical
-- reason: a paragraph that carries meaning has words
SELECT document_id AS document, path
FROM clauses
WHERE NOT regexp_matches(text, '[\p{L}\p{N}]')
