-- table: citations
-- severity: critical
-- reason: a treaty citation has a series, and only such a one has volume or number
SELECT document_id AS document, position, text, kind, treaty_series
FROM citations
WHERE (kind = 'treaty' AND treaty_series IS NULL) OR (treaty_series IS NULL AND (treaty_volume IS NOT NULL OR treaty_number IS NOT NULL))
