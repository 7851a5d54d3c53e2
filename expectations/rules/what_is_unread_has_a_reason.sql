-- table: readings
-- severity: warning
-- reason: a file that gave no rows says why
SELECT document_id AS document, source_uri, status
FROM readings
WHERE status NOT IN ('parsed', 'superseded') AND error IS NULL
