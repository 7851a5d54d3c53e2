-- table: citations
-- severity: critical
-- reason: a document's own symbol is no citation
SELECT c.document_id AS document, c.position, c.text
FROM citations c JOIN documents d USING (document_id)
WHERE c.target_symbol = d.symbol
