-- table: citations
-- severity: critical
-- reason: a citation_id counts the citations of its document
SELECT document_id AS document, citation_id, position
FROM citations
WHERE citation_id <> document_id || '#c' || position
