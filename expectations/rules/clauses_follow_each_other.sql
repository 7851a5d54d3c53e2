-- table: clauses
-- severity: critical
-- reason: clauses stand in the order of the text, and no character belongs to two of them
SELECT document_id AS document, path, char_start, before
FROM (SELECT document_id, path, char_start, lag(char_end) OVER (PARTITION BY document_id ORDER BY position) AS before FROM clauses)
WHERE char_start < before
