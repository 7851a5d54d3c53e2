-- table: citation_candidates
-- severity: critical
-- reason: candidates are listed where no symbol was chosen: never a guess
SELECT k.document_id AS document, k.citation_id, c.target_symbol
FROM citation_candidates k JOIN citations c USING (citation_id)
WHERE c.target_symbol IS NOT NULL
