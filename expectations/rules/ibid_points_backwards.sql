-- table: citations
-- severity: critical
-- reason: “Ibid.” stands for a citation before it
SELECT c.document_id AS document, c.position, c.text
FROM citations c JOIN citations o ON o.citation_id = c.ibid_of
WHERE o.position >= c.position
