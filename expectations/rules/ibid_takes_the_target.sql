-- table: citations
-- severity: warning
-- reason: a bare “Ibid.” has the target of what it stands for
SELECT c.document_id AS document, c.position, c.text, c.target_symbol, o.target_symbol AS of_antecedent
FROM citations c JOIN citations o ON o.citation_id = c.ibid_of
WHERE c.target_symbol IS NULL AND o.target_symbol IS NOT NULL AND c.treaty_series IS NULL
