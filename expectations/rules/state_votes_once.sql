-- table: votes
-- severity: critical
-- reason: a State has one vote
SELECT document_id AS document, iso3, count(*) AS votes
FROM votes
WHERE iso3 IS NOT NULL
GROUP BY document_id, iso3
HAVING count(*) > 1
