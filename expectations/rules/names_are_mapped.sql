-- table: unmapped_names
-- severity: warning
-- reason: a name that is in no table of States is to be added, or is damaged in the source
SELECT document_id AS document, name, count AS times
FROM unmapped_names
