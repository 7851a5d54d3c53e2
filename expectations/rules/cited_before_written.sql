-- table: citations
-- severity: warning
-- reason: what a document cites is not younger than the document
SELECT c.document_id AS document, c.position, c.text, c.cited_on, coalesce(d.adopted_on, d.issued_on) AS dated
FROM citations c JOIN documents d USING (document_id)
WHERE c.cited_on > coalesce(d.adopted_on, d.issued_on)
