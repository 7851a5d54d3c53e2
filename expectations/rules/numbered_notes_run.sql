-- table: footnotes
-- severity: warning
-- reason: numbered notes run 1…n: a gap is a note lost or a number misread
SELECT document_id AS document, count(*) AS notes, max(marker::INTEGER) AS last
FROM footnotes
WHERE regexp_matches(marker, '^\d+$')
GROUP BY document_id
HAVING max(marker::INTEGER) <> count(DISTINCT marker) OR count(*) <> count(DISTINCT marker)
