-- table: citations
-- severity: critical
-- reason: positions of the citations of a document run 1…n: none is missing, none is double
SELECT document_id AS document, count(*) AS rows, min(position) AS first, max(position) AS last
FROM citations
GROUP BY document_id
HAVING min(position) <> 1 OR max(position) <> count(*) OR count(DISTINCT position) <> count(*)
