-- table: clauses
-- severity: critical
-- reason: a lemma is that of a printed phrase
SELECT document_id AS document, path, action
FROM clauses
WHERE action IS NOT NULL AND lead IS NULL
