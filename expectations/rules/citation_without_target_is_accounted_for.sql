-- table: citations
-- severity: warning
-- reason: a resolution or decision without symbol has candidates, or shows a form that is not read
SELECT c.document_id AS document, c.position, c.text
FROM citations c ANTI JOIN citation_candidates k USING (citation_id)
WHERE c.kind IN ('resolution', 'decision') AND c.target_symbol IS NULL AND c.ibid_of IS NULL
