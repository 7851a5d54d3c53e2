-- table: clauses
-- severity: critical
-- reason: a sub-paragraph names the paragraph that it belongs to, and nothing else does
SELECT document_id AS document, path, parent_id
FROM clauses
WHERE parent_id IS DISTINCT FROM CASE WHEN depth > 0 THEN document_id || '#' || regexp_replace(path, '\.[^.]+$', '') END
