-- table: clauses
-- severity: critical
-- reason: the action phrase is quoted from its paragraph, and only whole paragraphs have one
SELECT document_id AS document, path, lead
FROM clauses
WHERE lead IS NOT NULL AND (NOT contains(text, lead) OR depth > 0 OR kind NOT IN ('preambular', 'operative'))
