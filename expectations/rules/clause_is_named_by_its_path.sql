-- table: clauses
-- severity: critical
-- reason: a clause_id is the document and the path, so that it can be written without looking it up
SELECT document_id AS document, clause_id, path
FROM clauses
WHERE clause_id <> document_id || '#' || path
