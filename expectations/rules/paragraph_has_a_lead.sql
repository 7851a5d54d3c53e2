-- table: clauses
-- severity: warning
-- reason: a paragraph of a resolution opens with an action phrase: where none was found, language data or parser may be wanting
SELECT c.document_id AS document, c.path, left(c.text, 40) AS opening
FROM clauses c JOIN documents d USING (document_id)
WHERE c.kind IN ('preambular', 'operative') AND c.depth = 0 AND c.lead IS NULL AND d.kind IN ('resolution', 'draft_resolution')
