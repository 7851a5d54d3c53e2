-- table: corrections
-- severity: warning
-- reason: a correction whose source has been mended is to be taken out
SELECT document_id AS document, table_name, column_name, source_value, corrected_value
FROM corrections
WHERE status = 'stale'
