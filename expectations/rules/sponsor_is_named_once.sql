-- table: sponsors
-- severity: critical
-- reason: a State that the line names again points at its first mention
SELECT document_id AS document, iso3, count(*) AS times
FROM sponsors
WHERE iso3 IS NOT NULL AND repeat_of IS NULL
GROUP BY document_id, iso3
HAVING count(*) > 1
UNION ALL
SELECT s.document_id, s.iso3, s.position
FROM sponsors s LEFT JOIN sponsors o ON o.document_id = s.document_id AND o.position = s.repeat_of
WHERE s.repeat_of IS NOT NULL AND (o.position IS NULL OR o.position >= s.position OR o.iso3 IS DISTINCT FROM s.iso3)
